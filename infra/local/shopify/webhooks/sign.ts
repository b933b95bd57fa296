import { createHmac } from 'node:crypto';

/** Shopify's signature of a webhook: base64 of HMAC-SHA256 over the raw bytes. */
export function signature(body: Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

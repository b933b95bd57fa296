import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signature older or newer than this is not taken: it bounds how long a captured call is good. */
export const toleranceSeconds = 300;

/** What of the header matters; null where it is not in our form. */
export interface Signature {
  /** Epoch seconds at which it was signed. */
  t: number;
  /** Hex; several while the sender changes its secret. */
  v1: string[];
}

const mostSignatures = 5;

/** Reads `t=<epoch seconds>,v1=<hex>`. */
export function readSignature(header: string | undefined): Signature | null {
  let t: number | null = null;
  const v1: string[] = [];
  for (const part of (header ?? '').split(',').slice(0, mostSignatures + 1)) {
    const [name, value] = part.trim().split('=', 2);
    if (name === 't' && /^\d{1,12}$/.test(value ?? '')) t = Number(value);
    if (name === 'v1' && /^[0-9a-f]{64}$/i.test(value ?? '')) v1.push(value ?? '');
  }
  return t === null || v1.length === 0 ? null : { t, v1 };
}

/** Whether one of the secrets signed exactly these bytes at that time; constant time over all. */
export function isSignedBy(
  { t, v1 }: Signature,
  body: Uint8Array,
  secrets: readonly string[],
): boolean {
  let matches = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret)
      .update(`${String(t)}.`)
      .update(body)
      .digest();
    for (const given of v1) {
      if (timingSafeEqual(Buffer.from(given, 'hex'), expected)) matches = true;
    }
  }
  return matches;
}

import { z } from 'zod';
import type { Vault } from '../platform/vault.ts';
import type { TokenPair } from '../shopify/tokenGrants.ts';

const context = 'shop/token';

const pairSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAtMs: z.number(),
  refreshExpiresAtMs: z.number(),
});

/** Both tokens as one sealed value, so that they are always replaced together. */
export function sealTokens(vault: Vault, shop: string, pair: TokenPair): Uint8Array {
  return vault.seal(shop, context, new TextEncoder().encode(JSON.stringify(pair)));
}

export function openTokens(vault: Vault, shop: string, sealed: Uint8Array): TokenPair {
  return pairSchema.parse(JSON.parse(new TextDecoder().decode(vault.open(shop, context, sealed))));
}

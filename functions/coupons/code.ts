import type { Vault } from '../platform/vault.ts';

/** What a coupon is for; one occasion never earns two. */
export interface CouponKey {
  customerId: string;
  ruleId: string;
  occasion: string;
}

/** Crockford's: no I, L, O or U, so that a code survives being read aloud or copied by hand. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 65 bits: nobody guesses one, and two of a shop never meet. */
const codeLength = 13;

/** The code of an occasion: the same after any crash, unguessable without the shop's key. */
export function couponCode(vault: Vault, shop: string, prefix: string, key: CouponKey): string {
  const digest = vault.keyed(
    shop,
    'coupon',
    JSON.stringify([key.ruleId, key.customerId, key.occasion]),
  );
  return prefix + crockford(digest).slice(0, codeLength);
}

function crockford(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((held >> bits) & 31);
    }
  }
  return text;
}

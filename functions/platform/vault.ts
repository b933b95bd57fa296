import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Refusal } from './refusal.ts';

/** Seals what must not be read outside its place: bound to the shop and to a context string. */
export interface Vault {
  /** AES-256-GCM; the context (such as "customer/123") must be given again to open. */
  seal(shop: string, context: string, plain: Uint8Array): Uint8Array;
  /** Throws where the bytes were changed, or sealed for another shop or context. */
  open(shop: string, context: string, sealed: Uint8Array): Uint8Array;
  /** HMAC-SHA256 (32 bytes) under a key of this shop and purpose: look-ups and coupon codes. */
  keyed(shop: string, purpose: string, value: string): Uint8Array;
}

const formatVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/** A vault whose shop keys are derived (HKDF-SHA256) from one 32-byte master key. */
export function vaultFromKey(masterKey: Uint8Array): Vault {
  if (masterKey.length !== keyBytes) {
    throw new Refusal('invalid', 'The master key must be 32 bytes long: make a new one.');
  }
  const derived = new Map<string, Uint8Array>();
  const keyFor = (shop: string, purpose: string): Uint8Array => {
    const name = `${shop}\n${purpose}`;
    const known = derived.get(name);
    if (known !== undefined) return known;
    const key = new Uint8Array(hkdfSync('sha256', masterKey, shop, purpose, keyBytes));
    derived.set(name, key);
    return key;
  };

  return {
    seal(shop, context, plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyFor(shop, 'seal'), nonce);
      cipher.setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return new Uint8Array(
        Buffer.concat([Buffer.from([formatVersion]), nonce, cipher.getAuthTag(), body]),
      );
    },
    open(shop, context, sealed) {
      if (sealed[0] !== formatVersion) {
        throw new Error('sealed bytes of an unknown format version');
      }
      const nonce = sealed.subarray(1, 1 + nonceBytes);
      const tag = sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', keyFor(shop, 'seal'), nonce);
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(tag);
      const body = sealed.subarray(1 + nonceBytes + tagBytes);
      return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]));
    },
    keyed(shop, purpose, value) {
      return new Uint8Array(createHmac('sha256', keyFor(shop, purpose)).update(value).digest());
    },
  };
}

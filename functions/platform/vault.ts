import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { Refusal } from './refusal.ts';
import { openUnder, sealUnder } from './sealing.ts';
import type { ShopKeys } from './shopKeys.ts';

/**
 * Seals what must not be read outside its place: bound to the shop and to a context string. Each
 * shop has a key of its own; `unlock` comes first, where work for a shop begins.
 */
export interface Vault {
  /** Makes sealing and opening possible for a while; makes the key of a shop that has none. */
  unlock(shop: string): Promise<void>;
  /** AES-256-GCM; the context (such as "customer/123") must be given again to open. */
  seal(shop: string, context: string, plain: Uint8Array): Uint8Array;
  /** Throws where the bytes were changed, or sealed for another shop or context. */
  open(shop: string, context: string, sealed: Uint8Array): Uint8Array;
  /** HMAC-SHA256 (32 bytes) under a key of this shop and purpose: look-ups and coupon codes. */
  keyed(shop: string, purpose: string, value: string): Uint8Array;
  /**
   * Deletes the shop's key, so that nothing sealed for it can be opened again, by anyone. Other
   * processes may go on for `keyTrustMs`. The shop that comes back gets a new key.
   */
  forget(shop: string): Promise<void>;
}

const keyBytes = 32;

/** A vault over the shops' own data keys. */
export function openVault(shopKeys: ShopKeys): Vault {
  // By the key itself: a key that was read anew is another object, whose old derivations go with it.
  const derived = new WeakMap<Uint8Array, Map<string, KeyObject>>();
  const keyFor = (shop: string, purpose: string): KeyObject => {
    const key = shopKeys.keyOf(shop);
    const ofKey = derived.get(key) ?? new Map<string, KeyObject>();
    derived.set(key, ofKey);
    const known = ofKey.get(purpose);
    if (known !== undefined) return known;
    const made = createSecretKey(Buffer.from(hkdfSync('sha256', key, shop, purpose, keyBytes)));
    ofKey.set(purpose, made);
    return made;
  };
  return {
    unlock: (shop) => shopKeys.unlock(shop),
    forget: (shop) => shopKeys.forget(shop),
    seal: (shop, context, plain) => sealUnder(keyFor(shop, 'seal'), context, plain),
    open: (shop, context, sealed) => openUnder(keyFor(shop, 'seal'), context, sealed),
    keyed: (shop, purpose, value) =>
      new Uint8Array(createHmac('sha256', keyFor(shop, purpose)).update(value).digest()),
  };
}

/** A vault that is always unlocked and kept in memory, for tests and measurements. */
export function vaultFromKey(masterKey: Uint8Array): Vault {
  if (masterKey.length !== keyBytes) {
    throw new Refusal('invalid', 'The master key must be 32 bytes long: make a new one.');
  }
  const generations = new Map<string, number>();
  const known = new Map<string, Uint8Array>();
  const keyOf = (shop: string): Uint8Array => {
    const name = `${shop} ${String(generations.get(shop) ?? 0)}`;
    const key =
      known.get(name) ?? new Uint8Array(hkdfSync('sha256', masterKey, '', name, keyBytes));
    known.set(name, key);
    return key;
  };
  return openVault({
    unlock: () => Promise.resolve(),
    keyOf,
    forget(shop) {
      generations.set(shop, (generations.get(shop) ?? 0) + 1);
      return Promise.resolve();
    },
  });
}

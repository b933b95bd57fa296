import { createSecretKey } from 'node:crypto';
import { openUnder, sealUnder } from './sealing.ts';

/** Wraps a shop's data key, so that what lies in a file is of no use without this deployment. */
export interface KeyWrap {
  wrap(shop: string, key: Uint8Array): Promise<Uint8Array>;
  /** Throws where it was wrapped for another shop, or by somebody else. */
  unwrap(shop: string, wrapped: Uint8Array): Promise<Uint8Array>;
}

/** Wraps under a 32-byte key of this machine. */
export function wrapUnder(wrappingKey: Uint8Array): KeyWrap {
  const key = createSecretKey(wrappingKey);
  const contextOf = (shop: string) => `data key of ${shop}`;
  return {
    wrap: (shop, plain) => Promise.resolve(sealUnder(key, contextOf(shop), plain)),
    unwrap: (shop, wrapped) =>
      Promise.resolve().then(() => openUnder(key, contextOf(shop), wrapped)),
  };
}

import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

/** A sealed value is: format version (1 byte), nonce (12), tag (16), ciphertext. */
const formatVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;
const bodyStart = 1 + nonceBytes + tagBytes;

/**
 * AES-256-GCM under a 32-byte key; the context is not in the answer and must be given to open it.
 * The key is the platform's object: made of bytes each time, it would take three quarters of the work.
 */
export function sealUnder(key: KeyObject, context: string, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(
    Buffer.concat([Buffer.from([formatVersion]), nonce, cipher.getAuthTag(), body]),
  );
}

/** Throws where the bytes were changed, or sealed under another key or context. */
export function openUnder(key: KeyObject, context: string, sealed: Uint8Array): Uint8Array {
  if (sealed[0] !== formatVersion) throw new Error('sealed bytes of an unknown format version');
  if (sealed.length < bodyStart) throw new Error('sealed bytes that were cut off');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(1 + nonceBytes, bodyStart));
  const body = decipher.update(sealed.subarray(bodyStart));
  try {
    // The last part is empty: this cipher has no blocks to fill.
    decipher.final();
  } catch {
    throw new Error(
      'sealed bytes do not open: changed, or sealed in another place, or under a key that is gone',
    );
  }
  return new Uint8Array(body.buffer, body.byteOffset, body.length);
}

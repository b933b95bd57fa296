import { z } from 'zod';
import { type AwsAccess, awsFetch, callAwsJson } from './awsFetch.ts';
import type { KeyWrap } from './keyWrap.ts';

const timeoutMs = 3000;

const encryptAnswer = z.object({ CiphertextBlob: z.base64().min(1) });
const decryptAnswer = z.object({ Plaintext: z.base64().min(1) });

/** Wraps with a KMS key that never leaves KMS; the shop is part of what is authenticated. */
export function kmsKeyWrap(
  access: AwsAccess,
  keyArn: string,
  endpoint = `https://kms.${access.region}.amazonaws.com`,
): KeyWrap {
  const send = awsFetch(access, 'kms', timeoutMs);
  const call = (deed: 'Encrypt' | 'Decrypt', shop: string, given: object) =>
    callAwsJson(send, {
      url: `${endpoint}/`,
      target: `TrentService.${deed}`,
      version: '1.1',
      body: { KeyId: keyArn, EncryptionContext: { shop }, ...given },
    });
  return {
    async wrap(shop, key) {
      const answer = await call('Encrypt', shop, {
        Plaintext: Buffer.from(key).toString('base64'),
      });
      return new Uint8Array(Buffer.from(encryptAnswer.parse(answer).CiphertextBlob, 'base64'));
    },
    async unwrap(shop, wrapped) {
      const answer = await call('Decrypt', shop, {
        CiphertextBlob: Buffer.from(wrapped).toString('base64'),
      });
      return new Uint8Array(Buffer.from(decryptAnswer.parse(answer).Plaintext, 'base64'));
    },
  };
}

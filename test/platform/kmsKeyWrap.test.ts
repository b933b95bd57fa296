import { afterEach, expect, test } from 'vitest';
import { kmsKeyWrap } from '../../functions/platform/kmsKeyWrap.ts';
import { s3Objects } from '../../functions/platform/s3Objects.ts';
import { openShopKeys } from '../../functions/platform/shopKeys.ts';
import { openVault } from '../../functions/platform/vault.ts';
import { type HttpStandIn, startHttpStandIn } from '../support/httpStandIn.ts';

const access = { region: 'eu-west-1', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
const arn = 'arn:aws:kms:eu-west-1:123456789012:key/one';
const open: HttpStandIn[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

/** A KMS that wraps by writing the context beside the key, and refuses another context. */
async function startKms(): Promise<HttpStandIn> {
  const kms = await startHttpStandIn(({ headers, body }) => {
    const asked = JSON.parse(body.toString());
    const context = JSON.stringify(asked.EncryptionContext);
    if (headers['x-amz-target'] === 'TrentService.Encrypt') {
      const blob = Buffer.from(JSON.stringify([context, asked.Plaintext])).toString('base64');
      return { status: 200, body: JSON.stringify({ CiphertextBlob: blob, KeyId: asked.KeyId }) };
    }
    const [kept, plain] = JSON.parse(Buffer.from(asked.CiphertextBlob, 'base64').toString());
    if (kept === context) return { status: 200, body: JSON.stringify({ Plaintext: plain }) };
    return { status: 400, body: '{"__type":"InvalidCiphertextException"}' };
  });
  open.push(kms);
  return kms;
}

/** A bucket that keeps to `If-None-Match: *` as S3 does. */
async function startBucket(conflicts = 0): Promise<HttpStandIn> {
  const kept = new Map<string, Uint8Array>();
  let left = conflicts;
  const s3 = await startHttpStandIn(({ method, url, headers, body }) => {
    if (method === 'PUT') {
      if (headers['if-none-match'] === '*' && kept.has(url)) return { status: 412 };
      if (left-- > 0) return { status: 409 };
      kept.set(url, new Uint8Array(body));
    }
    if (method === 'DELETE') kept.delete(url);
    const found = kept.get(url);
    return found === undefined ? { status: 404 } : { status: 200, body: found };
  });
  open.push(s3);
  return s3;
}

test('a key is wrapped and unwrapped in the name of its shop, by signed calls', async () => {
  const kms = await startKms();
  const wrap = kmsKeyWrap(access, arn, kms.url);
  const key = new Uint8Array(32).fill(9);
  const wrapped = await wrap.wrap('one.myshopify.com', key);
  expect(await wrap.unwrap('one.myshopify.com', wrapped)).toEqual(key);
  await expect(wrap.unwrap('two.myshopify.com', wrapped)).rejects.toThrow(
    'TrentService.Decrypt answered 400 InvalidCiphertextException',
  );
  const { headers, body } = kms.seen[0]!;
  expect(headers.authorization).toContain('/eu-west-1/kms/aws4_request');
  expect(JSON.parse(body.toString())).toEqual({
    KeyId: arn,
    EncryptionContext: { shop: 'one.myshopify.com' },
    Plaintext: Buffer.from(key).toString('base64'),
  });
});

test('deployed processes that make a shop’s key at once end with the same one', async () => {
  const kms = await startKms();
  const bucket = await startBucket(3);
  const vaults = Array.from({ length: 4 }, () =>
    openVault(
      openShopKeys({
        shelf: s3Objects(access, 'keys', bucket.url),
        wrap: kmsKeyWrap(access, arn, kms.url),
        nowMs: Date.now,
      }),
    ),
  );
  await Promise.all(vaults.map((vault) => vault.unlock('one.myshopify.com')));
  const hashes = vaults.map((vault) => vault.keyed('one.myshopify.com', 'mail', 'a'));
  for (const hash of hashes) expect(hash).toEqual(hashes[0]);
  expect(bucket.seen[0]!.url).toBe('/keys/one.myshopify.com');
});

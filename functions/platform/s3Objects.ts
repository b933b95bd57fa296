import { type AwsAccess, AwsCallFailed, awsFetch } from './awsFetch.ts';
import type { Objects } from './objects.ts';

/** A snapshot of a million customers is about 100 MB; this is three times what it takes. */
const transferTimeoutMs = 60_000;
const conflictTries = 5;

/** Objects in one S3 bucket; `endpoint` is the bucket's own address unless a stand-in is given. */
export function s3Objects(
  access: AwsAccess,
  bucket: string,
  endpoint = `https://${bucket}.s3.${access.region}.amazonaws.com`,
): Objects {
  const send = awsFetch(access, 's3', transferTimeoutMs);
  const urlOf = (key: string) => `${endpoint}/${key.split('/').map(encodeURIComponent).join('/')}`;
  return {
    async put(key, bytes, contentType) {
      const response = await send(urlOf(key), {
        method: 'PUT',
        headers: { 'Content-Type': contentType },
        body: new Uint8Array(bytes),
      });
      await emptied(response);
      if (!response.ok) throw new AwsCallFailed('S3 put', response.status, '');
    },
    async putNew(key, bytes, contentType) {
      for (let attempt = 1; ; attempt += 1) {
        const response = await send(urlOf(key), {
          method: 'PUT',
          headers: { 'Content-Type': contentType, 'If-None-Match': '*' },
          body: new Uint8Array(bytes),
        });
        await emptied(response);
        if (response.ok) return 'kept';
        if (response.status === 412) return 'there';
        // Another put or delete of this key was under way: S3 asks to try again.
        if (response.status !== 409 || attempt === conflictTries) {
          throw new AwsCallFailed('S3 put', response.status, '');
        }
      }
    },
    async get(key) {
      const response = await send(urlOf(key), { method: 'GET' });
      if (response.status === 404) {
        await emptied(response);
        return undefined;
      }
      if (!response.ok) {
        await emptied(response);
        throw new AwsCallFailed('S3 get', response.status, '');
      }
      return new Uint8Array(await response.arrayBuffer());
    },
    async delete(key) {
      const response = await send(urlOf(key), { method: 'DELETE' });
      await emptied(response);
      if (!response.ok && response.status !== 404) {
        throw new AwsCallFailed('S3 delete', response.status, '');
      }
    },
    async *list(prefix, after = '') {
      let more: string | undefined;
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix, 'encoding-type': 'url' });
        if (more !== undefined) query.set('continuation-token', more);
        else if (after !== '') query.set('start-after', after);
        const response = await send(`${endpoint}/?${query.toString()}`, { method: 'GET' });
        const text = await response.text();
        if (!response.ok) throw new AwsCallFailed('S3 list', response.status, '');
        for (const [, key = ''] of text.matchAll(/<Key>([^<]*)<\/Key>/g)) {
          yield decodeURIComponent(key.replaceAll('+', ' '));
        }
        more = /<NextContinuationToken>([^<]+)</.exec(text)?.[1];
      } while (more !== undefined);
    },
  };
}

/** An unread body keeps its connection busy. */
async function emptied(response: Response): Promise<void> {
  await response.arrayBuffer();
}

import { beforeEach, expect, test } from 'vitest';
import type { Table } from '../../functions/platform/dynamo.ts';
import { answerOnce } from '../../functions/platform/idempotency.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { startTestTable } from '../support/dynamo.ts';

const vault = vaultFromKey(new Uint8Array(32).fill(4));
let table: Table;
let wall = 1_800_000_000_000;
let done = 0;
const request = {
  shop: 'one.myshopify.com',
  scope: 'POST /api/things',
  key: 'k1',
  body: '{"a":1}',
};

beforeEach(async () => {
  ({ table } = await startTestTable());
  done = 0;
});

function ask(over: Partial<typeof request> = {}) {
  return answerOnce(
    { table, vault },
    { ...request, ...over },
    () => wall,
    () => {
      done += 1;
      return Promise.resolve(`answer ${String(done)}`);
    },
  );
}

test('the same key is done once and answered the same', async () => {
  expect(await ask()).toBe('answer 1');
  expect(await ask()).toBe('answer 1');
  expect(done).toBe(1);
});

test('another key, path or shop is another request', async () => {
  await ask();
  expect(await ask({ key: 'k2' })).toBe('answer 2');
  expect(await ask({ scope: 'POST /api/others' })).toBe('answer 3');
  expect(await ask({ shop: 'two.myshopify.com' })).toBe('answer 4');
});

test('the same key with another body is refused', async () => {
  await ask();
  await expect(ask({ body: '{"a":2}' })).rejects.toMatchObject({ code: 'conflict' });
});

test('a day later the key is free again', async () => {
  await ask();
  wall += 25 * 3_600_000;
  expect(await ask()).toBe('answer 2');
});

test('while one works another is told to wait; what breaks may be asked again', async () => {
  const work = Promise.withResolvers<string>();
  const begun = Promise.withResolvers<undefined>();
  const slow = answerOnce(
    { table, vault },
    request,
    () => wall,
    () => {
      begun.resolve(undefined);
      return work.promise;
    },
  );
  const broken = expect(slow).rejects.toThrow('broke');
  await begun.promise;
  await expect(ask()).rejects.toMatchObject({ code: 'conflict' });
  work.reject(new Error('broke'));
  await broken;
  expect(await ask()).toBe('answer 1');
});

test('an answer lies sealed: what it says of a customer is not to be read in the table', async () => {
  const named = { ...request, key: 'k9' };
  const say = () => Promise.resolve('{"customerName":"Ada Lovelace"}');
  await answerOnce({ table, vault }, named, () => wall, say);
  for await (const page of table.query({ pk: 'S#one.myshopify.com', prefix: 'IDEM#' })) {
    for (const item of page) {
      expect(Buffer.from(item['answer'] as Uint8Array).toString('latin1')).not.toContain('Ada');
    }
  }
  expect(await answerOnce({ table, vault }, named, () => wall, say)).toContain('Ada Lovelace');
});

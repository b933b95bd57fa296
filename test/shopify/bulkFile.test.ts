import { expect, test } from 'vitest';
import { readBulkFile } from '../../functions/shopify/bulkFile.ts';
import { ShopifyFault } from '../../functions/shopify/fault.ts';
import { scriptedHttp, type ScriptedAnswer } from '../support/scriptedHttp.ts';

const lines = [
  { id: 'gid://shopify/Order/1', name: 'été' },
  { id: 'gid://shopify/LineItem/11', __parentId: 'gid://shopify/Order/1' },
  { id: 'gid://shopify/LineItem/12', __parentId: 'gid://shopify/Order/1' },
  { id: 'gid://shopify/Order/2', name: '#2' },
  { id: 'gid://shopify/Order/3', name: '#3' },
  { id: 'gid://shopify/LineItem/31', __parentId: 'gid://shopify/Order/3' },
];
const file = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

async function read(answer: (range: string | undefined) => ScriptedAnswer, fromByte = 0) {
  const { url } = await scriptedHttp(({ headers }) => answer(headers.range));
  const groups = [];
  for await (const group of readBulkFile(url, fromByte, globalThis.fetch)) groups.push(group);
  return groups;
}
const whole = () => ({ body: file.toString() });

test('children come with their parent, and each group says where the next begins', async () => {
  const groups = await read(whole);
  expect(groups.map(({ root, children }) => [root, ...children])).toEqual([
    lines.slice(0, 3),
    lines.slice(3, 4),
    lines.slice(4),
  ]);
  expect(groups.at(-1)?.endByte).toBe(file.length);
});

test.each([
  ['a server that answers ranges', true],
  ['a server that sends the whole file regardless', false],
])('reading goes on from any group, with %s', async (_, ranged) => {
  const groups = await read(whole);
  for (const [index, { endByte }] of groups.entries()) {
    const rest = await read((range) => {
      const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1]);
      expect(from).toBe(endByte);
      if (!ranged) return whole();
      return from >= file.length
        ? { status: 416 }
        : { status: 206, body: file.subarray(from).toString() };
    }, endByte);
    expect(rest).toEqual(groups.slice(index + 1));
  }
});

test('a file that is cut off, gone or not grouped is a fault that says which', async () => {
  const kindOf = (answer: ScriptedAnswer) =>
    read(() => answer).then(
      () => 'read',
      (error: unknown) => (error instanceof ShopifyFault ? error.kind : String(error)),
    );
  expect(await kindOf({ body: file.toString().slice(0, -20) })).toBe('unknown');
  expect(await kindOf({ status: 403 })).toBe('refused');
  expect(await kindOf({ status: 500 })).toBe('unknown');
  expect(await kindOf({ hangUp: true })).toBe('unknown');
  expect(await kindOf({ body: JSON.stringify(lines[1]) })).toBe('malformed');
});

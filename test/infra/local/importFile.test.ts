import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openLocalImport } from '../../../infra/local/importFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-'));
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const orders = 'Name,Currency,Total\n#1,,\n#2,KRW,12000\n';

test('takes the currency from the first order that names one, plain or gzip', async () => {
  expect((await openLocalImport(file('a.csv', orders))).currency).toBe('KRW');
  expect((await openLocalImport(file('a.csv.gz', gzipSync(orders)))).currency).toBe('KRW');
  expect((await openLocalImport(file('b.csv', 'Name,Total\n#1,2\n'))).currency).toBeUndefined();
  expect((await openLocalImport(file('c.csv', ''))).currency).toBeUndefined();
});

test('takes currency and time zone from the mapping where it says them', async () => {
  const found = await openLocalImport(
    file('lines.csv', 'InvoiceNo\n1\n'),
    'test/fixtures/uci-online-retail.mapping.json',
  );
  expect([found.currency, found.timeZone]).toEqual(['GBP', 'Europe/London']);
});

test('counts the bytes it reads', async () => {
  const found = await openLocalImport(file('d.csv', orders));
  const read: number[] = [];
  let text = '';
  for await (const piece of found.read((bytes) => read.push(bytes))) {
    text += Buffer.from(piece).toString();
  }
  expect(text).toBe(orders);
  expect(read.at(-1)).toBe(found.totalBytes);
});

test.each([
  ['not json', /--mapping: .* is not JSON/],
  ['{"ordr": {}}', /--mapping: .* is not a mapping/],
])('a mapping that says %s is refused in words', async (content, words) => {
  const data = file('e.csv', orders);
  await expect(openLocalImport(data, file('bad.json', content))).rejects.toThrow(words);
});

import { expect, test } from 'vitest';
import { inspectLayout } from '../../infra/house/layout.ts';

const sentences = (path: string, text = '') =>
  inspectLayout([{ path, text }]).map((finding) => `${finding.severity} ${finding.sentence}`);

test.each([
  ['functions/customers/utils.ts', '', /kind of file/],
  ['functions/customers/helpers/money.ts', '', /kind of file/],
  ['functions/segments/index.ts', '', /barrel/],
  ['functions/entry/apply.ts', 'x\n'.repeat(16), /15 lines/],
  ['functions/customers/ledger.ts', '// TODO: the rest\n', /unfinished/],
  ['README.md', 'open /home/somebody/shop\n', /one machine/],
])('%s is an error', (path, text, sentence) => {
  expect(sentences(path, text)).toEqual([
    expect.stringMatching(new RegExp(`^error .*${sentence.source}`)),
  ]);
});

test('a long file is a warning, an entry of fifteen lines and an ordinary file are fine', () => {
  expect(sentences('functions/customers/ledger.ts', 'x\n'.repeat(181))).toEqual([
    expect.stringMatching(/^warning/),
  ]);
  expect(sentences('functions/entry/apply.ts', 'x\n'.repeat(15))).toEqual([]);
  expect(sentences('functions/customers/ledger.ts', 'export const orders = 1;\n')).toEqual([]);
});

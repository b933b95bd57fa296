// @vitest-environment node
import { expect, test } from 'vitest';
import { compare, shareOf } from '../../../admin-ui/overview/compare.ts';
import { csvCell } from '../../../admin-ui/ui/downloadCsv.ts';

test.each([
  ['112', '100', 0.12],
  ['78', '100', -0.22],
  ['100.1', '100', 0],
  ['5', '0', null],
  ['5', '-3', null],
])('%s after %s is a change of %s', (now, before, change) => {
  expect(compare(now, before)).toBe(change);
});

test('a share stays between nothing and all', () => {
  expect([shareOf('-5', '10'), shareOf('5', '10'), shareOf('15', '10'), shareOf('5', '0')]).toEqual(
    [0, 0.5, 1, 0],
  );
});

test.each([
  ['plain', 'plain'],
  ['a, b', '"a, b"'],
  ['say "hi"', '"say ""hi"""'],
  ['=1+1', "'=1+1"],
  [-5, '-5'],
])('a cell with %s is written as %s', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

// @vitest-environment node
import { expect, test } from 'vitest';
import { markOf } from '../../../admin-ui/customers/queryMark.ts';
import { parseQuery } from '../../../functions/segments/query/parse.ts';

function marked(query: string): string {
  const parsed = parseQuery(query);
  if (parsed.ok) return 'understood';
  const { line, column, length } = markOf(query, parsed.error);
  return line.slice(column, column + length);
}

test('the mark stands under the word that is not understood', () => {
  expect(marked('ordrs >= 3 AND net_spent > 10')).toBe('ordrs');
  expect(marked("orders >= 3 AND\nlifecycle = 'gone'")).toBe("'gone'");
});

test('where something is missing the mark stands after the end', () => {
  const query = 'orders >';
  expect(markOf(query, { start: query.length, end: query.length })).toEqual({
    line: query,
    column: query.length,
    length: 1,
  });
});

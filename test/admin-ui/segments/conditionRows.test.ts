// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isFinished,
  rowsOf,
  textOf,
  type ConditionRows,
} from '../../../admin-ui/segments/conditionRows.ts';
import { parseQuery } from '../../../functions/segments/query/parse.ts';
import { printQuery } from '../../../functions/segments/query/print.ts';
import type { Query } from '../../../functions/segments/query/query.ts';
import { anyQuery } from '../../segments/query/queries.ts';

function parsed(text: string): Query {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.query;
}
const through = (text: string) => {
  const rows = rowsOf(parsed(text));
  return rows === null ? null : textOf(rows);
};

describe('a query as lines', () => {
  test.each([
    ['', ''],
    ['orders >= 3', 'orders >= 3'],
    ["orders >= 3 AND lifecycle = 'overdue'", "orders >= 3 AND lifecycle = 'overdue'"],
    [
      "orders >= 3 AND (lifecycle = 'lost' OR net_spent BETWEEN 10 AND 20.5)",
      "orders >= 3 AND (lifecycle = 'lost' OR net_spent BETWEEN 10 AND 20.5)",
    ],
    [
      "(orders = 1 AND abc IN ('A', 'B')) OR customer_tags NOT CONTAINS 'it\\'s'",
      "(orders = 1 AND abc IN ('A', 'B')) OR customer_tags NOT CONTAINS 'it\\'s'",
    ],
    ['NOT orders < 3', 'orders >= 3'],
    ['last_order_date IS NOT NULL', 'last_order_date IS NOT NULL'],
    ['last_order_date NOT BETWEEN -90d AND today', 'last_order_date NOT BETWEEN -90d AND today'],
    ['orders NOT IN (1, 2)', 'orders NOT IN (1, 2)'],
  ])('%s', (text, lines) => {
    expect(through(text)).toBe(lines);
  });

  test.each([
    'orders = 1 OR (orders = 2 AND (orders = 3 OR orders = 4))',
    'NOT (orders = 1 AND orders = 2)',
    'NOT NOT orders = 1',
    "customer_tags CONTAINS ' '",
  ])('%s is text only', (text) => {
    expect(rowsOf(parsed(text))).toBeNull();
  });

  test('come back as the same query, however they were written', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const rows = rowsOf(query);
        if (rows === null) return;
        const text = textOf(rows);
        expect(text).not.toBeNull();
        expect(rowsOf(parsed(text ?? ''))).toEqual(rows);
        if (!printQuery(query).includes('NOT ')) expect(parsed(text ?? '')).toEqual(query);
      }),
      { numRuns: 400 },
    );
  });

  test('are no query while one of them is unfinished', () => {
    const done = { attribute: 'orders', operator: '>=', values: ['3'] };
    for (const values of [[''], ['x']]) {
      const open = { ...done, values };
      expect(isFinished(open)).toBe(false);
      const rows: ConditionRows = { joiner: 'and', items: [[done], [open]] };
      expect(textOf(rows)).toBeNull();
    }
    expect(textOf({ joiner: 'or', items: [[done, done]] })).toBe('orders >= 3 AND orders >= 3');
  });
});

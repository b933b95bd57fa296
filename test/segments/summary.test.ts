import { expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { select } from '../../functions/segments/query/evaluate.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { cellQuery, summarise } from '../../functions/segments/summary.ts';
import { entry, sale, shopOf } from './shop.ts';

const { columns, meta } = shopOf([
  entry('1', [sale(300), sale(9, 20_000)]),
  ...[2, 3, 4, 5].map((n) => entry(String(n), [sale(n * 40)])),
  entry('6', []),
  entry('7', [sale(3)], { incomplete: true }),
]);
const summary = summarise(columns);

test('counts everybody once in each scheme, and empty classes with zeros', () => {
  const total = (groups: { customers: number }[]) =>
    groups.reduce((sum, group) => sum + group.customers, 0);
  expect(summary).toMatchObject({
    customers: 7,
    ranked: 5,
    prospects: 1,
    historyIncomplete: 1,
    orders: 7,
    netMinor: 26_000,
    lastAt: meta.asOf - 3 * 86_400,
  });
  expect(total(summary.lifecycle)).toBe(7);
  expect(total(summary.segments)).toBe(6);
  expect(total(summary.levels)).toBe(5);
  expect(total(summary.matrix)).toBe(5);
  expect(summary.matrix).toHaveLength(25);
  expect(summary.levels.map((group) => group.key)).toEqual(['A', 'B', 'C', 'D']);
  expect(summary.abc.find((group) => group.key === 'none')).toEqual({
    key: 'none',
    customers: 1,
    netMinor: 0,
  });
});

test('the cells of a name add up to its segment', () => {
  for (const { key, customers } of summary.segments) {
    const cells = summary.matrix.filter((cell) => cell.segment === key);
    if (cells.length === 0) continue;
    expect(cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe(customers);
  }
});

test('the query of a cell finds exactly its customers', () => {
  const calendar = calendarOf('UTC');
  const dayOf = (second: number) => calendar.dayOf(second);
  for (const cell of summary.matrix) {
    const parsed = parseQuery(cellQuery(cell));
    if (!parsed.ok) throw new Error(parsed.error.message);
    const context = { today: meta.today, exponent: 2, dayOf };
    expect(select(parsed.query, columns, context).count).toBe(cell.customers);
  }
});

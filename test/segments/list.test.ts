import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { argsort } from '../../functions/segments/argsort.ts';
import { idAt, idOrder, type Columns } from '../../functions/segments/columns.ts';
import { listCustomers, type Sort } from '../../functions/segments/list.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { select, type Selection } from '../../functions/segments/query/evaluate.ts';
import { today } from './population.ts';
import { entry, sale, shopOf } from './shop.ts';

const sorts: Sort[] = ['netSpent', '-netSpent', 'lastOrderAt', '-lastOrderAt', 'orders', '-orders'];
const at = { today, exponent: 2, dayOf: (second: number) => Math.floor(second / 86_400) };

const customers = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 99_999 }).map(String),
    daysAgo: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
  }),
  { selector: (one) => one.id, maxLength: 40 },
);
type Customers = typeof customers extends fc.Arbitrary<infer T> ? T : never;

const columnsOf = (of: Customers) =>
  shopOf(
    of.map(({ id, daysAgo }) =>
      entry(
        id,
        daysAgo.toSorted((one, other) => other - one).map((days) => sale(days, 100)),
      ),
    ),
  ).columns;

function allPages(columns: Columns, selection: Selection | null, sort: Sort, limit: number) {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = listCustomers(columns, selection, { sort, limit, cursor });
    ids.push(...page.rows.map((row) => idAt(columns, row)));
    cursor = page.cursor;
    expect(page.rows.length).toBeLessThanOrEqual(limit);
  } while (cursor !== null);
  return ids;
}

test('numbers of all sizes and signs are put in order, equals left as they stand', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer(), fc.double({ noNaN: true }), fc.constantFrom(1, 2))),
      (values) => {
        const plain = values.map((value) => value + 0);
        const expected = plain
          .map((value, index) => ({ value, index }))
          .sort((one, other) => one.value - other.value || one.index - other.index);
        expect(Array.from(argsort(Float64Array.from(plain)))).toEqual(
          expected.map((one) => one.index),
        );
      },
    ),
  );
});

test('pages of any size hold each customer once, in the same order', () => {
  fc.assert(
    fc.property(
      customers,
      fc.constantFrom(...sorts),
      fc.integer({ min: 1, max: 9 }),
      (of, sort, limit) => {
        const columns = columnsOf(of);
        const value = (row: number) => {
          if (sort.endsWith('netSpent')) return columns.netMinor[row] ?? 0;
          return (sort.endsWith('orders') ? columns.orders[row] : columns.lastAt[row]) ?? 0;
        };
        const sign = sort.startsWith('-') ? -1 : 1;
        const missing = (row: number) => (sort.endsWith('lastOrderAt') && value(row) === 0 ? 1 : 0);
        const expected = Array.from({ length: columns.count }, (_, row) => row).sort(
          (one, other) =>
            missing(one) - missing(other) ||
            sign * (value(one) - value(other)) ||
            idOrder(idAt(columns, one), idAt(columns, other)),
        );
        expect(allPages(columns, null, sort, limit)).toEqual(
          expected.map((row) => idAt(columns, row)),
        );
      },
    ),
  );
});

test('a filtered list is the whole list without those who do not match', () => {
  const parsed = parseQuery('orders >= 2');
  if (!parsed.ok) throw new Error('query');
  fc.assert(
    fc.property(customers, fc.constantFrom(...sorts), (of, sort) => {
      const columns = columnsOf(of);
      const selection = select(parsed.query, columns, at);
      const matching = new Set(of.filter((one) => one.daysAgo.length >= 2).map((one) => one.id));
      const everyone = allPages(columns, null, sort, 100);
      expect(allPages(columns, selection, sort, 3)).toEqual(
        everyone.filter((id) => matching.has(id)),
      );
      expect(listCustomers(columns, selection, { sort, limit: 1, cursor: null }).total).toBe(
        matching.size,
      );
    }),
  );
});

describe('a cursor', () => {
  const ids = ['1', '2', '3', '4', '5'];
  const before = columnsOf(ids.map((id) => ({ id, daysAgo: [1] })));
  const first = listCustomers(before, null, { sort: '-netSpent', limit: 2, cursor: null });

  test('goes on at the right place in a newer snapshot', () => {
    // Two has left, ten has joined with more: three is still next.
    const after = columnsOf([
      ...['1', '3', '4', '5'].map((id) => ({ id, daysAgo: [1] })),
      { id: '10', daysAgo: [1, 1] },
    ]);
    const next = listCustomers(after, null, { sort: '-netSpent', limit: 2, cursor: first.cursor });
    expect(next.rows.map((row) => idAt(after, row))).toEqual(['3', '4']);
  });

  test.each(['', 'nonsense', 'eyJhIjoxfQ', Buffer.from('["orders","x"]').toString('base64url')])(
    'that is %s is refused in words',
    (cursor) => {
      expect(() => listCustomers(before, null, { sort: '-netSpent', limit: 2, cursor })).toThrow(
        'first page',
      );
    },
  );

  test('of another order is refused', () => {
    expect(() =>
      listCustomers(before, null, { sort: 'orders', limit: 2, cursor: first.cursor }),
    ).toThrow('another list');
  });
});

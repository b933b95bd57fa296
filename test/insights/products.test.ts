import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { productsOf } from '../../functions/insights/products.ts';
import { productsSchema, type ProductsQuery } from '../../functions/insights/products.schema.ts';
import { minorOf, sales } from './history.ts';
import { anySoldShop, sold, soldHistory } from './sold.ts';

const asked: ProductsQuery = { who: 'retail', by: 'level', of: 'type' };

const shop = soldHistory(
  [
    {
      rows: [
        sold(90, [
          ['a', 2, 1_500],
          ['b', 1, 700],
        ]),
        sold(10, [['a', 1, 800]]),
      ],
    },
    { rows: [sold(40, [['c', 1, 2_000]]), sold(30, [['d', 1, 500]])] },
    { rows: [sold(20, [['c', 3, 9_000]])], wholesale: true },
    { rows: [] },
  ],
  [0, 3, 0, -1],
  [
    sold(5, [
      ['c', 1, 1_900],
      [null, 1, 100],
    ]),
  ],
);

describe('what was sold to whom', () => {
  test('is counted by type, one order and one customer once, with the query that lists them', () => {
    const { rows, rest, unknown, total, classes } = productsOf(shop.history, shop.shelf, asked);
    expect(classes).toEqual(['A', 'B', 'C', 'D', null]);
    expect(
      rows.map(({ name, revenue, orders, pieces, customers, query }) => [
        ...[name, revenue.amount, orders, pieces, customers, query],
      ]),
    ).toEqual([
      ['Cups', '39.00', 2, 2, 1, "bought_types CONTAINS 'Cups' AND wholesale = false"],
      ['Tea', '30.00', 2, 4, 1, "bought_types CONTAINS 'Tea' AND wholesale = false"],
    ]);
    expect(rows[0]?.walkIn).toEqual({
      revenue: { amount: '19.00', currency: 'USD' },
      orders: 1,
      pieces: 1,
    });
    expect(rows[1]?.byClass.map(({ customers }) => customers)).toEqual([1, 0, 0, 0, 0]);
    expect(rows[1]?.byClass.at(-1)?.query).toBe(
      "bought_types CONTAINS 'Tea' AND rfm_level IS NULL AND wholesale = false",
    );
    expect(rest).toBeNull();
    expect([unknown?.revenue.amount, unknown?.orders, unknown?.query]).toEqual(['6.00', 2, null]);
    expect([total.revenue.amount, total.orders, total.customers]).toEqual(['75.00', 5, 2]);
  });

  test('knows wholesale by itself, and a product by its title or else its id', () => {
    const own = productsOf(shop.history, shop.shelf, { ...asked, who: 'wholesale', of: 'product' });
    expect(own.rows.map(({ name, query }) => [name, query])).toEqual([
      ["O'Cup", "bought_products CONTAINS 'O\\'Cup' AND wholesale = true"],
    ]);
    expect(own.total.walkIn.orders).toBe(0);
    const all = productsOf(shop.history, shop.shelf, { ...asked, who: 'all', of: 'product' });
    expect(all.rows.map(({ name }) => name)).toEqual(["O'Cup", 'Green', 'Black', 'd']);
  });

  test('shows fifty names, and the others as one', () => {
    const rows = Array.from({ length: 60 }, (_, n) => sold(n + 1, [[`p${String(n)}`, 1, 100 + n]]));
    const { history, shelf } = soldHistory([{ rows: rows.reverse() }], [0]);
    const view = productsOf(history, shelf, { ...asked, of: 'product' });
    expect(view.rows).toHaveLength(50);
    expect([view.rest?.names, view.rest?.customers, view.rest?.orders]).toEqual([10, 1, 10]);
  });

  test('of a shop without an order is nothing', () => {
    const { history, shelf } = soldHistory([{ rows: [] }]);
    const view = productsSchema.parse(productsOf(history, shelf, asked));
    expect([view.rows, view.rest, view.unknown, view.total.orders]).toEqual([[], null, null, 0]);
  });
});

test('whatever was sold: rows add up to all lines of orders that count, classes to their row', () => {
  fc.assert(
    fc.property(
      anySoldShop,
      fc.constantFrom('type' as const, 'product' as const, 'vendor' as const),
      ({ buyers, levels, walkIns }, of) => {
        const { history, shelf } = soldHistory(buyers, levels.slice(0, buyers.length), walkIns);
        const view = productsOf(history, shelf, { who: 'all', by: 'level', of });
        productsSchema.parse(view);
        const lines = [...buyers.flatMap(({ rows }) => sales(rows)), ...sales(walkIns)].flatMap(
          (row) => row.lines,
        );
        const parts = [...view.rows, ...(view.unknown === null ? [] : [view.unknown])];
        const net = lines.reduce((sum, { netMinor }) => sum + netMinor, 0);
        const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
        for (const all of [parts, [view.total]]) {
          expect(all.reduce((sum, { revenue }) => sum + minorOf(revenue), 0)).toBe(net);
          expect(all.reduce((sum, one) => sum + one.pieces, 0)).toBe(pieces);
        }
        for (const one of [...parts, view.total]) {
          const classes = [...one.byClass, one.walkIn];
          expect(classes.reduce((sum, { orders }) => sum + orders, 0)).toBe(one.orders);
          expect(classes.reduce((sum, { revenue }) => sum + minorOf(revenue), 0)).toBe(
            minorOf(one.revenue),
          );
        }
        const turned = soldHistory(
          [...buyers].reverse(),
          levels.slice(0, buyers.length).reverse(),
          walkIns,
        );
        expect(
          productsOf(turned.history, turned.shelf, { who: 'all', by: 'level', of }).total,
        ).toEqual(view.total);
      },
    ),
    { numRuns: 80 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dependenceOf } from '../../functions/insights/dependence.ts';
import { discountDependenceSchema } from '../../functions/insights/products.schema.ts';
import { codeWords } from '../../functions/segments/columns.ts';
import { minorOf, order, sales } from './history.ts';
import { anySoldShop, soldHistory } from './sold.ts';

const off = { discountMinor: 100 };

describe('how much hangs on discounts', () => {
  test('is counted by month, by class over the last year and by attitude', () => {
    const { history } = soldHistory(
      [
        {
          rows: [
            order(400, 1_000, off),
            order(35, 2_000, { ...off, codes: ['TEN'] }),
            order(5, 3_000),
          ],
        },
        { rows: [order(3, 500, { codes: ['SHIP'] })] },
        { rows: [] },
      ],
      [0, 3, -1],
      [order(2, 700, off)],
    );
    history.columns.promotion.set([codeWords.promotion.indexOf('mixed'), -1, -1]);
    const view = discountDependenceSchema.parse(dependenceOf(history, 'retail'));
    expect(
      view.months.map(({ month, orders, discounted, withCode }) => [
        ...[month, orders, discounted, withCode],
      ]),
    ).toEqual([
      ['2025-10', 1, 1, 0],
      ...Array.from({ length: 11 }, (_, n) => [
        new Date(Date.UTC(2025, 10 + n)).toISOString().slice(0, 7),
        0,
        0,
        0,
      ]),
      ['2026-10', 1, 1, 1],
      ['2026-11', 3, 1, 1],
    ]);
    expect(view.year).toEqual({
      orders: 4,
      discounted: 2,
      withCode: 2,
      revenue: { amount: '62.00', currency: 'USD' },
      discountedRevenue: { amount: '27.00', currency: 'USD' },
      discount: { amount: '2.00', currency: 'USD' },
    });
    const levels = view.schemes.find(({ scheme }) => scheme === 'level')?.classes;
    expect(levels?.map(({ key, orders, discounted }) => [key, orders, discounted])).toEqual([
      ['A', 2, 1],
      ['B', 0, 0],
      ['C', 0, 0],
      ['D', 1, 0],
      [null, 0, 0],
    ]);
    expect(view.walkIn.orders).toBe(1);
    expect(
      view.attitudes.map(({ key, customers, query }) => [key, customers, query]),
    ).toContainEqual(['mixed', 1, "promotion = 'mixed'"]);
  });
});

test('whatever was sold: classes and sales without a customer add up to the year', () => {
  fc.assert(
    fc.property(anySoldShop, ({ buyers, levels, walkIns }) => {
      const { history } = soldHistory(buyers, levels.slice(0, buyers.length), walkIns);
      const view = discountDependenceSchema.parse(dependenceOf(history, 'all'));
      const { today } = history.meta;
      const year = [...buyers.flatMap(({ rows }) => sales(rows)), ...sales(walkIns)].filter(
        ({ placedAt }) => Math.floor(placedAt / 86_400) > today - 365,
      );
      expect(view.year.orders).toBe(year.length);
      expect(view.year.discounted).toBe(year.filter((one) => one.discountMinor > 0).length);
      expect(view.year.withCode).toBe(year.filter((one) => one.codes.length > 0).length);
      for (const { classes } of view.schemes) {
        const parts = [...classes, view.walkIn];
        expect(parts.reduce((sum, one) => sum + one.orders, 0)).toBe(view.year.orders);
        expect(parts.reduce((sum, one) => sum + minorOf(one.revenue), 0)).toBe(
          minorOf(view.year.revenue),
        );
      }
      expect(view.attitudes.reduce((sum, { customers }) => sum + customers, 0)).toBe(buyers.length);
    }),
    { numRuns: 60 },
  );
});

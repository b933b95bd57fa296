import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concentrationOf } from '../../functions/insights/concentration.ts';
import { concentrationSchema } from '../../functions/insights/insights.schema.ts';
import { anyShop, historyOf, minorOf, netOf, order } from './history.ts';

const shopOf = (amounts: readonly number[]) =>
  historyOf(amounts.map((minor) => ({ rows: [order(10, minor)] })));
const amounts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 120 });

describe('how few customers bring how much', () => {
  test('rises from nothing to all of it, the richest first', () => {
    fc.assert(
      fc.property(amounts, (spent) => {
        const { curve } = concentrationOf(shopOf(spent), 'retail');
        expect([curve[0], curve[100]]).toEqual([0, 1]);
        curve.forEach((share, at) => {
          expect(share).toBeGreaterThanOrEqual(curve[at - 1] ?? 0);
          // Nobody before the others brought less than they.
          expect(share).toBeGreaterThanOrEqual(at / 100 - 1e-9);
        });
      }),
    );
  });

  test('keeps together who spent the same, and lists exactly those', () => {
    fc.assert(
      fc.property(amounts, (spent) => {
        const { top } = concentrationOf(shopOf(spent), 'retail');
        const descending = [...spent].sort((one, other) => other - one);
        for (const { of, customers, share, netSpent, query } of top) {
          const least = descending[Math.ceil(spent.length * of) - 1] ?? 0;
          const among = spent.filter((minor) => minor >= least);
          const sum = among.reduce((total, minor) => total + minor, 0);
          expect(customers).toBe(among.length);
          expect(minorOf(netSpent)).toBe(sum);
          expect(share).toBeCloseTo(sum / spent.reduce((total, minor) => total + minor, 0), 12);
          expect(query).toBe(`net_spent >= ${(least / 100).toFixed(2)}`);
        }
      }),
    );
  });

  test('adds up to what the customers spent, with those of whom nothing is left', () => {
    fc.assert(
      fc.property(anyShop, ({ buyers }) => {
        const answer = concentrationOf(historyOf(buyers), 'all');
        concentrationSchema.parse(answer);
        const { buyers: spenders, noNetSpend, historyIncomplete } = answer;
        const sum = [spenders, noNetSpend, historyIncomplete].reduce(
          (total, { netSpent }) => total + minorOf(netSpent),
          0,
        );
        expect(sum).toBe(buyers.reduce((total, { rows }) => total + netOf(rows), 0));
      }),
    );
  });

  test('finds the fewest who together bring half', () => {
    fc.assert(
      fc.property(amounts, (spent) => {
        const { half } = concentrationOf(shopOf(spent), 'retail');
        const descending = [...spent].sort((one, other) => other - one);
        const total = spent.reduce((sum, minor) => sum + minor, 0);
        const upTo = (count: number) =>
          descending.slice(0, count).reduce((sum, minor) => sum + minor, 0);
        expect(upTo(half) * 2).toBeGreaterThanOrEqual(total);
        expect(upTo(half - 1) * 2).toBeLessThan(total);
      }),
    );
  });

  test('says nothing of an empty shop, and all of one customer', () => {
    const none = concentrationOf(historyOf([]), 'retail');
    expect([none.top, none.half, none.buyers.customers]).toEqual([[], 0, 0]);
    const one = concentrationOf(shopOf([500]), 'retail');
    expect(one.top.map(({ customers, share }) => [customers, share])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });
});

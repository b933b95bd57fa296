import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secondOrderSchema } from '../../functions/insights/insights.schema.ts';
import { returnCurve } from '../../functions/insights/returnCurve.ts';
import { secondOrderOf } from '../../functions/insights/secondOrder.ts';
import { anyShop, asOf, dateIn, historyOf, order, sales, type Buyer } from './history.ts';

/** Days between the first two order days, or days waited so far, as a person would count them. */
function waitOf({ rows, incomplete }: Buyer, timeZone: string) {
  const dayOf = (second: number) => Date.parse(dateIn(timeZone, second)) / 86_400_000;
  const days = (of: typeof rows) =>
    [...new Set(of.map((row) => dayOf(row.placedAt)))].sort((one, other) => one - other);
  const all = sales(rows);
  const own = days(all.filter(({ flags }) => !flags.includes('subscription')));
  const [first, second] = own.length > 0 ? own : days(all);
  if (incomplete === true || first === undefined) return null;
  return second === undefined
    ? { back: false, days: dayOf(asOf) - first }
    : { back: true, days: second - first };
}

describe('the time to a second order', () => {
  test('is what a person would count, and nobody is lost', () => {
    fc.assert(
      fc.property(anyShop, ({ buyers, timeZone }) => {
        const answer = secondOrderOf(historyOf(buyers, { timeZone }), 'all');
        secondOrderSchema.parse(answer);
        const waits = buyers.flatMap((buyer) => waitOf(buyer, timeZone) ?? []);
        const back = waits.filter((wait) => wait.back).map(({ days }) => days);
        expect(answer.first.customers).toBe(waits.length);
        expect(answer.second.customers).toBe(back.length);
        expect(answer.notYet.customers).toBe(waits.length - back.length);
        expect(answer.waits.map(({ customers }) => customers)).toEqual(
          answer.waits.map(
            ({ from, to }) =>
              back.filter((days) => days >= from && days <= (to ?? Infinity)).length,
          ),
        );
        const counted = answer.waits.reduce((sum, { customers }) => sum + customers, 0);
        expect(counted).toBe(back.length);
      }),
    );
  });

  test('leaves out how soon where fewer than ten have come back', () => {
    const back = { rows: [order(50), order(20)] };
    const few = secondOrderOf(historyOf(Array.from({ length: 9 }, () => back)), 'retail');
    expect([few.curve, few.medianDays]).toEqual([null, 30]);
    const enough = secondOrderOf(historyOf(Array.from({ length: 10 }, () => back)), 'retail');
    expect(enough.curve?.halfDays).toBe(30);
  });

  test('is nothing where everybody bought once', () => {
    const shop = historyOf(Array.from({ length: 30 }, () => ({ rows: [order(50)] })));
    const { medianDays, second, notYet, curve } = secondOrderOf(shop, 'retail');
    expect([medianDays, second.customers, notYet.customers, curve]).toEqual([null, 0, 30, null]);
  });
});

describe('the share expected to come back', () => {
  const day = fc.integer({ min: 1, max: 400 });
  const waits = fc.record({
    gaps: fc.array(day, { maxLength: 60 }),
    open: fc.array(day, { maxLength: 60 }),
  });

  test('is the product of those who stayed away each day, of those who waited that long', () => {
    fc.assert(
      fc.property(waits, ({ gaps, open }) => {
        const { points } = returnCurve(Float64Array.from(gaps), Float64Array.from(open));
        for (const { days, share } of points) {
          let away = 1;
          for (let at = 1; at <= days; at += 1) {
            const waiting = [...gaps, ...open].filter((wait) => wait >= at).length;
            away *= 1 - gaps.filter((gap) => gap === at).length / waiting;
          }
          expect(share).toBeCloseTo(1 - away, 12);
        }
      }),
    );
  });

  test('never falls, and stays within none and all', () => {
    fc.assert(
      fc.property(waits, ({ gaps, open }) => {
        const { points } = returnCurve(Float64Array.from(gaps), Float64Array.from(open));
        points.forEach(({ share }, at) => {
          expect(share).toBeGreaterThanOrEqual(points[at - 1]?.share ?? 0);
          expect(share).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  test('counts who is still waiting as neither come nor gone', () => {
    const gaps = Float64Array.from({ length: 10 }, () => 10);
    const waiting = Float64Array.from({ length: 90 }, () => 5);
    const { points, halfDays } = returnCurve(gaps, waiting);
    expect(points.at(-1)).toEqual({ days: 10, share: 1 });
    expect(halfDays).toBe(10);
  });
});

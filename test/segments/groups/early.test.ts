import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEligible } from '../../../functions/customers/fold.ts';
import type { LedgerRow } from '../../../functions/customers/ledgerRow.ts';
import { earlyCuts } from '../../../functions/segments/groups/early.ts';
import { anyRows, asOf, bought, calendar, ordersOf, start } from './soldShop.ts';

/** Twenty customers who buy `product` one a day from `day` on. */
const buyers = (product: string, day: number) =>
  Array.from({ length: 20 }, (_, n) => [bought(`${product}${String(n)}`, day + n, product)]);
const firstDay = calendar.dayOf(start);

describe('who was early to buy a product', () => {
  test('is its first tenth of buyers, however many share the last place', () => {
    const cuts = earlyCuts(ordersOf(buyers('a', 0)), asOf);
    expect(Array.from(cuts.at)).toEqual([bought('x', 1, 'a').placedAt]);
    const tied = buyers('a', 0).map((rows, n) =>
      n < 5 ? [bought(`t${String(n)}`, 0, 'a')] : rows,
    );
    expect(Array.from(earlyCuts(ordersOf(tied), asOf).at)).toEqual([start]);
  });

  test('is nobody by place below ten buyers, and a buyer who comes again is one', () => {
    const nine = buyers('a', 0).slice(0, 9);
    expect(Array.from(earlyCuts(ordersOf(nine), asOf).at)).toEqual([0]);
    const again = nine.map((rows) => [...rows, bought('again', 50, 'a')]);
    expect(Array.from(earlyCuts(ordersOf(again), asOf).at)).toEqual([0]);
  });

  test('is whoever bought within 30 days of the first sale, a sale without a customer included', () => {
    const cuts = earlyCuts(
      ordersOf([[bought('1', 0, 'a'), bought('2', 50, 'b')]], [bought('3', 45, 'b')]),
      asOf,
    );
    expect(Array.from(cuts.day)).toEqual([-1, firstDay + 45 + 30]);
  });

  test('is nobody by the day where the first sale may be older than what we know', () => {
    const cuts = earlyCuts(ordersOf([[bought('1', 0, 'a'), bought('2', 30, 'b')]]), asOf);
    expect(Array.from(cuts.day)).toEqual([-1, -1]);
  });

  test('looks at nothing that came later', () => {
    const orders = ordersOf(buyers('a', 40).concat(buyers('b', 0)));
    const on = start + 45 * 86_400;
    const then = ordersOf(
      [...buyers('a', 40), ...buyers('b', 0)].map((rows) =>
        rows.filter((one) => one.placedAt <= on),
      ),
    );
    expect(earlyCuts(orders, on)).toEqual(earlyCuts(then, on));
  });

  test('agrees with counting each buyer by hand', () => {
    fc.assert(
      fc.property(fc.array(anyRows, { minLength: 8, maxLength: 40 }), (customers) => {
        const orders = ordersOf(customers);
        const cuts = earlyCuts(orders, asOf);
        for (const [index, productId] of orders.productIds.entries()) {
          const first = customers.flatMap((rows) => firstOf(rows, productId) ?? []);
          for (const at of first) {
            const before = first.filter((other) => other < at).length;
            const early = first.length >= 10 && before < first.length * 0.1;
            expect(at <= (cuts.at[index] ?? 0)).toBe(early);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

function firstOf(rows: readonly LedgerRow[], productId: string): number | undefined {
  return rows.find(
    (one) => isEligible(one, asOf) && one.lines.some((line) => line.productId === productId),
  )?.placedAt;
}

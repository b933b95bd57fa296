import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { contributionMinor, isEligible } from '../../functions/customers/fold.ts';
import { rowOf, rowOrder } from '../../functions/customers/ledgerRow.ts';
import { OrderColumnsBuilder } from '../../functions/segments/orderColumnsBuilder.ts';
import { sumShop } from '../../functions/segments/shopSums.ts';
import { plainStanding } from '../../functions/segments/standing.ts';
import { anyFact } from '../customers/rows.ts';

const dayS = 86_400;
const calendar = calendarOf('UTC');
const asOf = Date.UTC(2026, 5, 1, 12) / 1000;
const today = calendar.dayOf(asOf);

/** Rows of the last hundred days, so that all three periods and their edges are met. */
const near = fc.tuple(anyFact, fc.nat(100), fc.boolean()).map(([fact, daysAgo, paid]) => ({
  ...fact,
  placedAt: asOf - daysAgo * dayS,
  cancelledAt: fact.cancelledAt === null ? null : asOf - dayS,
  refunds: fact.refunds.map((one) => ({ ...one, at: asOf - (Math.abs(one.at) % (100 * dayS)) })),
  ...(paid ? { payment: 'paid' as const, totalMinor: Math.abs(fact.totalMinor) % 50_000 } : {}),
}));
const ledgers = fc.array(
  fc.array(near, { maxLength: 8 }).map((facts) => facts.map(rowOf).sort(rowOrder)),
  { maxLength: 6 },
);

test('what came back is every order after a first one, of the last 30 days and of those before', () => {
  fc.assert(
    fc.property(ledgers, (people) => {
      const builder = new OrderColumnsBuilder(calendar);
      const expected = { now: 0, before: 0 };
      for (const rows of people) {
        builder.addCustomer(rows, plainStanding);
        const sold = rows.filter((row) => isEligible(row, asOf));
        for (const row of sold.slice(1)) {
          const age = today - calendar.dayOf(row.placedAt);
          if (age < 30) expected.now += contributionMinor(row, asOf);
          else if (age < 60) expected.before += contributionMinor(row, asOf);
        }
      }
      const orders = builder.done(Uint32Array.from(people, (_, i) => i));
      const none = { orders: 0, netMinor: 0 };
      expect(sumShop(orders, none, { asOf, today }).repeatMinor).toEqual(expected);
    }),
  );
});

import fc from 'fast-check';
import type { OrderFlag } from '../../functions/customers/orderFact.ts';
import type { CountableRow } from '../../functions/segments/standing.ts';

export const today = 20_000;
export const asOf = today * 86_400 + 43_200;

/** One customer: the ledger, and what is known beside it. */
export interface AnyPerson {
  rows: CountableRow[];
  historyIncomplete: boolean;
  wholesaleByTag: boolean;
  potentialMinor: number | null;
}

/** An order of any kind up to three years ago; few in number, so that ties and gaps repeat. */
export const anyRow: fc.Arbitrary<CountableRow> = fc
  .record({
    daysAgo: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1_100 })),
    kind: fc.constantFrom('order', 'order', 'order', 'order', 'order', 'credit'),
    payment: fc.constantFrom('paid', 'paid', 'paid', 'partiallyRefunded', 'pending'),
    totalMinor: fc.oneof(fc.constantFrom(1_000, 2_500), fc.integer({ min: 1, max: 90_000 })),
    discountMinor: fc.constantFrom(0, 0, 0, 100, 5_000),
    code: fc.constantFrom(false, false, true),
    refundMinor: fc.constantFrom(0, 0, 0, 500, 1_000),
    refundAfter: fc.nat(90),
    cancelledAfter: fc.constantFrom(null, null, null, null, 5),
    flags: fc.constantFrom<OrderFlag[]>([], [], [], [], ['subscription'], ['test']),
  })
  .map(({ daysAgo, code, refundMinor, refundAfter, cancelledAfter, ...order }): CountableRow => {
    const placedAt = asOf - daysAgo * 86_400;
    const isCredit = order.kind === 'credit';
    return {
      kind: isCredit ? 'credit' : 'order',
      payment: order.payment,
      placedAt,
      totalMinor: isCredit ? -order.totalMinor : order.totalMinor,
      cancelledAt: cancelledAfter === null ? null : placedAt + cancelledAfter * 86_400,
      refunds:
        refundMinor === 0 ? [] : [{ at: placedAt + refundAfter * 86_400, minor: refundMinor }],
      discountMinor: isCredit ? 0 : order.discountMinor,
      codes: code ? ['CODE'] : [],
      flags: order.flags,
    };
  });

export const anyLedger = fc
  .array(anyRow, { maxLength: 8 })
  .map((rows) => rows.sort((one, other) => one.placedAt - other.placedAt));

export const anyPerson: fc.Arbitrary<AnyPerson> = fc.record({
  rows: anyLedger,
  historyIncomplete: fc.constantFrom(false, false, false, false, true),
  wholesaleByTag: fc.constantFrom(false, false, false, true),
  potentialMinor: fc.option(fc.integer({ min: 0, max: 50_000 }).map((minor) => minor / 4)),
});

/** Shops on both sides of what scores, quintiles and a rhythm of their own take. */
export const anyShop = fc.oneof(
  fc.array(anyPerson, { maxLength: 8 }),
  fc.array(anyPerson, { minLength: 49, maxLength: 75 }),
);

/** Settings that may stand together, away from the defaults. */
export const anySettings = fc.record(
  {
    abc: fc.record({
      aMoneyShare: fc.constantFrom(0.5, 0.8),
      aCustomerShare: fc.constantFrom(0.2, 1),
      bMoneyShare: fc.constantFrom(0.9, 0.95),
      windowDays: fc.constantFrom(null, 30, 365, 800),
      basis: fc.constantFrom('amount', 'amountAndPotential'),
    }),
    quadrant: fc.record({
      windowDays: fc.constantFrom(30, 365, 500),
      leastOrderDays: fc.integer({ min: 1, max: 4 }),
    }),
    loyalty: fc.record({
      leastOrderDays: fc.integer({ min: 2, max: 4 }),
      mostVariation: fc.constantFrom(0, 0.5, 1),
    }),
    promotion: fc.record({
      fullMostCodes: fc.constantFrom(0, 0.2),
      fullMostDiscount: fc.constantFrom(0, 0.05),
      drivenLeastCodes: fc.constantFrom(0.5, 0.6, 1),
      drivenLeastDiscount: fc.constantFrom(0.1, 0.2),
      drivenLeastOrders: fc.integer({ min: 1, max: 3 }),
    }),
    lifecycle: fc.record({
      fixed: fc.constantFrom({ t50: 40, t80: 90, t95: 180 }, { t50: 1, t80: 2, t95: 3 }),
      winBackDays: fc.constantFrom(1, 180),
      rhythm: fc.record({
        t50: fc.constantFrom(0.3, 0.5),
        t80: fc.constantFrom(0.7, 0.8),
        t95: fc.constantFrom(0.95, 0.99),
        leastGaps: fc.constantFrom(1, 50),
        leastHistoryDays: fc.constantFrom(0, 365),
      }),
    }),
  },
  { requiredKeys: [] },
);

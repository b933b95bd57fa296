import fc from 'fast-check';
import { rowOf, type LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { orderFlags, payments, type OrderFact } from '../../functions/customers/orderFact.ts';

/** A paid order of 100.00 with nothing special about it. */
export function fact(changes: Partial<OrderFact> = {}): OrderFact {
  return {
    orderId: '5001',
    name: '#1001',
    customerId: '71',
    updatedAt: 1_760_000_000,
    placedAt: 1_760_000_000,
    cancelledAt: null,
    kind: 'order',
    payment: 'paid',
    totalMinor: 10_000,
    refunds: [],
    discountMinor: 0,
    codes: [],
    flags: [],
    channel: 'web',
    lines: [{ productId: '9', quantity: 1, netMinor: 10_000 }],
    ...changes,
  };
}

export function row(changes: Partial<OrderFact> = {}): LedgerRow {
  return rowOf(fact(changes));
}

const second = fc.integer({ min: -2_000_000_000, max: 4_000_000_000 });
const minor = fc.oneof(
  fc.integer({ min: -100_000, max: 1_000_000 }),
  fc.integer({ min: -(2 ** 44), max: 2 ** 44 }),
);
const id = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 70n }).map(String),
  fc.integer({ min: 1, max: 9_999 }).map(String),
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  fc.constantFrom('007', '0', '9007199254740993', 'C536379'),
);

/** Any fact a source could tell, orderly or not. */
export const anyFact: fc.Arbitrary<OrderFact> = fc.record({
  orderId: id,
  name: fc.option(fc.string({ maxLength: 8, unit: 'grapheme' }), { nil: null }),
  customerId: fc.option(id, { nil: null }),
  updatedAt: second,
  settled: fc.boolean(),
  revision: fc.constantFrom(0, 1, 4_294_967_295),
  placedAt: second,
  cancelledAt: fc.option(second, { nil: null }),
  kind: fc.constantFrom('order', 'credit'),
  payment: fc.constantFrom(...payments),
  totalMinor: minor,
  refunds: fc.array(
    fc.record({ refundId: id, at: second, minor: fc.integer({ min: 0, max: 2 ** 44 }) }),
    { maxLength: 3 },
  ),
  discountMinor: fc.integer({ min: 0, max: 2 ** 40 }),
  codes: fc.array(fc.string({ minLength: 1, maxLength: 10, unit: 'grapheme' }), { maxLength: 2 }),
  flags: fc.uniqueArray(fc.constantFrom(...orderFlags)),
  channel: fc.option(fc.string({ minLength: 1, maxLength: 5 }), { nil: null }),
  lines: fc.array(
    fc.record(
      {
        productId: fc.option(id, { nil: null }),
        quantity: fc.integer({ min: -50, max: 5_000 }),
        netMinor: minor,
        variant: fc.oneof(
          fc.constantFrom('M / Red', 'M / Blue', 'L'),
          fc.string({ minLength: 1, maxLength: 10, unit: 'grapheme' }),
        ),
      },
      { requiredKeys: ['productId', 'quantity', 'netMinor'] },
    ),
    { maxLength: 4 },
  ),
});

export const anyRows = fc
  .uniqueArray(anyFact, { selector: (one) => one.orderId, maxLength: 8 })
  .map((facts) => facts.map(rowOf));

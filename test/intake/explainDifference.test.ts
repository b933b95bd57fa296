import { expect, test } from 'vitest';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { rowOf } from '../../functions/customers/ledgerRow.ts';
import { explainDifference, type Difference } from '../../functions/intake/explainDifference.ts';
import { countShopsWay } from '../../functions/intake/shopCount.ts';
import type { ShopOrder } from '../../functions/shopify/orderPages.ts';

const placedAt = 1_790_000_000;

function fact(orderId: string, over: Partial<OrderFact> = {}): OrderFact {
  return {
    orderId,
    name: null,
    customerId: '7',
    updatedAt: placedAt,
    placedAt,
    cancelledAt: null,
    kind: 'order',
    payment: 'paid',
    totalMinor: 5000,
    refunds: [],
    discountMinor: 0,
    codes: [],
    flags: [],
    channel: null,
    lines: [],
    ...over,
  };
}

const shown = (one: OrderFact, netMinor: number, edited = false): ShopOrder => ({
  fact: one,
  netMinor,
  edited,
});
const refund = { refundId: '1', at: placedAt + 5, minor: 700 };
const plain = fact('1');
const usual = { seesAll: true, deleted: [] };

const cases: [string, Difference, object[]][] = [
  [
    'a partly paid order: the shop counts what came in',
    {
      ...usual,
      shop: { orders: 1, minor: 2000 },
      rows: [rowOf(fact('1', { payment: 'partiallyPaid' }))],
      shown: [shown(fact('1', { payment: 'partiallyPaid' }), 2000)],
    },
    [{ cause: 'partlyPaid', orders: 0, minor: -3000 }],
  ],
  [
    'an order edited after it was paid',
    {
      ...usual,
      shop: { orders: 1, minor: 5300 },
      rows: [rowOf(plain)],
      shown: [shown(plain, 5300, true)],
    },
    [{ cause: 'edited', orders: 0, minor: 300 }],
  ],
  [
    'a refund the shop has not taken off yet',
    {
      ...usual,
      shop: { orders: 1, minor: 5000 },
      rows: [rowOf(fact('1', { refunds: [refund] }))],
      shown: [shown(fact('1', { refunds: [refund] }), 5000)],
    },
    [{ cause: 'refundDating', orders: 0, minor: 700 }],
  ],
  [
    'cash that was rounded at the till',
    {
      ...usual,
      shop: { orders: 1, minor: 4998 },
      rows: [rowOf(plain)],
      shown: [shown(plain, 4998)],
    },
    [{ cause: 'received', orders: 0, minor: -2 }],
  ],
  [
    'a shop that counts its test orders',
    {
      ...usual,
      shop: { orders: 2, minor: 6000 },
      rows: [rowOf(plain), rowOf(fact('2', { flags: ['test'], totalMinor: 1000 }))],
      shown: [shown(plain, 5000), shown(fact('2', { flags: ['test'], totalMinor: 1000 }), 1000)],
    },
    [{ cause: 'testOrder', orders: 1, minor: 1000 }],
  ],
  [
    'a deleted order the shop still counts',
    {
      ...usual,
      shop: { orders: 2, minor: 9000 },
      rows: [rowOf(plain)],
      shown: [shown(plain, 5000)],
      deleted: [rowOf(fact('2', { totalMinor: 4000 }))],
    },
    [{ cause: 'deletedOrder', orders: 1, minor: 4000 }],
  ],
  [
    'a shop that leaves cancelled orders out of its count',
    {
      ...usual,
      shop: { orders: 1, minor: 5000 },
      rows: [rowOf(plain), rowOf(fact('2', { cancelledAt: placedAt + 9, payment: 'voided' }))],
      shown: [
        shown(plain, 5000),
        shown(fact('2', { cancelledAt: placedAt + 9, payment: 'voided' }), 0),
      ],
    },
    [{ cause: 'cancelled', orders: -1, minor: 0 }],
  ],
  [
    'orders older than we may see',
    {
      ...usual,
      seesAll: false,
      shop: { orders: 4, minor: 25_000 },
      rows: [rowOf(plain)],
      shown: [shown(plain, 5000)],
    },
    [{ cause: 'olderHistory', orders: 3, minor: 20_000 }],
  ],
  [
    'a cent that no order accounts for, even where everything may be seen',
    {
      ...usual,
      shop: { orders: 1, minor: 5001 },
      rows: [rowOf(plain)],
      shown: [shown(plain, 5000)],
    },
    [{ cause: 'unexplained', orders: 0, minor: 1 }],
  ],
  [
    'two causes at once, each its own part',
    {
      ...usual,
      shop: { orders: 3, minor: 7000 },
      rows: [rowOf(plain), rowOf(fact('2', { payment: 'partiallyPaid' }))],
      shown: [shown(plain, 5000), shown(fact('2', { payment: 'partiallyPaid' }), 2000)],
    },
    [
      { cause: 'partlyPaid', orders: 0, minor: -3000 },
      { cause: 'unexplained', orders: 1, minor: 0 },
    ],
  ],
];

test.each(cases)('%s', (_, difference, parts) => {
  expect(explainDifference(difference)).toEqual(parts);
});

test('the parts always add up to the difference', () => {
  for (const [, difference] of cases) {
    const parts = explainDifference(difference);
    const ledger = countShopsWay(difference.rows);
    const sum = (of: 'orders' | 'minor') => parts.reduce((total, part) => total + part[of], 0);
    expect(sum('orders')).toBe(difference.shop.orders - ledger.orders);
    expect(sum('minor')).toBe(difference.shop.minor - ledger.minor);
  }
});

import fc from 'fast-check';
import { calendarOf } from '../../../functions/customers/calendar.ts';
import { rowOrder, type LedgerRow } from '../../../functions/customers/ledgerRow.ts';
import type { Good } from '../../../functions/segments/groups/goods.ts';
import { OrderColumnsBuilder } from '../../../functions/segments/orderColumnsBuilder.ts';
import { row } from '../../customers/rows.ts';

export const calendar = calendarOf('America/New_York');
export const daySeconds = 86_400;
/** Noon in New York of a Wednesday. */
export const start = Date.parse('2025-01-01T17:00:00Z') / 1000;
export const asOf = start + 400 * daySeconds;

/** Lines as "product quantity net variant", of the variant with "/" between its parts. */
export function bought(orderId: string, day: number, ...lines: string[]): LedgerRow {
  const placedAt = start + Math.round(day * daySeconds);
  const told = lines.map((line) => {
    const [product = '', quantity = '1', net = '1000', variant] = line.split(' ');
    const productId = product === '?' ? null : product;
    const sold = { productId, quantity: Number(quantity), netMinor: Number(net) };
    return variant === undefined ? sold : { ...sold, variant: variant.replaceAll('/', ' / ') };
  });
  return row({ orderId, placedAt, updatedAt: placedAt, lines: told });
}

export function ordersOf(customers: readonly LedgerRow[][], walkIns: readonly LedgerRow[] = []) {
  const builder = new OrderColumnsBuilder(calendar);
  for (const rows of customers) {
    builder.addCustomer([...rows].sort(rowOrder), { isLeftOut: null, wholesaleByTag: false });
  }
  for (const one of walkIns) builder.addWalkIn(one, false);
  return builder.done(Uint32Array.from(customers, (_, index) => index));
}

export function good(productId: string, over: Partial<Good> = {}): Good {
  return {
    productId,
    title: null,
    type: null,
    vendor: null,
    tags: [],
    size: null,
    earlyAt: 0,
    earlyDay: -1,
    ...over,
  };
}

export const productIds = ['a', 'b', 'c', 'd', 'e'] as const;
const types = ['Tea', 'Cups', null] as const;
const vendors = ['North', 'South', 'West', null] as const;

export const anyGoods = fc.tuple(
  ...productIds.map((productId) =>
    fc.record({
      productId: fc.constant<string>(productId),
      title: fc.constantFrom('Green', 'Black', null),
      type: fc.constantFrom(...types),
      vendor: fc.constantFrom(...vendors),
      tags: fc.subarray(['gift', 'premium', 'sale']),
      size: fc.constantFrom(null, { at: 0, of: 1 }, { at: 0, of: 2 }, { at: 1, of: 2 }),
      earlyAt: fc.constantFrom(0, start + 30 * daySeconds),
      earlyDay: fc.constantFrom(-1, calendar.dayOf(start) + 60),
    }),
  ),
);

const anyLine = fc.record(
  {
    productId: fc.constantFrom(...productIds, null),
    quantity: fc.integer({ min: -1, max: 3 }),
    netMinor: fc.integer({ min: -500, max: 3_000 }),
    variant: fc.constantFrom('M', 'm', 'L / M', 'M / Red', 'S / Red', 'M / Red / Long', ' / Red'),
  },
  { requiredKeys: ['productId', 'quantity', 'netMinor'] },
);

/** Orders of one customer on a few days, some refunded, cancelled, unpaid, tests or renewals. */
export const anyRows = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 420 }),
      hour: fc.integer({ min: 0, max: 23 }),
      totalMinor: fc.integer({ min: 0, max: 5_000 }),
      refunded: fc.boolean(),
      flag: fc.constantFrom('test' as const, 'subscription' as const, null, null, null),
      payment: fc.constantFrom('paid' as const, 'paid' as const, 'pending' as const),
      channel: fc.constantFrom('web', 'pos', null),
      codes: fc.constantFrom<string[]>([], ['CODE']),
      discountMinor: fc.constantFrom(0, 0, 300),
      lines: fc.array(anyLine, { maxLength: 4 }),
    }),
    { maxLength: 7 },
  )
  .map((orders) =>
    orders
      .map(({ day, hour, refunded, flag, ...order }, index) => {
        const placedAt = start + day * daySeconds + hour * 3_600;
        const back = { refundId: '1', at: placedAt + daySeconds, minor: order.totalMinor };
        return row({
          ...order,
          orderId: String(index),
          placedAt,
          updatedAt: placedAt,
          refunds: refunded && order.totalMinor > 0 ? [back] : [],
          flags: flag === null ? [] : [flag],
        });
      })
      .sort(rowOrder),
  );

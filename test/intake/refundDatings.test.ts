import { expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { rowOf } from '../../functions/customers/ledgerRow.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { addMonths, lastMonths, type MonthOfSales } from '../../functions/intake/refundDatings.ts';

const seconds = (iso: string) => Date.parse(iso) / 1000;
const calendar = calendarOf('Asia/Seoul');
const asOf = seconds('2026-11-22T03:00:00Z');

function order(placed: string, over: Partial<OrderFact> = {}) {
  const placedAt = seconds(placed);
  const fact: OrderFact = {
    orderId: '1',
    name: null,
    customerId: '7',
    updatedAt: placedAt,
    placedAt,
    cancelledAt: null,
    kind: 'order',
    payment: 'paid',
    totalMinor: 10_000,
    refunds: [],
    discountMinor: 0,
    codes: [],
    flags: [],
    channel: null,
    lines: [],
    ...over,
  };
  return rowOf(fact);
}

const monthsOf = (...rows: ReturnType<typeof order>[]) => {
  const months = new Map<string, MonthOfSales>();
  addMonths(months, rows, { asOf, calendar });
  return lastMonths(months.values(), { asOf, calendar });
};

test('a refund lowers the month of its order one way, and the month it was given the other', () => {
  const refunds = [{ refundId: '1', at: seconds('2026-11-03T00:00:00Z'), minor: 4000 }];
  const months = monthsOf(order('2026-09-10T00:00:00Z', { refunds }));
  expect(months.filter(({ byOrderMinor, byRefundMinor }) => byOrderMinor || byRefundMinor)).toEqual(
    [
      { month: '2026-09', byOrderMinor: 6000, byRefundMinor: 10_000 },
      { month: '2026-11', byOrderMinor: 0, byRefundMinor: -4000 },
    ],
  );
});

test("months are those of the shop's calendar, thirteen of them up to now, quiet ones too", () => {
  const months = monthsOf(order('2026-10-31T15:30:00Z'));
  expect(months).toHaveLength(13);
  expect([months[0]?.month, months.at(-1)]).toEqual([
    '2025-11',
    { month: '2026-11', byOrderMinor: 10_000, byRefundMinor: 10_000 },
  ]);
});

test('what counts nowhere else counts in neither', () => {
  const none = monthsOf(
    order('2026-11-01T00:00:00Z', { flags: ['test'] }),
    order('2026-11-01T00:00:00Z', { payment: 'pending' }),
    order('2026-11-01T00:00:00Z', { cancelledAt: asOf - 5 }),
    order('2026-11-23T00:00:00Z'),
  );
  expect(none.every(({ byOrderMinor, byRefundMinor }) => byOrderMinor + byRefundMinor === 0)).toBe(
    true,
  );
});

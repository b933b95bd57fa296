import { expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { fitModel } from '../../functions/prediction/fitModel.ts';
import { modelReviewSchema } from '../../functions/prediction/review.schema.ts';
import { buyingsOf } from '../../functions/segments/buyings.ts';
import { reviewModel } from '../../functions/segments/modelReview.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { row } from '../customers/rows.ts';
import { seeded } from '../prediction/shops.ts';
import { now, runOn, type PastCustomer } from './pastShop.ts';

const day = 86_400;
const calendar = calendarOf('Asia/Seoul');
const today = calendar.dayOf(now);
const plain = { wholesaleByTag: false, incomplete: false, createdAt: null };

/** Customers with a pace of their own, who come over two years and stop now and then. */
function shopOf(count: number, seed: number): PastCustomer[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, n) => {
    const rows: LedgerRow[] = [];
    const pace = 20 + 80 * random();
    let placedAt = now - Math.floor(random() * 730 * day);
    do {
      const at = Math.floor(placedAt);
      const totalMinor = 1_000 + Math.floor(random() * 4_000);
      const orderId = `${String(n)}-${String(rows.length)}`;
      rows.push(row({ orderId, placedAt: at, updatedAt: at, totalMinor }));
      placedAt += -Math.log(1 - random()) * pace * day;
    } while (placedAt <= now && random() > 0.15);
    return { id: String(1000 + n), rows, ...plain };
  });
}

function reviewed(customers: readonly PastCustomer[]) {
  const { columns, orders } = runOn(customers, [], defaultSettings, { asOf: now, calendar });
  const of = buyingsOf(columns, orders, { asOf: now, today });
  const model = fitModel(of.buyings);
  const shop = { columns, orders, calendar, asOf: now, today };
  const review = reviewModel(shop, { model, of });
  return modelReviewSchema.parse({ version: 'v1', asOf: now, today, model, ...review });
}

const customers = shopOf(400, 3);

test('a forecast made again counts what happened since, newcomers apart', () => {
  const { forecasts } = reviewed(customers);
  expect(forecasts.map(({ days }) => days)).toEqual([30, 90, 180]);
  for (const { days, past } of forecasts) {
    const until = today - 1;
    const madeOn = until - days;
    expect(past).toMatchObject({ madeOn, until });
    const first = ({ rows }: PastCustomer) => calendar.dayOf(rows[0]!.placedAt);
    const later = (some: readonly PastCustomer[]) => {
      const since = some
        .map(({ rows }) => rows.filter(({ placedAt }) => inside(calendar.dayOf(placedAt))))
        .filter((rows) => rows.length > 0);
      const dates = since.map((rows) => new Set(rows.map((one) => calendar.dayOf(one.placedAt))));
      return {
        buyers: since.length,
        orders: dates.reduce((sum, own) => sum + own.size, 0),
        spendMinor: since.flat().reduce((sum, { totalMinor }) => sum + totalMinor, 0),
      };
    };
    const inside = (one: number) => one > madeOn && one <= until;
    const known = customers.filter((one) => first(one) <= madeOn);
    const fresh = later(customers.filter((one) => first(one) > madeOn));
    expect(past!.customers).toBe(known.length);
    expect(past!.actual).toEqual(later(known));
    const { buyers, ...sums } = fresh;
    expect(past!.newcomers).toEqual({ customers: buyers, ...sums });
  }
});

test('what a past forecast said does not change with what came later', () => {
  const before = reviewed(customers);
  const after = reviewed(
    customers.map((one) => {
      const placedAt = now - 10 * day;
      const more = row({ orderId: `${one.id}-more`, placedAt, updatedAt: now, totalMinor: 99_999 });
      return { ...one, rows: [...one.rows, more].sort((a, b) => a.placedAt - b.placedAt) };
    }),
  );
  before.forecasts.forEach(({ past }, at) => {
    expect(after.forecasts[at]!.past!.expected).toEqual(past!.expected);
    expect(after.forecasts[at]!.past!.actual).not.toEqual(past!.actual);
  });
  const chances = ({ calibration }: typeof before) =>
    calibration!.bins.map(({ from, to, customers: count, expectedBuyers }) => ({
      ...{ from, to, count, expectedBuyers },
    }));
  expect(chances(after)).toEqual(chances(before));
});

test('groups by chance hold every customer once, rise, and add up to the whole forecast', () => {
  const { calibration } = reviewed(customers);
  const { bins, past } = calibration!;
  expect(bins.length).toBeGreaterThan(5);
  const sum = (of: (bin: (typeof bins)[number]) => number) =>
    bins.reduce((total, bin) => total + of(bin), 0);
  expect(sum(({ customers: count }) => count)).toBe(past.customers);
  expect(sum(({ actualBuyers }) => actualBuyers)).toBe(past.actual.buyers);
  expect(sum(({ actualOrders }) => actualOrders)).toBe(past.actual.orders);
  expect(sum(({ expectedBuyers }) => expectedBuyers)).toBeCloseTo(past.expected.buyers, 6);
  expect(sum(({ expectedOrders }) => expectedOrders)).toBeCloseTo(past.expected.orders, 6);
  bins.slice(1).forEach((bin, at) => {
    expect(bin.from).toBeGreaterThan(bins[at]!.to);
  });
});

test('of a shop that behaves as it did, the forecast is near', () => {
  const { forecasts } = reviewed(shopOf(2_000, 11));
  for (const { past } of forecasts) {
    const { expected, actual } = past!;
    expect(Math.abs(expected.orders / actual.orders - 1)).toBeLessThan(0.1);
    expect(Math.abs(expected.spendMinor / actual.spendMinor - 1)).toBeLessThan(0.12);
  }
});

test('a shop that opened this month has no forecast of before to show, and no season', () => {
  const fresh = shopOf(400, 5).map((one) => ({
    ...one,
    rows: one.rows.map((order, at) => ({
      ...order,
      placedAt: now - (25 - ((at * 3 + Number(one.id)) % 24)) * day,
    })),
  }));
  const { model, forecasts, calibration } = reviewed(fresh);
  expect(model.state).toBe('fitted');
  expect(calibration).toBeNull();
  expect(forecasts.map(({ past, seasonRatio }) => [past, seasonRatio])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
});

// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  leastOrders,
  mostUplift,
  upliftOf,
  upliftTyped,
} from '../../../admin-ui/coupons/uplift.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const trial = (coupons: number, bought: number, revenue = '1000.00', discount = '100.00') => ({
  coupons,
  anyway: { days: 21, coupons: bought, revenue: usd(revenue), discount: usd(discount) },
});

test('so many of 100 coupons bring orders like those that came anyway', () => {
  expect(upliftOf(trial(400, 20), 5)).toEqual({
    orders: 20,
    revenue: 1000,
    discount: 100,
    remains: 800,
  });
  expect(upliftOf(trial(400, 20), 0)).toEqual({
    orders: 0,
    revenue: 0,
    discount: 0,
    remains: -100,
  });
});

test('too few orders that came anyway do not say what one more would be worth', () => {
  expect(upliftOf(trial(400, leastOrders - 1), 5)).toBeNull();
  expect(upliftOf(trial(400, leastOrders), 5)).not.toBeNull();
});

test('whoever bought anyway cannot be won as well', () => {
  expect(mostUplift(trial(400, 20))).toBe(95);
  expect(mostUplift(trial(3, 1))).toBe(66.6);
  expect(mostUplift(trial(0, 0))).toBe(0);
});

test('nothing is assumed until a number is typed, with either sign for its decimals', () => {
  expect(['', '  ', '2', '2.5', '2,5', '95'].map((text) => upliftTyped(text, 95))).toEqual([
    null,
    null,
    2,
    2.5,
    2.5,
    95,
  ]);
  for (const wrong of ['95.1', '-1', '1e2', 'x', '2.55', '1000']) {
    expect(upliftTyped(wrong, 95), wrong).toBe('wrong');
  }
});

test('the added orders never exceed the coupons that brought none', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 100_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (coupons, part) => {
        const bought = Math.max(leastOrders, Math.floor(coupons * part));
        const one = trial(coupons, Math.min(coupons, bought));
        const orders = upliftOf(one, mostUplift(one))?.orders ?? 0;
        expect(orders).toBeLessThanOrEqual(coupons - one.anyway.coupons);
      },
    ),
  );
});

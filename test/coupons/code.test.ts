import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthOf } from '../../functions/coupons/budget.ts';
import { couponCode } from '../../functions/coupons/code.ts';
import { couponIdOf, couponKeyOf } from '../../functions/coupons/coupon.ts';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';

const shop = 'one.myshopify.com';
const vault = vaultFromKey(new Uint8Array(32).fill(1));
const other = vaultFromKey(new Uint8Array(32).fill(2));
const key = fc.record({
  customerId: fc.string({ minLength: 1 }),
  ruleId: fc.string({ minLength: 1 }),
  occasion: fc.string({ minLength: 1 }),
});

test('a code is the same for the same occasion and another for any other', () => {
  fc.assert(
    fc.property(key, key, (one, two) => {
      const code = couponCode(vault, shop, 'HI', one);
      expect(code).toMatch(/^HI[0-9A-HJKMNP-TV-Z]{13}$/);
      expect(couponCode(vault, shop, 'HI', { ...one })).toBe(code);
      const same = JSON.stringify(one) === JSON.stringify(two);
      expect(couponCode(vault, shop, 'HI', two) === code).toBe(same);
    }),
  );
});

test('nobody computes it without the shop’s own key', () => {
  const one = { customerId: '1', ruleId: 'r', occasion: 'order-1' };
  const code = couponCode(vault, shop, '', one);
  expect(couponCode(other, shop, '', one)).not.toBe(code);
  expect(couponCode(vault, 'two.myshopify.com', '', one)).not.toBe(code);
});

test('a coupon’s id finds its key again, and nonsense finds none', () => {
  fc.assert(
    fc.property(key, (one) => {
      expect(couponKeyOf(couponIdOf(one))).toEqual(one);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => couponKeyOf(text)).not.toThrow();
    }),
  );
});

test.each([
  ['2026-10-31T23:30:00Z', 'Europe/London', '2026-10'],
  ['2026-10-31T23:30:00Z', 'Asia/Seoul', '2026-11'],
  ['2026-11-01T05:00:00Z', 'America/Los_Angeles', '2026-10'],
])('%s in %s belongs to the budget of %s', (instant, zone, month) => {
  expect(monthOf(Date.parse(instant) / 1000, calendarOf(zone))).toBe(month);
});

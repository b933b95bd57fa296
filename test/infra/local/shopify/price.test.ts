import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, minorOf } from '../../../../infra/local/shopify/amount.ts';
import { priceOf, shareOut } from '../../../../infra/local/shopify/trade/price.ts';
import { zoned } from '../../../../infra/local/shopify/instant.ts';

describe('amounts', () => {
  it.each([
    [1230, 'USD', '12.30'],
    [5, 'USD', '0.05'],
    [-5, 'EUR', '-0.05'],
    [1230, 'JPY', '1230'],
    [0, 'KRW', '0'],
    [1230, 'KWD', '1.230'],
  ])('%i minor units of %s are %s', (minor, currency, text) => {
    expect(decimal(minor, currency)).toBe(text);
    expect(minorOf(text, currency)).toBe(minor);
  });

  it('finer than the currency are not amounts', () => {
    expect(minorOf('0.001', 'USD')).toBeUndefined();
    expect(minorOf('1.5', 'JPY')).toBeUndefined();
    expect(minorOf('1.0', 'JPY')).toBe(1);
    expect(minorOf('1,5', 'USD')).toBeUndefined();
  });
});

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 20 }),
  unitMinor: fc.integer({ min: 0, max: 1_000_000 }),
});

describe('a cart', () => {
  it('loses on its lines exactly what the order loses on them', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.oneof(
          fc.record({
            as: fc.constant('percentage' as const),
            fraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
          }),
          fc.record({
            as: fc.constant('amount' as const),
            minor: fc.integer({ min: 1, max: 5_000_000 }),
          }),
        ),
        fc.boolean(),
        (lines, offer, taxesIncluded) => {
          const cart = { lines, rebate: { kind: 'code' as const, label: 'X', offer } };
          const price = priceOf({
            ...cart,
            shippingMinor: 500,
            tipMinor: 0,
            taxPpm: 70_000,
            taxesIncluded,
          });
          const gross = lines.reduce((sum, one) => sum + one.quantity * one.unitMinor, 0);
          const lost = price.lineDiscounts.reduce((sum, one) => sum + one, 0);
          expect(lost).toBe(price.discountMinor);
          expect(price.subtotalMinor).toBe(gross - lost);
          expect(price.subtotalMinor).toBeGreaterThanOrEqual(0);
          expect(price.totalMinor).toBe(
            price.subtotalMinor + 500 + (taxesIncluded ? 0 : price.taxMinor),
          );
          for (const [at, share] of price.lineDiscounts.entries()) {
            const full = lines[at]!.quantity * lines[at]!.unitMinor;
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(full);
          }
        },
      ),
    );
  });

  it('shares nothing out over nothing', () => {
    expect(shareOut(0, [0, 0])).toEqual([0, 0]);
    expect(shareOut(100, [1, 1, 1])).toEqual([33, 34, 33]);
  });
});

it('instants of webhooks carry the shop’s offset of that day', () => {
  const winter = Date.parse('2026-01-15T23:30:00Z') / 1000;
  const summer = Date.parse('2026-07-15T23:30:00Z') / 1000;
  expect(zoned(winter, 'Europe/Berlin')).toBe('2026-01-16T00:30:00+01:00');
  expect(zoned(summer, 'Europe/Berlin')).toBe('2026-07-16T01:30:00+02:00');
  expect(zoned(summer, 'America/St_Johns')).toBe('2026-07-15T21:00:00-02:30');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMinor, parseMinor } from '../../functions/platform/money.ts';

describe('money', () => {
  it.each([
    ['12.30', 'USD', 1230],
    ['12.3', 'USD', 1230],
    ['12', 'USD', 1200],
    ['-0.05', 'EUR', -5],
    ['0.00', 'EUR', 0],
    ['-0.00', 'EUR', 0],
    ['20', 'VND', 20],
    ['20.00', 'VND', 20],
    ['1500.0', 'JPY', 1500],
    ['1.234', 'KWD', 1234],
    ['404.950', 'USD', 40495],
    [' 7.00 ', 'krw', 7],
  ])('reads %s %s as %i minor units', (amount, currency, minor) => {
    expect(parseMinor(amount, currency)).toBe(minor);
  });

  it.each([
    ['', 'USD'],
    ['abc', 'USD'],
    ['1,000.00', 'USD'],
    ['0.001', 'USD'],
    ['0.5', 'JPY'],
    ['1e3', 'USD'],
    ['99999999999999999.00', 'USD'],
  ])('refuses %s %s instead of rounding or guessing', (amount, currency) => {
    expect(() => parseMinor(amount, currency)).toThrow(/not an amount/);
  });

  it('writes what it reads, in every currency', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom('USD', 'JPY', 'KWD', 'CLF'),
        (minor, currency) => {
          expect(parseMinor(formatMinor(minor, currency), currency)).toBe(minor);
        },
      ),
    );
  });

  it('never writes a negative zero or an exponent', () => {
    expect(formatMinor(-0, 'USD')).toBe('0.00');
    expect(formatMinor(5, 'USD')).toBe('0.05');
    expect(formatMinor(-5, 'KWD')).toBe('-0.005');
    expect(formatMinor(1_000_000_000_000, 'JPY')).toBe('1000000000000');
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactAmount, roundedMinor } from '../../functions/intake/csvAmount.ts';

test('an amount is rounded only where it is asked to be, half a unit away from zero', () => {
  const minor = (text: string, currency = 'GBP') =>
    roundedMinor(exactAmount(text, '.') ?? 0n, currency);
  expect(minor('12.34')).toBe(1234);
  expect(minor('0.005')).toBe(1);
  expect(minor('-0.005')).toBe(-1);
  expect(minor('2042.761')).toBe(204276);
  expect(minor('.5')).toBe(50);
  expect(minor('1200', 'JPY')).toBe(1200);
  expect(minor('1.2345', 'KWD')).toBe(1235);
});

test('three pieces at a third of a penny are a penny', () => {
  const piece = exactAmount('0.0033333', '.') ?? 0n;
  expect(roundedMinor(3n * piece, 'GBP')).toBe(1);
  expect(roundedMinor(piece, 'GBP')).toBe(0);
});

test('what is no plain number is not guessed', () => {
  for (const text of ['', '-', '.', '1,234.50', '£5', '1e3', '0x10', '1.2.3', '12 34']) {
    expect(exactAmount(text, '.'), text).toBeUndefined();
  }
  expect(exactAmount('12,50', ',')).toBe(exactAmount('12.50', '.'));
});

test('summing first and rounding once is never further from the truth than half a unit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -99_999_999, max: 99_999_999 })), (millis) => {
      const exact = millis.map((value) => {
        const digits = String(Math.abs(value)).padStart(4, '0');
        const text = `${value < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
        return exactAmount(text, '.') ?? 0n;
      });
      const sum = exact.reduce((total, value) => total + value, 0n);
      const truth = millis.reduce((total, value) => total + value, 0) / 10;
      expect(Math.abs((roundedMinor(sum, 'EUR') ?? NaN) - truth)).toBeLessThanOrEqual(0.5);
    }),
  );
});

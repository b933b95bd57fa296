// @vitest-environment node
import { expect, test } from 'vitest';
import { currencySign, formatMoney, minorDigits } from '../../../admin-ui/i18n/money.ts';
import { languages } from '../../../admin-ui/i18n/languages.ts';

test('amounts are exact beyond what a number can hold', () => {
  expect(formatMoney({ amount: '90071992547409931.07', currency: 'USD' }, 'en')).toBe(
    '$90,071,992,547,409,931.07',
  );
});

test.each(languages)('in %s a yuan and a yen are never written alike', (language) => {
  const yuan = formatMoney({ amount: '1234', currency: 'CNY' }, language, { whole: true });
  const yen = formatMoney({ amount: '1234', currency: 'JPY' }, language);
  expect(yuan).not.toBe(yen);
});

test.each([
  ['en', 'CNY', 'CN¥'],
  ['en', 'JPY', 'JP¥'],
  ['ko', 'CNY', 'CN¥'],
  ['zh-CN', 'CNY', '¥'],
  ['zh-CN', 'JPY', 'JP¥'],
  ['ja', 'JPY', '¥'],
])('in %s the sign of %s is %s', (language, currency, sign) => {
  expect(currencySign(currency, language)).toBe(sign);
  expect(formatMoney({ amount: '5', currency }, language)).toContain(sign);
});

test('won has no decimals, dinar has three', () => {
  expect(formatMoney({ amount: '12000', currency: 'KRW' }, 'ko')).toBe('₩12,000');
  expect([minorDigits('KRW'), minorDigits('USD'), minorDigits('KWD')]).toEqual([0, 2, 3]);
});

test('what is not an amount is not shown as one', () => {
  expect(formatMoney({ amount: 'NaN', currency: 'USD' }, 'en')).toBeNull();
});

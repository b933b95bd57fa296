import { currencyExponent } from '../platform/money.ts';

/**
 * Amounts of a file before they are rounded: whole numbers of a hundred-millionth, because files
 * price a piece in thousandths and only an order's total may be rounded.
 */
export type ExactAmount = bigint;

const decimals = 8;
const patterns = {
  '.': /^([+-]?)(\d*)(?:\.(\d*))?$/,
  ',': /^([+-]?)(\d*)(?:,(\d*))?$/,
} as const;

/** Undefined where the text is no plain number: no thousands separators, no currency signs. */
export function exactAmount(text: string, decimal: '.' | ','): ExactAmount | undefined {
  const match = patterns[decimal].exec(text.trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole + fraction === '' || fraction.length > decimals) return undefined;
  const amount = BigInt(whole + fraction.padEnd(decimals, '0'));
  return sign === '-' ? -amount : amount;
}

/** Minor units of the currency, half a unit away from zero; undefined beyond exact numbers. */
export function roundedMinor(amount: ExactAmount, currency: string): number | undefined {
  const unit = 10n ** BigInt(decimals - currencyExponent(currency));
  const half = amount < 0n ? -unit / 2n : unit / 2n;
  const minor = Number((amount + half) / unit);
  return Number.isSafeInteger(minor) ? minor : undefined;
}

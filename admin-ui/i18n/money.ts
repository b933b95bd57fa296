import type { Money } from '../../functions/platform/api.schema.ts';

type Numeric = `${number}`;
const isNumeric = (text: string): text is Numeric => /^-?\d+(\.\d+)?$/.test(text);

/** Languages in which a bare ¥ can only mean their own currency. */
const homes: Record<string, string> = { CNY: 'zh', JPY: 'ja' };

/**
 * An exact amount as people of `locale` write it. A yen sign outside its home language always says
 * whose it is (CN¥, JP¥): a shop in one country is read by staff from another.
 * `whole` leaves out the minor units, for large sums; null where the amount is not a number.
 */
export function formatMoney(
  money: Money,
  locale: string,
  options: { whole?: boolean } = {},
): string | null {
  if (!isNumeric(money.amount)) return null;
  return moneyFormat(locale, money.currency, options.whole ?? false)
    .formatToParts(money.amount)
    .map((part) =>
      part.type === 'currency' ? sign(part.value, money.currency, locale) : part.value,
    )
    .join('');
}

/** The sign alone, as a prefix for an input. */
export function currencySign(currency: string, locale: string): string {
  const parts = moneyFormat(locale, currency, true).formatToParts(0);
  const found = parts.find((part) => part.type === 'currency')?.value ?? currency;
  return sign(found, currency, locale);
}

/** Digits after the point in this currency: 2 for USD, 0 for KRW and JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

function sign(value: string, currency: string, locale: string): string {
  // Half and full width.
  if (!/^[\u00A5\uFFE5]$/.test(value)) return value;
  return homes[currency] === locale.split('-')[0] ? '¥' : `${currency.slice(0, 2)}¥`;
}

const formats = new Map<string, Intl.NumberFormat>();

function moneyFormat(locale: string, currency: string, whole: boolean): Intl.NumberFormat {
  const key = `${locale} ${currency} ${String(whole)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      ...(whole && { maximumFractionDigits: 0, minimumFractionDigits: 0 }),
    });
    formats.set(key, format);
  }
  return format;
}

import { Refusal } from './refusal.ts';

/** ISO 4217 currencies whose minor unit is not a hundredth, by number of decimals. */
const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

/** Decimals of a currency (ISO 4217): 2 unless listed. */
export function currencyExponent(currency: string): number {
  return exponents[currency.toUpperCase()] ?? 2;
}

/**
 * Minor units of a decimal string such as "12.30", exactly; zeros beyond the currency's decimals
 * are dropped ("20.00" VND is 20), anything else there is refused rather than rounded.
 */
export function parseMinor(amount: string, currency: string): number {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(amount.trim());
  const exponent = currencyExponent(currency);
  const fraction = match?.[3] ?? '';
  const digits = (match?.[2] ?? '') + fraction.slice(0, exponent).padEnd(exponent, '0');
  const minor = Number(digits);
  if (match === null || !/^0*$/.test(fraction.slice(exponent)) || !Number.isSafeInteger(minor)) {
    throw new Refusal('invalid', `This is not an amount of ${currency}: write it like 12.30.`);
  }
  return match[1] === '-' && minor !== 0 ? -minor : minor;
}

/** "12.30" for 1230 minor units of a currency with two decimals. */
export function formatMinor(minor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

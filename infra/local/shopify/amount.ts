/**
 * Money of the stand-in: integers of minor units inside, decimal strings outside. It shares no code
 * with the product on purpose: an error there must not be repeated by what it is tested against.
 */
const unusualExponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  ISK: 0,
  JPY: 0,
  KRW: 0,
  PYG: 0,
  UGX: 0,
  VND: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Digits after the decimal point of a currency (ISO 4217). */
export function exponentOf(currency: string): number {
  return unusualExponents[currency] ?? 2;
}

/** `1230` in USD is "12.30", in JPY "1230", in KWD "1.230". */
export function decimal(minor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (exponent === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The minor units of a decimal string; undefined where it is finer than the currency allows. */
export function minorOf(amount: string, currency: string): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (match === null) return undefined;
  const exponent = exponentOf(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > exponent) return undefined;
  const minor = Number(`${match[2] ?? '0'}${fraction.padEnd(exponent, '0')}`);
  return match[1] === '-' ? -minor : minor;
}

/** What a buyer pays in their own currency: a rate in parts per million of the minor units. */
export interface Presentment {
  currency: string;
  ratePpm: number;
}

/** Minor units in the buyer's currency. */
export function presented(minor: number, presentment: Presentment | null): number {
  return presentment === null ? minor : Math.round((minor * presentment.ratePpm) / 1_000_000);
}

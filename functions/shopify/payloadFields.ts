import { z } from 'zod';
import { parseMinor } from '../platform/money.ts';

/**
 * Fields as Shopify's payloads write them, read into ours. Each is held to what it may be: what is
 * longer, larger or older than any shop means is refused here, by name, before it can break a key,
 * an item or a sum.
 */

/** Digits enough for any 64-bit id, twice. */
const idDigits = /^\d{1,40}$/;

/** An id as a string of digits; the body was parsed so that long ones are strings already. */
export const idField = z
  .union([z.string().regex(idDigits), z.number().int().nonnegative()])
  .transform(String);

/** The id at the end of a global id such as "gid://shopify/Order/123". */
export const gidField = z
  .string()
  .max(200)
  .regex(/^gid:\/\/shopify\/\w+\/[\w-]+(\?.*)?$/)
  .transform((gid) => (gid.split('/').at(-1) ?? '').replace(/\?.*$/, ''));

/** The same of one kind of thing: another's id is no id here. */
export function gidOf(kind: 'Order' | 'Customer' | 'Product') {
  const start = `gid://shopify/${kind}/`;
  return z
    .string()
    .refine((gid) => gid.startsWith(start) && idDigits.test(gid.slice(start.length)))
    .transform((gid) => gid.slice(start.length));
}

const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
/** Columns hold instants as 32 bits of seconds since 1970: up to February 2106. */
const lastMs = (2 ** 32 - 1) * 1000;

/** Epoch milliseconds of an ISO 8601 instant with an offset, 1970 to 2106. */
export const instantMsField = z.string().transform((text, context) => {
  const ms = instantText.test(text) ? Date.parse(text) : NaN;
  if (ms >= 0 && ms <= lastMs) return ms;
  context.addIssue('not an instant');
  return z.NEVER;
});

/** The same in epoch seconds. */
export const instantField = instantMsField.transform((ms) => Math.floor(ms / 1000));

/** Text of at most so many characters, without halves of characters, which no store takes. */
export const wellFormed = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => text.toWellFormed());

const mostText = 1_000;

/** Text, where null, missing and empty all say nothing. */
export const textField = wellFormed(mostText)
  .nullish()
  .transform((text) => (text === undefined || text === null || text.trim() === '' ? null : text));

/** Of an order's name, a code or a tag: it becomes part of a key, which has a length of its own. */
const mostNameLength = 255;

/** A tag; an empty one says nothing and is left out by who reads it. */
export const tagField = wellFormed(mostNameLength);

export const nameField = wellFormed(mostNameLength)
  .nullish()
  .transform((text) => (text === undefined || text === null || text.trim() === '' ? null : text));

/** What a platform calls the only variant of a product that has no options. */
const noVariant = 'Default Title';

/** Which variant a line is of; whatever is no such name says nothing, and keeps no order from being read. */
export const variantField = nameField
  .catch(null)
  .transform((title) => (title === null || title.trim() === noVariant ? null : title.trim()));

/** A discount code; long ones grow when they are upper-cased. */
export const codeField = wellFormed(mostNameLength).refine(
  (code) => code.toUpperCase().length <= mostNameLength,
);

/** Far above any order, and far below where sums of thousands of them lose a cent. */
const mostMinor = 1e13;

/**
 * Minor units of an amount that is not negative (a refund's and a discount's sign is in what they
 * are); null where it is none of this currency, or beyond all measure.
 */
export function minorOf(amount: string, currency: string): number | null {
  try {
    const minor = parseMinor(amount, currency);
    return minor >= 0 && minor <= mostMinor ? minor : null;
  } catch {
    return null;
  }
}

const moneyField = z.object({ amount: z.string(), currency_code: z.string().regex(/^[A-Z]{3}$/) });

/** The shop's own money of a set: what sums are made of; presentment money is only displayed. */
export const moneySetField = z
  .object({ shop_money: moneyField })
  .transform(({ shop_money: { amount, currency_code: currency } }, context) => {
    const minor = minorOf(amount, currency);
    if (minor !== null) return { minor, currency };
    context.addIssue('not an amount');
    return z.NEVER;
  });

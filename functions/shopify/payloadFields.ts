import { z } from 'zod';
import { parseMinor } from '../platform/money.ts';

/** Fields as Shopify's payloads write them, read into ours. */

const digits = /^\d+$/;

/** An id as a string of digits; the body was parsed so that long ones are strings already. */
export const idField = z
  .union([z.string().regex(digits), z.number().int().nonnegative()])
  .transform(String);

/** The id at the end of "gid://shopify/Order/123". */
export const gidField = z
  .string()
  .regex(/^gid:\/\/shopify\/\w+\/[^/]+$/)
  .transform((gid) => (gid.split('/').at(-1) ?? '').replace(/\?.*$/, ''));

/** Epoch seconds of an ISO 8601 instant with an offset. */
export const instantField = z.string().transform((text, context) => {
  const ms = Date.parse(text);
  if (!Number.isNaN(ms)) return Math.floor(ms / 1000);
  context.addIssue('not an instant');
  return z.NEVER;
});

/** Text, where null, missing and empty all say nothing. */
export const textField = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === null || text.trim() === '' ? null : text));

const moneyField = z.object({ amount: z.string(), currency_code: z.string() });

/** The shop's own money of a set: what sums are made of; presentment money is only displayed. */
export const moneySetField = z
  .object({ shop_money: moneyField })
  .transform(({ shop_money: { amount, currency_code: currency } }) => ({
    minor: parseMinor(amount, currency),
    currency,
  }));

import { z } from 'zod';
import type { Cause, Scheme } from './customer.schema.ts';

/** A change of class: from, to, when (epoch seconds) and why. */
export interface ClassChange {
  kind: 'class';
  at: number;
  scheme: Scheme;
  from: string | null;
  to: string | null;
  cause: Cause;
  orderId: string | null;
}

/** What became of a coupon, when (epoch seconds); an amount is in minor units of the shop's currency. */
export const couponEntrySchema = z.object({
  kind: z.literal('coupon'),
  at: z.number().int(),
  ruleId: z.string(),
  ruleName: z.string(),
  code: z.string(),
  state: z.string(),
  offer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('percentage'), percent: z.number().int() }),
    z.object({ kind: z.literal('amount'), minor: z.number().int() }),
  ]),
});
export type CouponEntry = z.infer<typeof couponEntrySchema>;

/** What a customer's timeline keeps; orders and refunds are in the ledger and not kept twice. */
export type TimelineEntry = ClassChange | CouponEntry;

/** ISO 8601 to the second, which sorts as time does. */
export function entryInstant(at: number): string {
  return `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
}

import { z } from 'zod';
import { causes, schemes } from './customer.schema.ts';

/** A change of class as kept: from, to, when (epoch seconds) and why. */
export const classChangeSchema = z.object({
  kind: z.literal('class'),
  at: z.number().int(),
  scheme: z.enum(schemes),
  from: z.string().nullable(),
  to: z.string().nullable(),
  cause: z.enum(causes),
  orderId: z.string().nullable(),
});
export type ClassChange = z.infer<typeof classChangeSchema>;

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
export const timelineEntrySchema = z.discriminatedUnion('kind', [
  classChangeSchema,
  couponEntrySchema,
]);
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** Name of an entry: the same change written twice is one entry. `rev`: of what changed. */
export function entryId(entry: TimelineEntry, rev: number): string {
  return entry.kind === 'coupon'
    ? `coupon-${entry.code}-${entry.state}`
    : `${entry.kind}-${entry.scheme}-${String(rev)}`;
}

/** ISO 8601 to the second, which sorts as time does. */
export function entryInstant(at: number): string {
  return `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
}

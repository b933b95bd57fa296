import { z } from 'zod';
import { cutoffsSchema } from './classes.schema.ts';

const thenAndNow = z.object({ now: z.number().int(), before: z.number().int() });

const medianSchema = z.object({ orders: z.number(), netMinor: z.number() });

/** Sums over a whole shop that a run finds on its way; money in minor units. */
export const shopTotalsSchema = z.object({
  customers: z.number().int(),
  ranked: z.number().int(),
  /** Eligible orders and net spend of customers. */
  orders: z.number().int(),
  netMinor: z.number().int(),
  /** Sales without a customer. */
  walkIn: z.object({ orders: z.number().int(), netMinor: z.number().int() }),
  /** Orders after a customer's first, of the last 30 days and the 30 before. */
  repeatMinor: thenAndNow,
  /** What customers overdue now spent in the year up to now, and those overdue 30 days ago in theirs. */
  overdueMinor: thenAndNow,
  /** The middle customer of the retail ranking. */
  median: medianSchema.nullable(),
  /** Of wholesale customers, who are ranked apart; missing where there are none. */
  wholesale: z
    .object({
      customers: z.number().int(),
      ranked: z.number().int(),
      orders: z.number().int(),
      netMinor: z.number().int(),
      median: medianSchema.nullable(),
    })
    .optional(),
});
export type ShopTotals = z.infer<typeof shopTotalsSchema>;

/** What a snapshot says of itself. */
export const snapshotMetaSchema = z.object({
  format: z.literal(1),
  shop: z.string(),
  /** Changes with every run; the table names the newest. */
  version: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  /** Instant of business time it was computed for, epoch seconds, and the shop-calendar day of it. */
  asOf: z.number().int(),
  today: z.number().int(),
  cutoffs: cutoffsSchema,
  totals: shopTotalsSchema,
});
export type SnapshotMeta = z.infer<typeof snapshotMetaSchema>;

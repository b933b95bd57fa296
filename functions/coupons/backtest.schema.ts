import { z } from 'zod';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';
import { previewSchema } from './coupons.schema.ts';

/** Answer of a trial on the shop's own last year. Counts and costs are exact; nothing is sent. */
export const backtestSchema = z.object({
  /** First and last day tried, on the shop's calendar. */
  from: z.string(),
  to: z.string(),
  /** Days of it on which the shop had a history to go by. */
  historyDays: z.number().int(),
  coupons: z.number().int(),
  customers: z.number().int(),
  /** Most all of them could have cost; null where a plain percentage has no hard ceiling. */
  costCeiling: moneySchema.nullable(),
  weeks: z.array(
    z.object({ from: z.string(), coupons: z.number().int(), costCeiling: moneySchema.nullable() }),
  ),
  /** Changes that came to nothing, by the first reason. */
  excluded: previewSchema.shape.excluded,
  /** Who bought anyway while their coupon would have been good, without any code. */
  anyway: z.object({
    days: z.number().int(),
    coupons: z.number().int(),
    revenue: moneySchema,
    /** What the coupons would have taken off exactly these orders. */
    discount: moneySchema,
  }),
  /** How many of these customers another rule would have given a coupon in the same year. */
  overlap: z.array(z.object({ id: z.string(), name: z.string(), customers: z.number().int() })),
  sample: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      on: z.string(),
      lastOrderAt: instantSchema,
    }),
  ),
  /** Attributes of the condition that have no history: today's value stood for each day's. */
  asToday: z.array(z.string()),
});
export type Backtest = z.infer<typeof backtestSchema>;

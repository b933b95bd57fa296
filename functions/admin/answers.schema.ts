import { z } from 'zod';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';

/** Small answers of the admin API that belong to no noun of their own. */

export const attributeListSchema = z.object({
  attributes: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      /** Sentence in English: what the attribute means. */
      meaning: z.string(),
      /** Values it can take, where they are few. */
      values: z.array(z.string()),
    }),
  ),
});

export const jobListSchema = z.object({
  backfill: z.object({
    state: z.enum(['none', 'running', 'done', 'failed']),
    orders: z.number().int(),
    customers: z.number().int(),
  }),
  classesComputedAt: instantSchema.nullable(),
});

export const resultsSchema = z.object({
  ruleId: z.string(),
  issued: z.number().int(),
  redeemed: z.number().int(),
  expired: z.number().int(),
  refused: z.number().int(),
  /** Discount really given on redeeming orders. */
  discountGiven: moneySchema,
});

import { z } from 'zod';
import { standardKeySchema } from './classes.schema.ts';

/** A customer standard: the merchant's own query, and what its customers are to get. */
export const standardSchema = z.object({
  key: standardKeySchema,
  /** In the segment language; it may name no segment and no standard. */
  query: z.string().trim().min(1).max(5000),
  /** Satisfaction aimed at, in percent. */
  satisfactionGoal: z.number().int().min(0).max(100).nullable().default(null),
  /** Somebody gets in touch at least this often. */
  contactEveryDays: z.number().int().min(1).max(3650).nullable().default(null),
  /** What they get, in the merchant's words. */
  service: z.string().trim().max(500).default(''),
});
export type Standard = z.infer<typeof standardSchema>;

/** In the order they are asked: the first that matches is the customer's. */
export const standardsSchema = z.array(standardSchema).max(3);

/** What of a standard decides who is in it. */
export const askedStandardsSchema = z.array(standardSchema.pick({ key: true, query: true }));
export type AskedStandard = z.infer<typeof askedStandardsSchema>[number];

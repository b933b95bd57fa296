import { z } from 'zod';
import { moneySchema } from '../platform/api.schema.ts';

/** Why nothing is predicted of a customer. */
export const unpredictedReasons = [
  'shop',
  'noOrder',
  'historyIncomplete',
  'wholesale',
  'pastDay',
] as const;

/** What is to be expected of a customer by the last run's model, or why nothing is. */
export const predictionSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('known'),
    /** Chances from 0 to 1 of an order within so many days. */
    chance30: z.number(),
    chance90: z.number(),
    chance180: z.number(),
    /** Within 365 days; orders of one day count as one. */
    expectedOrders: z.number(),
    expectedSpend: moneySchema,
    /** Shop-calendar days between which the next order is to be expected; null: under three order days. */
    next: z.object({ from: z.iso.date(), by: z.iso.date(), isLate: z.boolean() }).nullable(),
  }),
  z.object({ state: z.literal('notEnough'), because: z.enum(unpredictedReasons) }),
]);
export type PredictionView = z.infer<typeof predictionSchema>;

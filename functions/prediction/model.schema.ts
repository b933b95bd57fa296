import { z } from 'zod';

/** Why what a customer spends is told by a shrunken mean and not by Gamma-Gamma. */
export const plainValueReasons = ['correlated', 'heavyTail', 'noShape'] as const;

/** How what an order day of a customer brings is told; money in minor units. */
export const valueModelSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('gammaGamma'),
    p: z.number(),
    q: z.number(),
    gamma: z.number(),
    logLikelihood: z.number(),
    /** Of how often repeat buyers bought and what they spent a time. */
    correlation: z.number(),
    customers: z.number().int(),
  }),
  z.object({
    name: z.literal('shrunkenMean'),
    reason: z.enum(plainValueReasons),
    meanMinor: z.number(),
    /** A customer's own mean weighs as much as the shop's with so many repeat days. */
    halfwayRepeats: z.number(),
    correlation: z.number(),
    customers: z.number().int(),
  }),
]);
export type ValueModel = z.infer<typeof valueModelSchema>;

/** A shop's model of its customers' orders, as the last run fitted it. */
export const fittedModelSchema = z.object({
  state: z.literal('fitted'),
  name: z.literal('mbgNbd'),
  method: z.literal('map'),
  /** Weeks are the unit of time of `alpha`. */
  parameters: z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number() }),
  logLikelihood: z.number(),
  customers: z.number().int(),
  repeaters: z.number().int(),
  value: valueModelSchema,
});
export type FittedModel = z.infer<typeof fittedModelSchema>;

/** What it takes before anything is predicted. */
export const leastToFit = { customers: 20, repeaters: 10 } as const;

export const modelSchema = z.discriminatedUnion('state', [
  fittedModelSchema,
  z.object({
    state: z.literal('notEnough'),
    customers: z.number().int(),
    repeaters: z.number().int(),
  }),
]);
export type Model = z.infer<typeof modelSchema>;

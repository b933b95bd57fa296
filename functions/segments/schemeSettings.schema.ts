import { z } from 'zod';

/** Days of net spend that the spend classes compare; null: all time. */
export const abcWindowSchema = z.number().int().nullable();
export const abcBasisSchema = z.enum(['amount', 'amountAndPotential']);

/** Shares of gaps that are over by t50, t80 and t95, and what it takes to know a shop's rhythm. */
export const rhythmSettingsSchema = z.object({
  t50: z.number(),
  t80: z.number(),
  t95: z.number(),
  leastGaps: z.number().int(),
  leastHistoryDays: z.number().int(),
});
export const defaultRhythm = {
  t50: 0.5,
  t80: 0.8,
  t95: 0.95,
  leastGaps: 50,
  leastHistoryDays: 365,
} satisfies z.infer<typeof rhythmSettingsSchema>;

/** The last so many days are what value and loyalty are measured by; loyal is never fewer order days. */
export const quadrantSettingsSchema = z.object({
  windowDays: z.number().int(),
  leastOrderDays: z.number().int(),
});
export const defaultQuadrant = {
  windowDays: 365,
  leastOrderDays: 2,
} satisfies z.infer<typeof quadrantSettingsSchema>;

/** Loyal: at least so many order days within the window of the quadrants, and gaps no less even than this. */
export const loyaltySettingsSchema = z.object({
  leastOrderDays: z.number().int(),
  mostVariation: z.number(),
});
export const defaultLoyalty = {
  leastOrderDays: 3,
  mostVariation: 1,
} satisfies z.infer<typeof loyaltySettingsSchema>;

/** Shares from 0 to 1: of orders with a code, and of the full price given as discount. */
export const promotionSettingsSchema = z.object({
  fullMostCodes: z.number(),
  fullMostDiscount: z.number(),
  drivenLeastCodes: z.number(),
  drivenLeastDiscount: z.number(),
  drivenLeastOrders: z.number().int(),
});
export const defaultPromotion = {
  fullMostCodes: 0.2,
  fullMostDiscount: 0.05,
  drivenLeastCodes: 0.6,
  drivenLeastDiscount: 0.2,
  drivenLeastOrders: 2,
} satisfies z.infer<typeof promotionSettingsSchema>;

/** Rising: came up to A or B within so many days. */
export const risingSettingsSchema = z.object({ days: z.number().int() });
export const defaultRising = { days: 30 } satisfies z.infer<typeof risingSettingsSchema>;

/**
 * Where each point of a score begins in a shop too small to compare its customers: days since the
 * last order (at most), orders (at least), and net spend as a multiple of the median order (at least).
 */
export const fixedScoresSchema = z.object({
  recencyDays: z.object({
    r5: z.number().int(),
    r4: z.number().int(),
    r3: z.number().int(),
    r2: z.number().int(),
  }),
  orders: z.object({
    f2: z.number().int(),
    f3: z.number().int(),
    f4: z.number().int(),
    f5: z.number().int(),
  }),
  medianTimes: z.object({ m2: z.number(), m3: z.number(), m4: z.number(), m5: z.number() }),
});
export const defaultFixedScores = {
  recencyDays: { r5: 30, r4: 90, r3: 180, r2: 365 },
  orders: { f2: 2, f3: 3, f4: 4, f5: 6 },
  medianTimes: { m2: 1, m3: 2, m4: 4, m5: 8 },
} satisfies z.infer<typeof fixedScoresSchema>;

/** Level = recency + frequency + monetary, each weighted; at least `a` is A, and so on. */
export const levelSettingsSchema = z.object({
  weights: z.object({ recency: z.number(), frequency: z.number(), monetary: z.number() }),
  cuts: z.object({ a: z.number(), b: z.number(), c: z.number() }),
});

import { z } from 'zod';
import { modelSchema } from './model.schema.ts';

/** Customers of one tenth of the chances, as they were expected to do and did. */
export const calibrationBinSchema = z.object({
  /** Lowest and highest chance of an order in it, from 0 to 1. */
  from: z.number(),
  to: z.number(),
  customers: z.number().int(),
  expectedBuyers: z.number(),
  actualBuyers: z.number().int(),
  expectedOrders: z.number(),
  actualOrders: z.number().int(),
});
export type CalibrationBin = z.infer<typeof calibrationBinSchema>;

const sumsSchema = z.object({
  customers: z.number().int(),
  orders: z.number(),
  spendMinor: z.number(),
});

/**
 * What a forecast made some days ago, by the same code and without what came later, said of the
 * days since, and what happened.
 */
export const pastForecastSchema = z.object({
  /** Shop-calendar day numbers: the last day it knew, and the last day it spoke of. */
  madeOn: z.number().int(),
  until: z.number().int(),
  /** Customers it spoke of. */
  customers: z.number().int(),
  expected: z.object({ buyers: z.number(), orders: z.number(), spendMinor: z.number() }),
  actual: z.object({ buyers: z.number().int(), orders: z.number(), spendMinor: z.number() }),
  /** Who came for the first time since, of whom it could not speak. */
  newcomers: sumsSchema,
});
export type PastForecast = z.infer<typeof pastForecastSchema>;

/** What customers who are there now are expected to bring. */
export const forecastSchema = z.object({
  days: z.number().int(),
  customers: z.number().int(),
  expected: z.object({ buyers: z.number(), orders: z.number(), spendMinor: z.number() }),
  /** How busy these days were a year ago, against average ones; null: not known. */
  seasonRatio: z.number().nullable(),
  /** Null: too few orders by then. */
  past: pastForecastSchema.nullable(),
});
export type Forecast = z.infer<typeof forecastSchema>;

/** A run's model of the shop, with its own test; kept for people to look at. */
export const modelReviewSchema = z.object({
  /** Of the run. */
  version: z.string(),
  /** Epoch seconds of business time, and the shop-calendar day. */
  asOf: z.number().int(),
  today: z.number().int(),
  model: modelSchema,
  /** Fitted on all but the last 90 days; null: too few orders by then. */
  calibration: z
    .object({
      days: z.number().int(),
      past: pastForecastSchema,
      bins: z.array(calibrationBinSchema),
    })
    .nullable(),
  forecasts: z.array(forecastSchema),
});
export type ModelReview = z.infer<typeof modelReviewSchema>;

import { z } from 'zod';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';
import { plainValueReasons } from '../prediction/model.schema.ts';

const count = z.number().int();
/** YYYY-MM-DD on the shop's calendar. */
const daySchema = z.string();

const sumsSchema = z.object({ buyers: z.number(), orders: z.number(), spend: moneySchema });

/** What a forecast made on a past day said of the days after it, and what happened. */
const pastSchema = z.object({
  /** The last day it knew, and the last day it spoke of. */
  madeOn: daySchema,
  until: daySchema,
  customers: count,
  expected: sumsSchema,
  actual: sumsSchema,
  /** Who came for the first time since: of them it could not speak. */
  newcomers: z.object({ customers: count, orders: z.number(), spend: moneySchema }),
});

const calibrationSchema = z.object({
  days: count,
  past: pastSchema,
  /** Tenths of the customers by their chance of an order, lowest first; equal chances together. */
  tenths: z.array(
    z.object({
      chanceFrom: z.number(),
      chanceTo: z.number(),
      customers: count,
      expectedBuyers: z.number(),
      actualBuyers: count,
      expectedOrders: z.number(),
      actualOrders: z.number(),
      /** Who has such a chance now. */
      query: z.string(),
    }),
  ),
});
export type CalibrationView = z.infer<typeof calibrationSchema>;

const notEnough = {
  computedAt: instantSchema.nullable(),
  state: z.literal('notEnough'),
  customers: count,
  repeaters: count,
  /** What it takes before anything is predicted. */
  needs: z.object({ customers: count, repeaters: count }),
};

const modelFields = {
  computedAt: instantSchema,
  state: z.literal('fitted'),
  /** MBG/NBD: anyone may stop after any order. */
  name: z.literal('mbgNbd'),
  /** Maximum a posteriori. */
  method: z.literal('map'),
  /** Weeks are the unit of time. */
  parameters: z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number() }),
  logLikelihood: z.number(),
  /** Retail customers with a complete history, and those of them who came back. */
  customers: count,
  repeaters: count,
  /** How spend is told: by Gamma-Gamma, or by a shrunken mean, with the reason. */
  value: z.discriminatedUnion('name', [
    z.object({
      name: z.literal('gammaGamma'),
      p: z.number(),
      q: z.number(),
      /** In units of the currency. */
      gamma: z.number(),
      correlation: z.number(),
    }),
    z.object({
      name: z.literal('shrunkenMean'),
      reason: z.enum(plainValueReasons),
      mean: moneySchema,
      halfwayRepeats: z.number(),
      correlation: z.number(),
    }),
  ]),
};

/** `GET /api/model`: the model that predictions are made with, and its own test. */
export const modelViewSchema = z.discriminatedUnion('state', [
  z.object({ ...modelFields, calibration: calibrationSchema.nullable() }),
  z.object(notEnough),
]);
export type ModelView = z.infer<typeof modelViewSchema>;

/** `GET /api/insights/forecast`: what customers who are there are expected to bring, and past errors. */
export const forecastViewSchema = z.discriminatedUnion('state', [
  z.object({
    computedAt: instantSchema,
    state: z.literal('fitted'),
    /** Customers it speaks of; `query` lists them. */
    customers: count,
    query: z.string(),
    value: modelFields.value,
    forecasts: z.array(
      z.object({
        days: count,
        /** The last day it speaks of. */
        until: daySchema,
        expected: sumsSchema,
        /** Orders of the same days a year ago against average days of that year; null: not known. */
        seasonRatio: z.number().nullable(),
        past: pastSchema.nullable(),
      }),
    ),
    calibration: calibrationSchema.nullable(),
  }),
  z.object(notEnough),
]);
export type ForecastView = z.infer<typeof forecastViewSchema>;

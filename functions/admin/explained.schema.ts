import { z } from 'zod';
import { causes } from '../customers/customer.schema.ts';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';

/** What a step takes: all of it for a class above; for one below, what would have to go. */
const needSchema = z.object({
  /**
   * points: of the level; recency, frequency: points of these scores; orderDays: within the window
   * of the quadrants; evenness: coefficient of variation of the time between orders.
   */
  what: z.enum([
    'points',
    'recency',
    'frequency',
    'money',
    'orders',
    'orderDays',
    'fullPriceOrders',
    'codeOrders',
    'evenness',
  ]),
  amount: z.number().nullable(),
  money: moneySchema.nullable(),
});
export type NeedView = z.infer<typeof needSchema>;

const stepSchema = z.object({ to: z.string(), needs: z.array(needSchema) });

/** A class with its history and future. `changesOn` holds the named run's cut-offs fixed. */
export const heldSchema = z.object({
  value: z.string().nullable(),
  since: instantSchema.nullable(),
  because: z
    .object({
      cause: z.enum(causes),
      from: z.string().nullable(),
      orderId: z.string().nullable(),
      orderName: z.string().nullable(),
    })
    .nullable(),
  /** What was kept as held at that time; it differs from `value` where cut-offs or settings were others. */
  recorded: z.string().nullable(),
  /** The next classes above; `order` is the smallest single order today that gets there. */
  up: z.array(stepSchema.extend({ order: moneySchema.nullable() })),
  down: z.array(stepSchema),
  /** Shop-calendar date (YYYY-MM-DD) on which it changes if nothing happens, and to what. */
  changesOn: z
    .object({
      date: z.iso.date(),
      to: z.string(),
      /**
       * The smallest orders at full price with which it stays or gets better, placed today or on
       * the last day before; null where none does. Null: the change is not for the worse.
       */
      prevent: z
        .object({
          today: moneySchema.nullable(),
          lastDay: z.iso.date(),
          onLastDay: moneySchema.nullable(),
        })
        .nullable(),
    })
    .nullable(),
});
export type Held = z.infer<typeof heldSchema>;

/** Whether a customer rises: newly A or B by their own doing, or expected at the next spend class. */
export const risingSchema = z.object({
  is: z.boolean(),
  /** How long coming up counts. */
  days: z.number().int(),
  /** When they came up, and the last day that counts; null: they did not, or it counts no more. */
  rose: z.object({ on: z.iso.date(), until: z.iso.date() }).nullable(),
  /**
   * What the spend classes compare, what is expected of the next 90 days, and the least of the next
   * class; `missing` null: that reaches it. Null: nothing is predicted, or there is no class above.
   */
  expected: z
    .object({
      amount: moneySchema,
      soon: moneySchema,
      next: moneySchema,
      missing: moneySchema.nullable(),
    })
    .nullable(),
  /** The smallest order today that brings level or spend class A or B; null: none does. */
  order: moneySchema.nullable(),
});

/** What the schemes measure a customer by, beside the figures every list shows. */
export const measuresSchema = z.object({
  /** Of the quadrants' window. */
  recent: z.object({
    days: z.number().int(),
    spent: moneySchema,
    orderDays: z.number().int(),
  }),
  /** What the spend classes compare; `days` null: of all time. */
  compared: z.object({ days: z.number().int().nullable(), amount: moneySchema }),
  /** Coefficient of variation of the time between orders; null without a gap. */
  gapVariation: z.number().nullable(),
  codeOrders: z.number().int(),
  /** Share of the full price that was given as discount, 0 to 1. */
  discountShare: z.number(),
  lastFullPriceOn: z.iso.date().nullable(),
});

/** A file as of a past day: what it says is worked out from the ledger, and what stands in from today. */
export const pastFileSchema = z.object({
  date: z.iso.date(),
  /** Up to when things counted. */
  asOf: instantSchema,
  /** False: the customer was not on file yet. */
  there: z.boolean(),
  todaysValues: z.array(z.enum(['payment', 'tags', 'incomplete', 'settings', 'person', 'coupons'])),
});

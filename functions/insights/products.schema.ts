import { z } from 'zod';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';
import { whoKeys } from './insights.schema.ts';

const count = z.number().int();

/** What products are put together by. */
export const goodsKeys = ['type', 'product', 'vendor'] as const;
export type GoodsKey = (typeof goodsKeys)[number];

/** The schemes whose classes sales are split by. */
export const splitKeys = ['level', 'lifecycle', 'abc'] as const;
export type SplitKey = (typeof splitKeys)[number];

const splitQuery = {
  who: z.enum(whoKeys).default('retail'),
  by: z.enum(splitKeys).default('level'),
};

export const productsQuerySchema = z.object({
  ...splitQuery,
  of: z.enum(goodsKeys).default('type'),
});
export type ProductsQuery = z.infer<typeof productsQuerySchema>;

/** Lines of orders that count, after discounts, before refunds: a refund names no line. */
const soldSchema = z.object({ revenue: moneySchema, orders: count, pieces: count });

/** `query` lists the customers; null: no query can. */
const buyersSchema = soldSchema.extend({ customers: count, query: z.string().nullable() });

const rowSchema = buyersSchema.extend({
  /** One per class of the answer, in its order. */
  byClass: z.array(buyersSchema),
  /** Sales without a customer, in the row's own sums too. */
  walkIn: soldSchema,
});

/** `GET /api/insights/products`: what was ever sold to whom, by the classes customers have now. */
export const productsSchema = z.object({
  computedAt: instantSchema,
  who: z.enum(whoKeys),
  wholesale: count,
  of: z.enum(goodsKeys),
  by: z.enum(splitKeys),
  /** Keys of the scheme's classes; null: customers without one. */
  classes: z.array(z.string().nullable()),
  /** Most revenue first, fifty at most. */
  rows: z.array(rowSchema.extend({ name: z.string() })),
  /** Everything after those; null: nothing. */
  rest: rowSchema.extend({ names: count }).nullable(),
  /** Lines whose product, type or vendor is not known; null: none. */
  unknown: rowSchema.nullable(),
  total: rowSchema,
});
export type Products = z.infer<typeof productsSchema>;

/** What demand is split by. */
export const demandKeys = ['type', 'vendor', 'size', 'price'] as const;
export type DemandKey = (typeof demandKeys)[number];

export const demandQuerySchema = z.object({
  ...splitQuery,
  of: z.enum(demandKeys).default('type'),
  /** Length of each period in days. */
  days: z.coerce.number().int().min(7).max(180).default(30),
});
export type DemandQuery = z.infer<typeof demandQuerySchema>;

const periodSchema = z.object({ from: z.iso.date(), to: z.iso.date() });

/** Orders with such a line in each period; `lastYear` null: the shop's orders do not go back so far. */
const demandCellSchema = z.object({
  now: soldSchema,
  before: soldSchema,
  lastYear: soldSchema.nullable(),
  /** Orders that differ from the period before, or from last year, by more than chance. */
  beyondNoise: z.object({ before: z.boolean(), lastYear: z.boolean() }),
});

const demandRowSchema = demandCellSchema.extend({
  /** One per class of the answer, in its order. */
  byClass: z.array(demandCellSchema),
});

/**
 * `GET /api/insights/demand`: the last days against those before and the same weekdays 52 weeks
 * earlier, by the class each customer had when the period began.
 */
export const demandSchema = z.object({
  computedAt: instantSchema,
  who: z.enum(whoKeys),
  wholesale: count,
  of: z.enum(demandKeys),
  by: z.enum(splitKeys),
  periods: z.object({
    now: periodSchema,
    before: periodSchema,
    lastYear: periodSchema.nullable(),
  }),
  /** Keys of classes; `unplaced`: on file without a class, `newcomer`: not on file yet, `walkIn`: sales without a customer. */
  classes: z.array(z.string()),
  rows: z.array(
    demandRowSchema.extend({
      /** A type, vendor or clothing size; null: not known. */
      name: z.string().nullable(),
      /** Of a price band: a piece costs from this to below that; null: no bound. */
      price: z.object({ from: moneySchema.nullable(), to: moneySchema.nullable() }).nullable(),
    }),
  ),
  total: demandRowSchema,
  /** Chance that any one difference called out is noise. */
  level: z.number(),
});
export type Demand = z.infer<typeof demandSchema>;

export const dependenceQuerySchema = z.object({ who: splitQuery.who });

/** Orders that count and what they brought, net of refunds; how many had a discount, how many by a code. */
const dependenceSchema = z.object({
  orders: count,
  discounted: count,
  withCode: count,
  revenue: moneySchema,
  discountedRevenue: moneySchema,
  discount: moneySchema,
});

/** `GET /api/insights/discount-dependence`: how much of the shop lives on discounts, and on whose. */
export const discountDependenceSchema = z.object({
  computedAt: instantSchema,
  who: z.enum(whoKeys),
  wholesale: count,
  /** Oldest first, at most 24, the last one not over. */
  months: z.array(dependenceSchema.extend({ month: z.string() })),
  /** Of the last 365 days, by the classes customers have now. */
  schemes: z.array(
    z.object({
      scheme: z.enum(splitKeys),
      classes: z.array(dependenceSchema.extend({ key: z.string().nullable() })),
    }),
  ),
  year: dependenceSchema,
  walkIn: dependenceSchema,
  /** Customers by their attitude to promotions; null: no order that counts. */
  attitudes: z.array(
    z.object({
      key: z.string().nullable(),
      customers: count,
      netSpent: moneySchema,
      query: z.string(),
    }),
  ),
});
export type DiscountDependence = z.infer<typeof discountDependenceSchema>;

import { z } from 'zod';
import { couponStateSchema, offerViewSchema } from '../coupons/coupons.schema.ts';
import { causes, schemes, shopGroups } from '../customers/customer.schema.ts';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';
import { cutoffsSchema } from '../segments/classes.schema.ts';
import {
  loyaltySettingsSchema,
  promotionSettingsSchema,
} from '../segments/schemeSettings.schema.ts';
import { heldSchema, measuresSchema, pastFileSchema, risingSchema } from './explained.schema.ts';
import { predictionSchema } from './prediction.schema.ts';

/** Bodies of `/api/customers…` */

export const customerRowSchema = z.object({
  id: z.string(),
  /** Null where names are withheld or unknown: show "Customer <id>". */
  name: z.string().nullable(),
  orders: z.number().int(),
  netSpent: moneySchema,
  firstOrderAt: instantSchema.nullable(),
  lastOrderAt: instantSchema.nullable(),
  rfm: z.object({
    recency: z.number().int().nullable(),
    frequency: z.number().int().nullable(),
    monetary: z.number().int().nullable(),
    segment: z.string().nullable(),
    level: z.string().nullable(),
  }),
  abc: z.string().nullable(),
  lifecycle: z.string(),
  quadrant: z.string().nullable(),
  loyalty: z.string().nullable(),
  promotion: z.string().nullable(),
  standard: z.string().nullable(),
  /** The shop says there are more orders than we may see: shown, not ranked. */
  historyIncomplete: z.boolean(),
});
export type CustomerRow = z.infer<typeof customerRowSchema>;

export const customerListSchema = z.object({
  customers: z.array(customerRowSchema),
  total: z.number().int(),
  cursor: z.string().nullable(),
  /** When the list was computed; a customer's own file may be newer. */
  computedAt: instantSchema.nullable(),
});
export type CustomerList = z.infer<typeof customerListSchema>;

export const customerSorts = [
  '-netSpent',
  'netSpent',
  '-lastOrderAt',
  'lastOrderAt',
  '-orders',
  'orders',
] as const;

export const customerListQuerySchema = z.object({
  query: z.string().max(5000).optional(),
  search: z.string().max(200).optional(),
  /** `moved` of a cell of `GET /api/insights/movement`: the customers who made that move. */
  moved: z.string().max(200).optional(),
  sort: z.enum(customerSorts).default('-lastOrderAt'),
  limit: z.coerce.number().int().min(1).max(250).default(50),
  cursor: z.string().max(2000).optional(),
});
export type CustomerListQuery = z.infer<typeof customerListQuerySchema>;

export const customerFileSchema = customerRowSchema.extend({
  /** Where each class comes from and where it is going. */
  classes: z.object({
    segment: heldSchema,
    level: heldSchema,
    abc: heldSchema,
    lifecycle: heldSchema,
    quadrant: heldSchema,
    loyalty: heldSchema,
    promotion: heldSchema,
    standard: heldSchema,
  }),
  measures: measuresSchema,
  prediction: predictionSchema,
  /** What one more point of each score takes; a score at its best is left out. */
  nextPoints: z.array(
    z.object({
      score: z.enum(['recency', 'frequency', 'monetary']),
      orders: z.number().int().nullable(),
      money: moneySchema.nullable(),
    }),
  ),
  /** Null: of a past day, without an order that counts, or with an incomplete history. */
  rising: risingSchema.nullable(),
  /** Null: as of now. */
  past: pastFileSchema.nullable(),
  /** Wholesale customers are ranked among themselves. */
  ranking: z.enum(['retail', 'wholesale']),
  unranked: z.enum(['prospect', 'noValidOrder', 'historyIncomplete', 'tooFew']).nullable(),
  recencyDays: z.number().int().nullable(),
  orderDays: z.number().int(),
  /** Median days between order days; null below two gaps. */
  usualGapDays: z.number().nullable(),
  averageOrder: moneySchema.nullable(),
  discount: moneySchema,
  winBackBy: z.iso.date().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  tags: z.array(z.string()),
  emailConsent: z.string().nullable(),
  shopSays: z.object({ orders: z.number().int(), spent: moneySchema }).nullable(),
  /** Group of Shopify's own analysis as of last night; null: it names none. Not known of a past day. */
  shopGroup: z.enum(shopGroups).nullable(),
  cutoffs: z
    .object({
      computedAt: instantSchema,
      ranked: z.number().int(),
      method: cutoffsSchema.shape.method,
      lifecycle: cutoffsSchema.shape.lifecycle,
      /** Days, orders and minor units as sentences need them: the bounds of this customer's scores. */
      recencyAbove: z.array(z.number()),
      frequencyAbove: z.array(z.number()),
      monetaryAbove: z.array(moneySchema),
      abcA: moneySchema.nullable(),
      abcB: moneySchema.nullable(),
      level: z.object({ a: z.number(), b: z.number(), c: z.number() }),
      /** Least spend and least order days that are high. */
      quadrant: z.object({ valueFrom: moneySchema.nullable(), daysFrom: z.number() }),
      loyalty: loyaltySettingsSchema,
      promotion: promotionSettingsSchema,
      /** What the lifecycle's own boundaries rest on. */
      rhythm: cutoffsSchema.shape.rhythm.unwrap(),
    })
    .nullable(),
  /** The shop's median customer, to compare with. */
  median: z.object({ orders: z.number(), netSpent: moneySchema }).nullable(),
  coupons: z.array(
    z.object({
      code: z.string(),
      ruleId: z.string(),
      ruleName: z.string(),
      state: couponStateSchema,
      offer: offerViewSchema,
      issuedAt: instantSchema.nullable(),
      expiresAt: instantSchema.nullable(),
    }),
  ),
  shopifyUrl: z.string(),
});
export type CustomerFile = z.infer<typeof customerFileSchema>;

/** Customers who may be the same person: merging them is done at Shopify. */
export const duplicateListSchema = z.object({
  customers: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      /** What both have in common. */
      by: z.array(z.enum(['phone', 'address'])),
      orders: z.number().int(),
      netSpent: moneySchema,
      shopifyUrl: z.string(),
    }),
  ),
});
export type DuplicateList = z.infer<typeof duplicateListSchema>;

export const timelineEntrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('order'),
    at: instantSchema,
    orderId: z.string(),
    name: z.string().nullable(),
    total: moneySchema,
    /** counted, cancelled, refunded, unpaid, test, staff (left out), credit */
    status: z.string(),
    discount: moneySchema,
    codes: z.array(z.string()),
    items: z.number().int(),
  }),
  z.object({
    kind: z.literal('refund'),
    at: instantSchema,
    orderId: z.string(),
    name: z.string().nullable(),
    amount: moneySchema,
  }),
  z.object({
    kind: z.literal('class'),
    at: instantSchema,
    scheme: z.enum(schemes),
    from: z.string().nullable(),
    to: z.string().nullable(),
    cause: z.enum(causes),
    orderId: z.string().nullable(),
    orderName: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('coupon'),
    at: instantSchema,
    ruleId: z.string(),
    ruleName: z.string(),
    code: z.string(),
    state: couponStateSchema,
    offer: offerViewSchema,
  }),
]);
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const timelineSchema = z.object({
  entries: z.array(timelineEntrySchema),
  cursor: z.string().nullable(),
});
export type Timeline = z.infer<typeof timelineSchema>;

import { z } from 'zod';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';

/** Coupon rules as kept and as the admin API shows them; money in the table is minor units. */

export const triggerKeys = ['wake-up', 'win-back', 'large-order'] as const;
/**
 * wake-up: became overdue by the rhythm; win-back: became lost but can still be won back;
 * large-order: placed an order above the shop's large-order line.
 */
export const triggerSchema = z.enum(triggerKeys);
export type Trigger = z.infer<typeof triggerSchema>;

export const ruleStateSchema = z.enum(['draft', 'active', 'paused']);
export type RuleState = z.infer<typeof ruleStateSchema>;

/**
 * decided → reserved → sending → issued → delivered → redeemed | expired | refused.
 * A coupon `issued` but not delivered is shown as "not sent: copy it".
 */
export const couponStateSchema = z.enum([
  'reserved',
  'sending',
  'issued',
  'delivered',
  'redeemed',
  'expired',
  'refused',
]);
export type CouponState = z.infer<typeof couponStateSchema>;

/** Percent is 1–100; an amount is in minor units of the shop's currency. */
export const offerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percentage'), percent: z.number().int().min(1).max(100) }),
  z.object({ kind: z.literal('amount'), minor: z.number().int().positive() }),
]);
export type Offer = z.infer<typeof offerSchema>;

/** The same, as people see it. */
export const offerViewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percentage'), percent: z.number().int() }),
  z.object({ kind: z.literal('amount'), amount: moneySchema }),
]);
export type OfferView = z.infer<typeof offerViewSchema>;

/** What a merchant sends to create or change a rule; amounts are decimal strings in shop currency. */
export const ruleInputSchema = z.object({
  name: z.string().trim().min(1).max(100),
  trigger: triggerSchema,
  /** Further condition in the segment language; empty: everyone the trigger names. */
  who: z.string().max(5000).default(''),
  offer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('percentage'), percent: z.number().int().min(1).max(100) }),
    z.object({ kind: z.literal('amount'), amount: z.string() }),
  ]),
  minimumSubtotal: z.string().nullable().default(null),
  expiryDays: z.number().int().min(1).max(365),
  /** Money promised at most in a calendar month; null with a percentage, which has no hard ceiling. */
  budgetAmount: z.string().nullable().default(null),
  /** Coupons at most in a calendar month. */
  budgetCount: z.number().int().min(1).max(1_000_000).nullable().default(null),
  /** Win-back only: nothing is sent later than this many days after the customer became lost. */
  deadlineDays: z.number().int().min(1).max(3650).nullable().default(null),
  codePrefix: z
    .string()
    .regex(/^[A-Z0-9]{0,8}$/)
    .default(''),
});
export type RuleInput = z.infer<typeof ruleInputSchema>;

export const ruleViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: ruleStateSchema,
  trigger: triggerSchema,
  who: z.string(),
  offer: offerViewSchema,
  minimumSubtotal: moneySchema.nullable(),
  expiryDays: z.number().int(),
  deadlineDays: z.number().int().nullable(),
  codePrefix: z.string(),
  version: z.number().int(),
  activatedAt: instantSchema.nullable(),
  budget: z.object({
    /** Calendar month in the shop's zone, such as "2026-11". */
    period: z.string(),
    cap: moneySchema.nullable(),
    reserved: moneySchema,
    settled: moneySchema,
    remaining: moneySchema.nullable(),
    countCap: z.number().int().nullable(),
    count: z.number().int(),
  }),
  issued: z.number().int(),
  redeemed: z.number().int(),
  /** Already due when the rule was activated and not yet dealt with: look, then send once. */
  waiting: z.number().int(),
  /** Why the rule sends nothing until somebody looks at its condition; null: all is well. */
  held: z
    .object({
      reason: z.enum(['unreadable', 'grown']),
      /** How many it finds now, and found when it was last right. */
      count: z.number().int().nullable(),
      before: z.number().int().nullable(),
      since: instantSchema.nullable().default(null),
      /** Occasions for a coupon that wait for somebody to look, as of the last round of the rules. */
      keptBack: z.number().int().default(0),
      /** How many of them the limits of this month have room for, and the most those can cost. */
      room: z.number().int().default(0),
      roomCeiling: moneySchema.nullable().default(null),
    })
    .nullable()
    .default(null),
});
export type RuleView = z.infer<typeof ruleViewSchema>;

export const ruleListSchema = z.object({ rules: z.array(ruleViewSchema) });

/** Who would get it now: the waterfall from everyone who matches to those who will receive. */
export const previewSchema = z.object({
  matching: z.number().int(),
  /** In the order they are applied; each names why and how many. */
  excluded: z.array(
    z.object({
      reason: z.enum([
        'query',
        'undecided',
        'historyIncomplete',
        'hadCoupon',
        'pastDeadline',
        'budgetMoney',
        'budgetCount',
        'deleted',
        /** Known from an uploaded file only: the shop has no such customer to give it to. */
        'notInShop',
      ]),
      count: z.number().int(),
    }),
  ),
  receiving: z.number().int(),
  /** Most it can cost; null where a plain percentage has no hard ceiling. */
  costCeiling: moneySchema.nullable(),
  sample: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      netSpent: moneySchema,
      why: z.string(),
      lastOrderAt: instantSchema.nullable().optional(),
      /** In the class the rule waits for. */
      since: instantSchema.nullable().optional(),
    }),
  ),
});
export type Preview = z.infer<typeof previewSchema>;

export const couponViewSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  customerName: z.string().nullable(),
  ruleId: z.string(),
  ruleName: z.string(),
  occasion: z.string(),
  state: couponStateSchema,
  code: z.string(),
  offer: offerViewSchema,
  reserved: moneySchema,
  settled: moneySchema.nullable(),
  decidedAt: instantSchema,
  issuedAt: instantSchema.nullable(),
  expiresAt: instantSchema,
  /** Why it was refused, in words. */
  refusal: z.string().nullable(),
});
export type CouponView = z.infer<typeof couponViewSchema>;

export const couponListSchema = z.object({
  coupons: z.array(couponViewSchema),
  cursor: z.string().nullable(),
});

import { z } from 'zod';

/** Keys of the glossary; code, API, tags and exports use these, people see their names. */
export const segmentKeys = [
  'champions',
  'loyal',
  'active',
  'new',
  'promising',
  'needs_attention',
  'at_risk',
  'previously_loyal',
  'almost_lost',
  'dormant',
  'prospects',
] as const;
export const segmentKeySchema = z.enum(segmentKeys);
export type SegmentKey = z.infer<typeof segmentKeySchema>;

export const levelKeys = ['A', 'B', 'C', 'D'] as const;
export const levelKeySchema = z.enum(levelKeys);
export type LevelKey = z.infer<typeof levelKeySchema>;

export const abcKeys = ['A', 'B', 'C', 'none'] as const;
export const abcKeySchema = z.enum(abcKeys);
export type AbcKey = z.infer<typeof abcKeySchema>;

export const lifecycleKeys = [
  'prospect',
  'first_timer',
  'regular',
  'slowing',
  'overdue',
  'lost',
  'written_off',
] as const;
export const lifecycleKeySchema = z.enum(lifecycleKeys);
export type LifecycleKey = z.infer<typeof lifecycleKeySchema>;

/** Value × loyalty; "none" is too early to place. */
export const quadrantKeys = ['gold', 'meteor', 'small_star', 'low_touch', 'none'] as const;
export const quadrantKeySchema = z.enum(quadrantKeys);
export type QuadrantKey = z.infer<typeof quadrantKeySchema>;

/** Attitude to the shop, from behaviour. */
export const loyaltyKeys = ['loyal', 'switcher', 'none', 'too_early'] as const;
export const loyaltyKeySchema = z.enum(loyaltyKeys);
export type LoyaltyKey = z.infer<typeof loyaltyKeySchema>;

/** Attitude to promotions: full price, mixed, waits for offers. */
export const promotionKeys = ['full', 'mixed', 'driven'] as const;
export const promotionKeySchema = z.enum(promotionKeys);
export type PromotionKey = z.infer<typeof promotionKeySchema>;

/** Customer standard: the merchant's own query per class, the first that matches. */
export const standardKeys = ['general', 'right', 'key'] as const;
export const standardKeySchema = z.enum(standardKeys);
export type StandardKey = z.infer<typeof standardKeySchema>;

/** Why a customer is in no ranking. */
export const unrankedReasons = ['prospect', 'noValidOrder', 'historyIncomplete', 'tooFew'] as const;

/** Scores 1 (least) to 5 (most). */
export const scoresSchema = z.object({
  recency: z.number().int().min(1).max(5),
  frequency: z.number().int().min(1).max(5),
  monetary: z.number().int().min(1).max(5),
});
export type Scores = z.infer<typeof scoresSchema>;

/** Cut-offs of one ranking: who is compared with whom. */
export const rankingCutoffsSchema = z.object({
  /** Instant the run was computed for, epoch seconds. */
  asOf: z.number().int(),
  /** Customers ranked in that run. */
  ranked: z.number().int(),
  /** quintiles from 50 customers on, fixed cuts from 5, none below. */
  method: z.enum(['quintiles', 'fixed', 'none']),
  /**
   * Score s ≥ 2 needs more than `above[s - 2]` (frequency, minor units); for recency, score 5 − j
   * (j = 1…4) begins above `above[j - 1]` days.
   */
  recencyAbove: z.array(z.number()),
  frequencyAbove: z.array(z.number()),
  monetaryAbove: z.array(z.number()),
  /** Median value of eligible orders in minor units; null without orders. */
  medianOrderMinor: z.number().nullable(),
  /** Least net spend of spend classes A and B; null: nobody is. */
  abcA: z.number().nullable(),
  abcB: z.number().nullable(),
  lifecycle: z.object({
    t50: z.number(),
    t80: z.number(),
    t95: z.number(),
    writeOff: z.number(),
    method: z.enum(['fixed', 'rhythm']),
  }),
  /** What the shop's own rhythm rests on: completed gaps between order days, and days of history. */
  rhythm: z
    .object({ gaps: z.number().int(), historyDays: z.number().int() })
    .default({ gaps: 0, historyDays: 0 }),
  /**
   * Least net spend (minor units; null: nobody bought) and least order days, both of the last
   * 365 days, that are high. Means of those who bought then, rounded up to what can be reached.
   */
  quadrant: z
    .object({ valueFrom: z.number().nullable(), daysFrom: z.number() })
    .default({ valueFrom: null, daysFrom: 2 }),
  /** An order strictly above this is large; null: not known yet. */
  largeOrderMinor: z.number().nullable(),
});
export type RankingCutoffs = z.infer<typeof rankingCutoffsSchema>;

/**
 * Everything a run needs to place one more customer exactly as that run would have: the retail
 * customers' cut-offs, and the wholesale customers' own where there are any.
 */
export const cutoffsSchema = rankingCutoffsSchema.extend({
  wholesale: rankingCutoffsSchema.optional(),
});
export type Cutoffs = z.infer<typeof cutoffsSchema>;

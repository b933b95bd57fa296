import { z } from 'zod';
import { modelSchema } from '../prediction/model.schema.ts';
import { cutoffsSchema } from './classes.schema.ts';
import {
  abcBasisSchema,
  abcWindowSchema,
  defaultFixedScores,
  defaultLoyalty,
  defaultPromotion,
  defaultQuadrant,
  defaultRhythm,
  defaultRising,
  fixedScoresSchema,
  levelSettingsSchema,
  loyaltySettingsSchema,
  promotionSettingsSchema,
  quadrantSettingsSchema,
  rhythmSettingsSchema,
  risingSettingsSchema,
} from './schemeSettings.schema.ts';
import { shopTotalsSchema } from './snapshot.schema.ts';
import { askedStandardsSchema } from './standards.schema.ts';

/** Whether purchases of staff count, and how they are known: by customer tag or discount code. */
export const staffSettingsSchema = z.object({
  purchases: z.enum(['count', 'exclude']),
  tags: z.array(z.string()),
  codes: z.array(z.string()),
});

/** The settings a run placed customers by, kept to tell a changed setting from moved customers. */
export const classSettingsSchema = z.object({
  level: levelSettingsSchema,
  abc: z.object({
    aMoneyShare: z.number(),
    aCustomerShare: z.number(),
    bMoneyShare: z.number(),
    /** Net spend of the last so many days; null: of all time. */
    windowDays: abcWindowSchema.default(null),
    /** What is compared: net spend, or that and the spend expected of the next year. */
    basis: abcBasisSchema.default('amount'),
  }),
  lifecycle: z.object({
    fixed: z.object({ t50: z.number(), t80: z.number(), t95: z.number() }),
    winBackDays: z.number(),
    /** The shop's own rhythm: shares of gaps that are over by t50, t80, t95, and what it takes. */
    rhythm: rhythmSettingsSchema.default(defaultRhythm),
  }),
  fixedScores: fixedScoresSchema.default(defaultFixedScores),
  quadrant: quadrantSettingsSchema.default(defaultQuadrant),
  loyalty: loyaltySettingsSchema.default(defaultLoyalty),
  promotion: promotionSettingsSchema.default(defaultPromotion),
  rising: risingSettingsSchema.default(defaultRising),
  /** The merchant's own classes: first match wins. */
  standards: askedStandardsSchema.default([]),
  largeOrder: z.object({
    percentile: z.number(),
    fromOrders: z.number().int(),
    medianTimes: z.number(),
  }),
  /** Besides customers with company orders, those with one of these tags are wholesale. */
  wholesale: z.object({ tags: z.array(z.string()) }).default({ tags: [] }),
  staff: staffSettingsSchema.default({ purchases: 'count', tags: [], codes: [] }),
});
/** The part of a shop's settings that decides classes; days are shop-calendar days. */
export type ClassSettings = z.infer<typeof classSettingsSchema>;

/** What customers were placed by: cut-offs, settings, and the shop-calendar day it was. */
export const basisSchema = z.object({
  cutoffs: cutoffsSchema,
  settings: classSettingsSchema,
  today: z.number().int(),
  /** What is predicted by; missing before the first run that fitted one. */
  model: modelSchema.optional(),
});
export type Basis = z.infer<typeof basisSchema>;

/** The last run over a shop's customers. */
export const runSchema = z.object({
  rev: z.number().int(),
  /** Names the snapshot of this run. */
  version: z.string(),
  basis: basisSchema,
  /**
   * While customers are being written, what they were placed by before: a run that is cut short
   * and starts again must still tell time passing from others moving. Null once all are written.
   */
  previous: basisSchema.nullable(),
  writing: z.boolean(),
  totals: shopTotalsSchema,
});
export type Run = z.infer<typeof runSchema>;

/** What a run did, kept for people to look at. */
export const runReportSchema = z.object({
  version: z.string(),
  reason: z.string(),
  /** Epoch seconds of business time. */
  asOf: z.number().int(),
  customers: z.number().int(),
  ranked: z.number().int(),
  /** Customers whose record was written, and how many of these had never been placed. */
  written: z.number().int(),
  first: z.number().int(),
  /** Class changes by cause. */
  changes: z.record(z.string(), z.number().int()),
  marks: z.number().int(),
  snapshotBytes: z.number().int(),
  tookMs: z.number().int(),
});
export type RunReport = z.infer<typeof runReportSchema>;

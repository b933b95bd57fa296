import { z } from 'zod';
import { defaultMerchantFields, merchantFieldsSchema } from '../customers/merchantFields.schema.ts';
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
} from '../segments/schemeSettings.schema.ts';
import { standardsSchema } from '../segments/standards.schema.ts';

/** Tags or codes a merchant chose; case does not matter. */
const chosenSchema = z.array(z.string().trim().min(1).max(255)).max(50);

/** Every threshold a merchant may tune; the defaults are those of the definitions. Days are shop-calendar days. */
export const settingsSchema = z.object({
  level: levelSettingsSchema.default({
    weights: { recency: 1, frequency: 1, monetary: 1 },
    cuts: { a: 12, b: 9, c: 6 },
  }),
  abc: z
    .object({
      aMoneyShare: z.number(),
      aCustomerShare: z.number(),
      bMoneyShare: z.number(),
      windowDays: abcWindowSchema.default(null),
      basis: abcBasisSchema.default('amount'),
    })
    .default({
      aMoneyShare: 0.8,
      aCustomerShare: 0.2,
      bMoneyShare: 0.95,
      windowDays: null,
      basis: 'amount',
    }),
  lifecycle: z
    .object({
      /** Fixed boundaries, used until the shop's own rhythm is known. */
      fixed: z.object({ t50: z.number(), t80: z.number(), t95: z.number() }),
      /** Days after t95 in which a lost customer may still be won back. */
      winBackDays: z.number(),
      rhythm: rhythmSettingsSchema.default(defaultRhythm),
    })
    .default({
      fixed: { t50: 40, t80: 90, t95: 180 },
      winBackDays: 180,
      rhythm: defaultRhythm,
    }),
  fixedScores: fixedScoresSchema.default(defaultFixedScores),
  quadrant: quadrantSettingsSchema.default(defaultQuadrant),
  loyalty: loyaltySettingsSchema.default(defaultLoyalty),
  promotion: promotionSettingsSchema.default(defaultPromotion),
  rising: risingSettingsSchema.default(defaultRising),
  /** The merchant's own classes by query: first match wins. */
  standards: standardsSchema.default([]),
  /** A query that finds more than `times` as many as before sends nothing; fewer than `least` count as these. */
  suddenGrowth: z
    .object({ times: z.number().min(1.1).max(100), least: z.number().int().min(1).max(100_000) })
    .default({ times: 3, least: 50 }),
  /** A class must have held this long before it may trigger a rule; lifecycle changes act at once. */
  holdDays: z.number().int().default(7),
  largeOrder: z
    .object({ percentile: z.number(), fromOrders: z.number().int(), medianTimes: z.number() })
    .default({ percentile: 0.95, fromOrders: 20, medianTimes: 3 }),
  /** Ranked apart: besides customers with company orders, those with one of these tags. */
  wholesale: z.object({ tags: chosenSchema }).default({ tags: [] }),
  /**
   * Whether purchases of staff count in figures and classes. They are known by a tag of the
   * customer or by the staff's discount code, so that a change holds for all history at once.
   */
  staff: z
    .object({ purchases: z.enum(['count', 'exclude']), tags: chosenSchema, codes: chosenSchema })
    .default({ purchases: 'count', tags: [], codes: [] }),
  /** What the shop calls the option of a product that is its size; case does not matter. */
  sizeOptions: chosenSchema.default(['Size', '尺码', '尺寸', 'サイズ', '사이즈']),
  /** Metafields of customers that are read as groups, and the one that holds birth dates. */
  merchantFields: merchantFieldsSchema.default(defaultMerchantFields),
  /** Days after which data is erased, by group; `privacy/retention.ts` says what each holds and what for. */
  retentionDays: z
    .object({
      formerCustomers: z.number().int(),
      prospects: z.number().int(),
      accessLog: z.number().int(),
      auditLog: z.number().int(),
      deadLetters: z.number().int(),
      exports: z.number().int(),
      imports: z.number().int(),
    })
    .default({
      formerCustomers: 1095,
      prospects: 365,
      accessLog: 365,
      auditLog: 1095,
      deadLetters: 30,
      exports: 30,
      imports: 7,
    }),
  /** Language of the embed where the URL names none; null: the shop's. */
  locale: z.string().nullable().default(null),
});
export type Settings = z.infer<typeof settingsSchema>;

/** All defaults. */
export const defaultSettings: Settings = settingsSchema.parse({});

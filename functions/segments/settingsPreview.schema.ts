import { z } from 'zod';
import { schemes } from '../customers/customer.schema.ts';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';
import { rankingCutoffsSchema } from './classes.schema.ts';

const linesSchema = z.object({
  method: rankingCutoffsSchema.shape.method,
  lifecycle: rankingCutoffsSchema.shape.lifecycle,
  /** Gaps between order days and days of history the shop's own rhythm could rest on. */
  rhythm: z.object({ gaps: z.number().int(), historyDays: z.number().int() }),
  /** Least net spend of big and of medium spenders; null: nobody is one. */
  abcA: moneySchema.nullable(),
  abcB: moneySchema.nullable(),
  /** From where on spend is much, and visits are often; null: nobody bought. */
  quadrant: z.object({ value: moneySchema.nullable(), days: z.number() }),
  /** An order above this is large; null: not known yet. */
  largeOrder: moneySchema.nullable(),
});

/** Body of `POST /api/settings/preview`: class sizes as sorted last, and as they would be. */
export const settingsPreviewSchema = z.object({
  /** When the customers were sorted last; null: never yet. */
  computedAt: instantSchema.nullable(),
  customers: z.number().int(),
  /** Customers whose class in any scheme would be another. */
  changed: z.number().int(),
  schemes: z.array(
    z.object({
      scheme: z.enum(schemes),
      changed: z.number().int(),
      /** Every class of the scheme, empty ones too. */
      groups: z.array(
        z.object({ key: z.string(), before: z.number().int(), after: z.number().int() }),
      ),
      /** Customers in no class of it. */
      unplaced: z.object({ before: z.number().int(), after: z.number().int() }),
    }),
  ),
  /** The retail customers' limits; null: never sorted yet. */
  lines: z.object({ before: linesSchema, after: linesSchema }).nullable(),
  /** Changed settings whose effect shows only once every ledger is read again. */
  unseen: z.array(z.enum(['staff'])),
});
export type SettingsPreview = z.infer<typeof settingsPreviewSchema>;

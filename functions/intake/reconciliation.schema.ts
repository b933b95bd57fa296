import { z } from 'zod';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';

/** What a run put right in the files, each counted once. */
export const healings = [
  'missedOrder',
  'missedUpdate',
  'otherOwner',
  'deletedOrder',
  'missedCustomer',
  'missedProfile',
  'deletedCustomer',
] as const;
export type Healing = (typeof healings)[number];

/** Why the shop counts an order otherwise than we do, though both see the same order. */
export const definitionCauses = [
  'unpaid',
  'cancelled',
  'refunded',
  'refundDating',
  'otherSource',
] as const;
export type DefinitionCause = (typeof definitionCauses)[number];

/** Why a customer's sums at the shop differ from the ledger's, though the ledger was just healed. */
export const differenceCauses = [
  'partlyPaid',
  'edited',
  'refundDating',
  'received',
  'testOrder',
  'cancelled',
  'unpaid',
  'deletedOrder',
  'olderHistory',
  'unexplained',
] as const;
export type DifferenceCause = (typeof differenceCauses)[number];

const countedSchema = z.object({ orders: z.number().int(), money: moneySchema });

/** One reconciliation in a line of the list. */
export const reconciliationSummarySchema = z.object({
  /** The shop's day, and the name to ask for it by. */
  date: z.iso.date(),
  startedAt: instantSchema,
  finishedAt: instantSchema,
  /** Customers compared, and those whose sums equal the shop's own. */
  customers: z.number().int(),
  equal: z.number().int(),
  /** Customers with a difference that no order accounts for. */
  unexplained: z.number().int(),
  /** What was put right, in all. */
  healed: z.number().int(),
});
export type ReconciliationSummary = z.infer<typeof reconciliationSummarySchema>;

/** Body of `GET /api/reconciliations/:date`. */
export const reconciliationSchema = reconciliationSummarySchema.extend({
  /** Orders changed from here on were read again, and how many those were. */
  since: instantSchema,
  ordersRead: z.number().int(),
  /** Of all compared: our way, our files counted the shop's way, and the shop's own word. */
  sums: z.object({ ours: countedSchema, ledger: countedSchema, shop: countedSchema }),
  healings: z.array(z.object({ healing: z.enum(healings), count: z.number().int() })),
  /** What the shop counts otherwise than we do by definition: from ours to the shop's way. */
  definitions: z.array(countedSchema.extend({ cause: z.enum(definitionCauses) })),
  /** What the shop has more (or less, below zero) than our files counted its way. */
  causes: z.array(
    countedSchema.extend({ cause: z.enum(differenceCauses), customers: z.number().int() }),
  ),
  /** The first 500. */
  differences: z.array(
    z.object({
      customerId: z.string(),
      shop: countedSchema,
      ledger: countedSchema,
      causes: z.array(z.enum(differenceCauses)),
    }),
  ),
  /** Net sales of the last 13 months, oldest first, by both ways of dating a refund. */
  months: z.array(
    z.object({ month: z.string(), byOrderDate: moneySchema, byRefundDate: moneySchema }),
  ),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;

/** Body of `GET /api/reconciliations`, newest first. */
export const reconciliationListSchema = z.object({
  /** Whether one is under way. */
  running: z.boolean(),
  /** The shop itself; where its customers are found. */
  shop: z.string(),
  reconciliations: z.array(reconciliationSummarySchema),
});
export type ReconciliationList = z.infer<typeof reconciliationListSchema>;

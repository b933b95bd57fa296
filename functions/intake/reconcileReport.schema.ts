import { z } from 'zod';
import { definitionCauses, differenceCauses, healings } from './reconciliation.schema.ts';

const countedSchema = z.object({ orders: z.number().int(), minor: z.number().int() });

/** One customer whose sums at the shop and here differ; ids and amounts only. */
export const differingCustomerSchema = z.object({
  customerId: z.string(),
  shop: countedSchema,
  /** The ledger, counted the shop's way. */
  ledger: countedSchema,
  parts: z.array(countedSchema.extend({ cause: z.enum(differenceCauses) })),
});
export type DifferingCustomer = z.infer<typeof differingCustomerSchema>;

/** Sums of a run as they grow; money in minor units of the shop's currency. */
export const tallySchema = z.object({
  ordersRead: z.number().int(),
  compared: z.number().int(),
  equal: z.number().int(),
  unexplained: z.number().int(),
  /** Of everyone compared: our way, the ledger counted the shop's way, and the shop's own word. */
  ours: countedSchema,
  ledger: countedSchema,
  shop: countedSchema,
  healed: z.partialRecord(z.enum(healings), z.number().int()),
  definitions: z.partialRecord(z.enum(definitionCauses), countedSchema),
  causes: z.partialRecord(
    z.enum(differenceCauses),
    countedSchema.extend({ customers: z.number().int() }),
  ),
  /** The first of them; `compared − equal` says how many there are. */
  differences: z.array(differingCustomerSchema),
  months: z.array(
    z.object({
      month: z.string(),
      byOrderMinor: z.number().int(),
      byRefundMinor: z.number().int(),
    }),
  ),
});
export type Tally = z.infer<typeof tallySchema>;

/** What one reconciliation found; instants are epoch seconds of business time. */
export const reconcileReportSchema = tallySchema.extend({
  /** The shop's day it was begun on, and the report's name. */
  date: z.string(),
  startedAt: z.number().int(),
  finishedAt: z.number().int(),
  /** Orders changed from here on were read again. */
  since: z.number().int(),
  /** ISO 4217. */
  currency: z.string(),
});
export type ReconcileReport = z.infer<typeof reconcileReportSchema>;

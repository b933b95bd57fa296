import { z } from 'zod';
import { emptyTally } from './reconcileTally.ts';
import { tallySchema } from './reconcileReport.schema.ts';

/** What a run does, in this order: orders first, so that the comparison finds them in place. */
export const reconcilePhases = ['orders', 'customers', 'ledgers'] as const;

const runSchema = z.object({
  date: z.string(),
  /** Epoch seconds of business time. */
  startedAt: z.number().int(),
  /** Orders changed from here on are read. */
  since: z.number().int(),
  phase: z.enum(reconcilePhases),
  /** Next page of orders; null for the first. */
  cursor: z.string().nullable(),
  /** The shop's operation that writes the file of customers, and how far that is read. */
  operationId: z.string().nullable(),
  /** Metafields that file was asked for. */
  fields: z.array(z.string()).default([]),
  byte: z.number().int(),
  lost: z.number().int(),
  /** By bucket, how many of our customers the shop has named. */
  named: z.array(z.number().int()),
  /** Next bucket of our own customers to go through. */
  bucket: z.number().int(),
  dueMarks: z.number().int(),
  tally: tallySchema,
});
export type ReconcileRun = z.infer<typeof runSchema>;

/** How far the reconciliation of a shop is; enough to carry on after any crash. */
export const reconcileStateSchema = z.object({
  rev: z.number().int(),
  /** The install it belongs to: a newer one begins with its own history. */
  installedAtMs: z.number().int(),
  /** Every change the shop made before this instant (epoch seconds) has been applied. */
  watermark: z.number().int().nullable(),
  run: runSchema.nullable(),
  /** Of the last run that was finished; null before. */
  last: z
    .object({
      unexplained: z.number().int(),
      /** Orders it read again, and those of which the files knew less. */
      ordersRead: z.number().int(),
      missed: z.number().int(),
      /** Metafields it read, and when it began to (epoch seconds); 0: an earlier version did not say. */
      fields: z.array(z.string()).default([]),
      startedAt: z.number().int().default(0),
    })
    .nullable()
    .default(null),
});
export type ReconcileState = z.infer<typeof reconcileStateSchema>;

export function newRun(
  of: Pick<ReconcileRun, 'date' | 'startedAt' | 'since'>,
  buckets: number,
): ReconcileRun {
  return {
    ...of,
    phase: 'orders',
    cursor: null,
    operationId: null,
    fields: [],
    byte: 0,
    lost: 0,
    named: Array.from({ length: buckets }, () => 0),
    bucket: 0,
    dueMarks: 0,
    tally: emptyTally,
  };
}

import { z } from 'zod';
import { instantSchema } from '../platform/api.schema.ts';

/** What is erased by its age. The first two are persons, each other one is a kind of record. */
export const retentionGroups = [
  'formerCustomers',
  'prospects',
  'accessLog',
  'auditLog',
  'deadLetters',
  'exports',
  'imports',
  'answers',
] as const;
export type RetentionGroup = (typeof retentionGroups)[number];

const counts = z.partialRecord(z.enum(retentionGroups), z.number().int());

/** How far the run of a day is. */
export const retentionStateSchema = z.object({
  rev: z.number().int(),
  /** Wall time, epoch milliseconds: when this run began, or its last step. */
  startedAtMs: z.number().int(),
  /** The customer looked at last; '' at the beginning, null when all were. */
  after: z.string().nullable(),
  erased: counts,
});
export type RetentionState = z.infer<typeof retentionStateSchema>;

/** What the last finished run erased. */
export const retentionReportSchema = z.object({
  finishedAtMs: z.number().int(),
  erased: counts,
});
export type RetentionReport = z.infer<typeof retentionReportSchema>;

/** Body of `GET /api/retention` */
export const retentionSchema = z.object({
  groups: z.array(
    z.object({
      group: z.enum(retentionGroups),
      what: z.string(),
      purpose: z.string(),
      days: z.number().int(),
      /** Null: fixed. */
      bounds: z.object({ least: z.number().int(), most: z.number().int() }).nullable(),
    }),
  ),
  /** Null before the first run. */
  lastRun: z.object({ at: instantSchema, erased: counts }).nullable(),
});
export type Retention = z.infer<typeof retentionSchema>;

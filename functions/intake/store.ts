import { z } from 'zod';
import { importReportSchema, type ImportReport } from '../insights/overview.schema.ts';
import { revIs, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { backfillStateSchema, type BackfillState } from './backfillState.schema.ts';
import { csvMappingSchema } from './csvMapping.schema.ts';

/** A file a merchant uploaded, and what became of it. */
export const importJobSchema = z.object({
  rev: z.number().int(),
  /** Where the file lies among the objects. */
  objectKey: z.string(),
  mapping: csvMappingSchema.nullable(),
  /** Epoch milliseconds of wall time. */
  createdAtMs: z.number().int(),
  report: importReportSchema,
});
export type ImportJob = z.infer<typeof importJobSchema>;

/** Long work and how far it is, by shop. Every write is on the revision read. */
export interface JobStore {
  readBackfill(shop: string): Promise<BackfillState | undefined>;
  /** Answers the state as kept, or undefined where somebody else wrote meanwhile. */
  writeBackfill(shop: string, state: BackfillState): Promise<BackfillState | undefined>;
  readImport(shop: string, importId: string): Promise<ImportJob | undefined>;
  writeImport(shop: string, job: ImportJob): Promise<ImportJob | undefined>;
  /** Newest first. */
  listImports(shop: string): Promise<ImportReport[]>;
}

const backfillId = 'backfill';
const importPrefix = 'import-';

export function openJobStore(table: Table): JobStore {
  async function write<T extends { rev: number }>(
    shop: string,
    jobId: string,
    kept: T,
  ): Promise<T | undefined> {
    const next = { ...kept, rev: kept.rev + 1 };
    const { outcome } = await table.put({ ...next, ...keys.job(shop, jobId) }, revIs(kept.rev));
    return outcome === 'done' ? next : undefined;
  }

  return {
    async readBackfill(shop) {
      const item = await table.get(keys.job(shop, backfillId));
      return item === undefined ? undefined : backfillStateSchema.parse(item);
    },
    writeBackfill: (shop, state) => write(shop, backfillId, state),
    async readImport(shop, importId) {
      const item = await table.get(keys.job(shop, importPrefix + importId));
      return item === undefined ? undefined : importJobSchema.parse(item);
    },
    writeImport: (shop, job) => write(shop, importPrefix + job.report.id, job),
    async listImports(shop) {
      const { pk, sk: prefix } = keys.job(shop, importPrefix);
      const jobs: ImportJob[] = [];
      for await (const page of table.query({ pk, prefix })) {
        for (const item of page) jobs.push(importJobSchema.parse(item));
      }
      jobs.sort((one, other) => other.createdAtMs - one.createdAtMs);
      return jobs.map(({ report }) => report);
    },
  };
}

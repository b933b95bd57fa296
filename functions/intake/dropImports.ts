import type { Objects } from '../platform/objects.ts';
import type { JobStore } from './store.ts';

/**
 * Deletes uploaded files that were never read to their end, older than `beforeMs` (epoch
 * milliseconds of wall time); those that were read are gone already. Their reports say what to do.
 */
export async function dropImportsBefore(
  shop: string,
  beforeMs: number,
  { jobs, objects }: { jobs: JobStore; objects: Pick<Objects, 'delete'> },
): Promise<number> {
  let dropped = 0;
  for (const { id, state } of await jobs.listImports(shop)) {
    if (state !== 'running') continue;
    const job = await jobs.readImport(shop, id);
    if (job === undefined || job.createdAtMs >= beforeMs) continue;
    await objects.delete(job.objectKey);
    const report = { ...job.report, state: 'failed' as const, message: tooLate };
    await jobs.writeImport(shop, { ...job, report });
    dropped += 1;
  }
  return dropped;
}

const tooLate = 'The file could not be read in time and was deleted: upload it again.';

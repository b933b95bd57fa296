import { deleteDeadLettersBefore } from '../deadLetters/store.ts';
import { dropImportsBefore } from '../intake/dropImports.ts';
import type { JobStore } from '../intake/store.ts';
import { dropExportsBefore } from '../privacy/dropExports.ts';
import { runRetention } from '../privacy/runRetention.ts';
import type { Snapshots } from '../segments/snapshot.ts';
import type { JobOutcome, JobWaits } from './jobOutcome.ts';
import type { Parts } from './parts.ts';
import type { ShopAccess } from './shopAccess.ts';

/** Erases what a shop has kept long enough, a step at a time. */
export function retentionJob(
  parts: Parts,
  { shops }: ShopAccess,
  { jobs, snapshots, waits }: { jobs: JobStore; snapshots: Snapshots; waits: JobWaits },
): (shop: string) => Promise<JobOutcome> {
  const { clock, log, objects, table, vault } = parts;
  const sweeps = {
    deadLetters: (shop: string, beforeMs: number) => deleteDeadLettersBefore(table, shop, beforeMs),
    exports: (shop: string, beforeMs: number) =>
      dropExportsBefore(shop, beforeMs, { table, objects }),
    imports: (shop: string, beforeMs: number) =>
      dropImportsBefore(shop, beforeMs, { jobs, objects }),
  };
  return async (shop) => {
    const step = await runRetention(shop, { table, shops, vault, clock, log, snapshots, sweeps });
    switch (step.outcome) {
      case 'done':
        return { outcome: 'done', report: step.report };
      case 'more':
        return { outcome: 'again', afterSeconds: 0 };
      case 'busy':
        return { outcome: 'again', afterSeconds: waits.busy };
      case 'notInstalled':
        return { outcome: 'done', report: { did: 'nothing: not installed' } };
    }
  };
}

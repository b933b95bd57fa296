import type { HistoryWriter } from '../intake/history.ts';
import type { Job } from '../intake/job.schema.ts';
import { runReconcileStep, type ReconcileDeps } from '../intake/reconcile.ts';
import { openReconcileStore } from '../intake/reconcileStore.ts';
import { reconciliationOf } from '../intake/reconcileView.ts';
import type { JobStore } from '../intake/store.ts';
import { openOrderPages } from '../shopify/orderPages.ts';
import type { JobOutcome, JobWaits } from './jobOutcome.ts';
import type { Parts } from './parts.ts';
import type { ShopAccess } from './shopAccess.ts';

export interface ReconcileJobOptions {
  jobs: JobStore;
  history: HistoryWriter;
  isOurCode: (shop: string, code: string) => Promise<boolean>;
  send: (job: Job) => Promise<void>;
  waits: JobWaits;
}

const nothing = (why: string): JobOutcome => ({
  outcome: 'done',
  report: { did: `nothing: ${why}` },
});

/** The reconciliation of a shop, a step of it at a time; what it healed is placed and acted on. */
export function reconcileJob(
  parts: Parts,
  { shops, admin }: ShopAccess,
  { jobs, history, isOurCode, send, waits }: ReconcileJobOptions,
): (shop: string) => Promise<JobOutcome> {
  const { clock, log, table, vault } = parts;
  const now = () => Math.floor(clock.businessMs() / 1000);
  const deps: ReconcileDeps = {
    table,
    vault,
    clock,
    log,
    shops,
    admin,
    jobs,
    history,
    isOurCode,
    store: openReconcileStore(table),
    pages: openOrderPages({ admin, now }),
    fetch,
  };
  return async (shop) => {
    const step = await runReconcileStep(shop, deps);
    switch (step.outcome) {
      case 'notInstalled':
        return nothing('not installed');
      case 'early':
        return nothing('the history is still being read');
      case 'more':
        return { outcome: 'again', afterSeconds: 0 };
      case 'waiting':
        return { outcome: 'again', afterSeconds: waits.bulk };
      case 'done': {
        const healed = Object.keys(step.report.healed).length > 0;
        if (healed || step.fields !== 'asBefore') {
          await send({ job: 'recompute', shop, reason: 'reconcile' });
        }
        if (step.fields === 'stale') await send({ job: 'reconcile', shop });
        if (step.dueMarks > 0) await send({ job: 'coupons', shop });
        return { outcome: 'done', report: reconciliationOf(step.report) };
      }
    }
  };
}

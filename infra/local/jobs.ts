import { setTimeout as wait } from 'node:timers/promises';
import type { Parts } from '../../functions/assembly/parts.ts';
import type { ShopAccess } from '../../functions/assembly/shopAccess.ts';
import { runCoupons } from '../../functions/coupons/run.ts';
import type { Desk } from '../../functions/coupons/desk.ts';
import type { Job } from '../../functions/intake/job.schema.ts';
import { runBackfillStep } from '../../functions/intake/backfill.ts';
import { runImport } from '../../functions/intake/importJob.ts';
import type { HistoryWriter } from '../../functions/intake/history.ts';
import type { JobStore } from '../../functions/intake/store.ts';
import { recompute } from '../../functions/segments/recompute.ts';
import { appAddress, webhookPath } from './appAddress.ts';

/** `again`: not now, ask in so many seconds. */
export type JobOutcome =
  { outcome: 'done'; report: object } | { outcome: 'again'; afterSeconds: number };

export interface Jobs {
  run(job: Job): Promise<JobOutcome>;
  /** Long work ends at its next step and goes on at the next start. */
  stop(): void;
}

export interface JobsDeps {
  parts: Parts;
  access: ShopAccess;
  desk: Desk;
  history: HistoryWriter;
  jobStore: JobStore;
}

const busySeconds = 1;
/** The stand-in writes its files within moments. */
const bulkWaitMs = 100;
const notInstalled: JobOutcome = { outcome: 'done', report: { did: 'nothing: not installed' } };

/** What the `jobs` queue asks for, each to its end. */
export function openJobs(deps: JobsDeps): Jobs {
  const { desk, history, jobStore } = deps;
  const { admin, shops } = deps.access;
  const { clock, log, objects, queues, table } = deps.parts;

  let stopping = false;

  async function recomputeShop(shop: string, reason: string): Promise<JobOutcome> {
    const record = await shops.read(shop);
    if (record === undefined || record.uninstalledAtMs !== null) return notInstalled;
    const { settings } = await shops.readSettings(shop);
    const { timeZone, currency } = record;
    const report = await recompute({ shop, timeZone, currency, settings }, reason, {
      table,
      objects,
      clock,
      leases: shops,
      log,
    });
    if (report === 'busy') return { outcome: 'again', afterSeconds: busySeconds };
    if (report.marks > 0) await queues.jobs.send(JSON.stringify({ job: 'coupons', shop }));
    return { outcome: 'done', report };
  }

  async function backfillShop(shop: string): Promise<JobOutcome> {
    while (!stopping) {
      const step = await runBackfillStep(shop, {
        shops,
        jobs: jobStore,
        admin,
        history,
        webhookUri: appAddress + webhookPath,
        fetch,
        nowMs: () => clock.wallMs(),
        log,
      });
      if (step === 'done')
        return { outcome: 'done', report: (await jobStore.readBackfill(shop)) ?? {} };
      if (step === 'waiting') await wait(bulkWaitMs);
    }
    return { outcome: 'again', afterSeconds: 0 };
  }

  async function importUploaded(shop: string, importId: string): Promise<JobOutcome> {
    const report = await runImport(shop, importId, {
      jobs: jobStore,
      shops,
      objects,
      history,
      nowMs: () => clock.wallMs(),
    });
    if (report === 'busy') return { outcome: 'again', afterSeconds: busySeconds };
    await queues.jobs.send(JSON.stringify({ job: 'recompute', shop, reason: 'import' }));
    return { outcome: 'done', report };
  }

  return {
    stop: () => {
      stopping = true;
    },
    async run(job) {
      switch (job.job) {
        case 'recompute':
          return recomputeShop(job.shop, job.reason);
        case 'coupons': {
          const report = await runCoupons(job.shop, desk);
          return report === null ? notInstalled : { outcome: 'done', report };
        }
        case 'backfill':
          return backfillShop(job.shop);
        case 'import':
          return importUploaded(job.shop, job.importId);
      }
    },
  };
}

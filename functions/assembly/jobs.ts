import { measureConditions } from '../coupons/measureConditions.ts';
import { runCoupons } from '../coupons/run.ts';
import type { Desk } from '../coupons/desk.ts';
import { runBackfillStep } from '../intake/backfill.ts';
import { progressOf } from '../intake/backfillProgress.ts';
import { checkSubscriptions } from '../intake/checkSubscriptions.ts';
import { openHistory } from '../intake/history.ts';
import { runImport } from '../intake/importJob.ts';
import type { Job } from '../intake/job.schema.ts';
import { listProducts } from '../intake/productStore.ts';
import { openReconcileStore } from '../intake/reconcileStore.ts';
import { openJobStore } from '../intake/store.ts';
import { measureSegments } from '../segments/measureSegments.ts';
import { withSizes } from '../segments/groups/sizes.ts';
import { openTraits } from '../segments/groups/traits.ts';
import { recompute } from '../segments/recompute.ts';
import { runPush } from '../segments/runPush.ts';
import { openSegmentStore } from '../segments/segmentStore.ts';
import { wantMarks } from '../segments/wantMarks.ts';
import { openCustomerMarks } from '../shopify/marks.ts';
import { mayWriteCustomers } from '../shops/scopes.ts';
import type { JobOutcome, JobWaits } from './jobOutcome.ts';
import type { Parts } from './parts.ts';
import { reconcileJob } from './reconcileJob.ts';
import { privacyJob } from './privacyJob.ts';
import { retentionJob } from './retentionJob.ts';
import type { ShopAccess } from './shopAccess.ts';

export interface JobOptions {
  /** Where webhooks go; null where the app's own file declares them. */
  webhookUri: string | null;
  waits?: JobWaits;
}

const notInstalled: JobOutcome = { outcome: 'done', report: { did: 'nothing: not installed' } };
/** A large history takes the shop minutes. */
const usualWaits: JobWaits = { busy: 60, bulk: 15 };

/** What the `jobs` queue asks for, one step of it at a time. */
export function openJobs(
  parts: Parts,
  access: ShopAccess,
  desk: Desk,
  { webhookUri, waits = usualWaits }: JobOptions,
): (job: Job) => Promise<JobOutcome> {
  const { shops, admin } = access;
  const { clock, log, objects, queues, table, vault } = parts;
  const nowMs = () => clock.wallMs();
  const jobs = openJobStore(table);
  const isOurCode = async (shop: string, code: string) =>
    (await desk.coupons.findByCode(shop, code)) !== undefined;
  const history = openHistory({ table, shops, vault, clock, isOurCode });
  const pushing = {
    ...desk,
    objects,
    segments: openSegmentStore(table),
    marks: openCustomerMarks(admin),
    leases: shops,
    allowed: async (shop: string) => {
      const record = await shops.read(shop);
      return record?.uninstalledAtMs === null && mayWriteCustomers(record.scopes);
    },
  };
  const send = (job: Job) => queues.jobs.send(JSON.stringify(job), { group: job.shop });

  /** Not for a shop that is gone: its key may have been forgotten, and must not be made anew. */
  async function unlocked(shop: string): Promise<void> {
    const record = await shops.read(shop);
    if (record?.uninstalledAtMs === null) await vault.unlock(shop);
  }

  const privacy = privacyJob(parts);
  const retention = retentionJob(parts, access, { jobs, snapshots: desk.snapshots, waits });
  const reconcile = reconcileJob(parts, access, { jobs, history, isOurCode, send, waits });

  /** Neither keeps the other waiting: the law gives what a lost message left behind no more time. */
  async function retainAndAnswer(shop: string): Promise<JobOutcome> {
    let outcome: JobOutcome | null = null;
    try {
      outcome = await retention(shop);
      return outcome;
    } finally {
      if (outcome?.outcome !== 'again') await privacy(shop, null);
    }
  }

  async function recomputeShop(shop: string, reason: string): Promise<JobOutcome> {
    const record = await shops.read(shop);
    if (record === undefined || record.uninstalledAtMs !== null) return notInstalled;
    const { timeZone, currency } = record;
    const { settings } = await shops.readSettings(shop);
    const of = { shop, timeZone, currency, settings };
    const report = await recompute(of, reason, {
      table,
      objects,
      clock,
      leases: shops,
      log,
      products: (ofShop) => withSizes(listProducts(table, ofShop), settings.sizeOptions),
      traitsOf: async (ofShop) => openTraits(vault, ofShop, await desk.fieldsRead(ofShop)),
    });
    if (report === 'busy') return again(waits.busy);
    await measureSegments(shop, { ...desk, store: pushing.segments });
    await measureConditions(shop, desk);
    await wantMarks(table, shop, () => send({ job: 'push', shop }));
    if (report.marks > 0) await send({ job: 'coupons', shop });
    return { outcome: 'done', report };
  }

  async function backfillShop(shop: string): Promise<JobOutcome> {
    const deps = { shops, jobs, admin, history, webhookUri, fetch, nowMs, log };
    const step = await runBackfillStep(shop, deps);
    if (step === 'more') return again(0);
    if (step === 'waiting') return again(waits.bulk);
    await send({ job: 'recompute', shop, reason: 'backfill' });
    return { outcome: 'done', report: progressOf(await jobs.readBackfill(shop)) };
  }

  async function importFile(shop: string, importId: string): Promise<JobOutcome> {
    const report = await runImport(shop, importId, { jobs, shops, objects, history, nowMs });
    if (report === 'busy') return again(waits.busy);
    await send({ job: 'recompute', shop, reason: 'import' });
    return { outcome: 'done', report };
  }

  return async (job) => {
    await unlocked(job.shop);
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
        return importFile(job.shop, job.importId);
      case 'reconcile':
        return reconcile(job.shop);
      case 'subscriptions': {
        const store = openReconcileStore(table);
        const deps = { shops, admin, store, webhookUri, clock, log };
        const report = await checkSubscriptions(job.shop, deps);
        return report === null ? notInstalled : { outcome: 'done', report };
      }
      case 'push': {
        const report = await runPush(job.shop, pushing);
        if (report === 'busy') return again(waits.busy);
        return report === 'more' ? again(0) : { outcome: 'done', report };
      }
      case 'retention':
        return retainAndAnswer(job.shop);
      case 'privacy':
        return (await privacy(job.shop, job.requestId)) === 'more'
          ? again(0)
          : { outcome: 'done', report: { did: 'what was asked' } };
    }
  };
}

function again(afterSeconds: number): JobOutcome {
  return { outcome: 'again', afterSeconds };
}

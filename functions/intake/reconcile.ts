import { calendarOf, dateOfDay } from '../customers/calendar.ts';
import { defaultMerchantFields, fieldsToRead } from '../customers/merchantFields.schema.ts';
import { bucketCount } from '../platform/keys.ts';
import { Refusal } from '../platform/refusal.ts';
import { readScopes } from '../shopify/readScopes.ts';
import { setScopes } from '../shops/scopes.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import { openShop, type OpenShop, type OpenShopDeps } from './openShop.ts';
import { reconcileFile, type FileDesk } from './reconcileFile.ts';
import { reconcileLedgers } from './reconcileLedgers.ts';
import { reconcileOrders } from './reconcileOrders.ts';
import type { ReconcileReport } from './reconcileReport.schema.ts';
import { newRun, type ReconcileRun, type ReconcileState } from './reconcileState.schema.ts';
import type { ReconcileStore } from './reconcileStore.ts';
import { lastMonths } from './refundDatings.ts';
import type { JobStore } from './store.ts';

export interface ReconcileDeps extends FileDesk, Omit<OpenShopDeps, keyof FileDesk> {
  store: ReconcileStore;
  jobs: Pick<JobStore, 'readBackfill'>;
}

/** `early`: the history is still being read, so that there is nothing to compare yet. */
export type ReconcileStep =
  | { outcome: 'more' | 'waiting' | 'early' | 'notInstalled' }
  | { outcome: 'done'; report: ReconcileReport; dueMarks: number; fields: FieldsRead };

/** `newly`: other fields than the run before, so that classes show them; `stale`: the merchant picks others by now. */
export type FieldsRead = 'asBefore' | 'newly' | 'stale';

/** A step stops once it has taken this long, well within one Lambda's time. */
const stepMs = 4 * 60_000;
const leaseMs = 10 * 60_000;
const leaseName = 'reconcile';
/** Orders of a day before the watermark are read again: the shop's search index runs late. */
const overlapSeconds = 86_400;
/** Buckets gone through between two writes of the state. */
const batchBuckets = 16;

/**
 * Takes a reconciliation one step further: orders changed since the last one are applied as if
 * told now, then every customer's sums are compared with the shop's own, healed where they differ,
 * and what is left is listed by cause. It can be killed anywhere and called by several at once.
 */
export async function runReconcileStep(shop: string, deps: ReconcileDeps): Promise<ReconcileStep> {
  const record = await deps.shops.read(shop);
  if (record === undefined || record.uninstalledAtMs !== null) return { outcome: 'notInstalled' };
  const nowMs = deps.clock.wallMs();
  const untilMs = nowMs + leaseMs;
  if (!(await deps.shops.lease(shop, leaseName, nowMs, untilMs))) return { outcome: 'waiting' };
  try {
    const state = await begun(record, deps);
    return state === 'early' ? { outcome: 'early' } : await stepFrom(state, deps, record);
  } finally {
    await deps.shops.release(shop, leaseName, untilMs);
  }
}

type Begun = ReconcileState & { run: ReconcileRun };

/** The run under way, or a new one from where the last ended. */
async function begun(record: ShopRecord, deps: ReconcileDeps): Promise<Begun | 'early'> {
  const { shop, installedAtMs, timeZone } = record;
  const kept = await deps.store.readState(shop);
  const current = kept?.installedAtMs === installedAtMs;
  if (current && kept.run !== null) return { ...kept, run: kept.run };
  const backfill = await deps.jobs.readBackfill(shop);
  const loaded = backfill === undefined || backfill.phase === 'done';
  if (!loaded || (backfill !== undefined && backfill.installedAtMs !== installedAtMs)) {
    return 'early';
  }
  const watermark = current ? kept.watermark : null;
  const startedAt = Math.floor(deps.clock.businessMs() / 1000);
  const from = watermark ?? backfill?.ordersAt ?? 0;
  const since = Math.max(0, Math.min(from, startedAt) - overlapSeconds);
  const date = dateOfDay(calendarOf(timeZone).dayOf(startedAt));
  const run = newRun({ date, startedAt, since }, bucketCount);
  const last = current ? kept.last : null;
  const state = { rev: kept?.rev ?? 0, installedAtMs, watermark, last };
  return { ...(await keep(shop, { ...state, run }, deps)), run };
}

async function stepFrom(
  from: Begun,
  deps: ReconcileDeps,
  record: ShopRecord,
): Promise<ReconcileStep> {
  // What we are not let see is not deleted: what the shop lets us do is asked, not remembered.
  const askedAtMs = deps.clock.wallMs();
  await setScopes(record.shop, await readScopes(record.shop, deps.admin), askedAtMs, deps.shops);
  const shop = await openShop(deps, record.shop);
  const stopMs = deps.clock.wallMs() + stepMs;
  let state = from;
  const keepRun = async (run: ReconcileRun, watermark = state.watermark) => {
    state = { ...(await keep(shop.shop, { ...state, watermark, run }, deps)), run };
  };
  while (deps.clock.wallMs() < stopMs) {
    const { run } = state;
    switch (run.phase) {
      case 'orders': {
        const next = await reconcileOrders(deps, shop, run);
        await keepRun(next, next.phase === 'orders' ? state.watermark : run.startedAt);
        break;
      }
      case 'customers': {
        const outcome = await reconcileFile(shop, run, deps, { stopMs, keepRun });
        if (outcome === 'waiting') return { outcome };
        break;
      }
      case 'ledgers':
        if (run.bucket >= bucketCount) return finish(record, state, deps);
        await keepRun(await goThrough(shop, run, deps));
    }
  }
  return { outcome: 'more' };
}

async function goThrough(
  shop: OpenShop,
  run: ReconcileRun,
  deps: ReconcileDeps,
): Promise<ReconcileRun> {
  let next = run;
  while (next.bucket < Math.min(bucketCount, run.bucket + batchBuckets)) {
    next = await reconcileLedgers(deps, shop, next);
  }
  return next;
}

async function finish(
  { shop, currency, timeZone }: ShopRecord,
  state: Begun,
  deps: ReconcileDeps,
): Promise<ReconcileStep> {
  const { date, startedAt, since, tally, dueMarks } = state.run;
  const months = lastMonths(tally.months, { asOf: startedAt, calendar: calendarOf(timeZone) });
  const finishedAt = Math.floor(deps.clock.businessMs() / 1000);
  const report = { ...tally, months, date, startedAt, finishedAt, since, currency };
  await deps.store.writeReport(shop, report);
  const { compared, equal, unexplained, ordersRead, healed } = tally;
  const { fields } = state.run;
  const read = fieldsRead(fields, state.last?.fields ?? fieldsToRead(defaultMerchantFields));
  const { merchantFields } = (await deps.shops.readSettings(shop)).settings;
  const wanted = fieldsRead(fields, fieldsToRead(merchantFields));
  const missed = (healed.missedOrder ?? 0) + (healed.missedUpdate ?? 0);
  await keep(
    shop,
    { ...state, run: null, last: { unexplained, ordersRead, missed, fields, startedAt } },
    deps,
  );
  deps.log.info('reconcile.done', { shop, compared, equal, unexplained });
  return { outcome: 'done', report, dueMarks, fields: wanted === 'newly' ? 'stale' : read };
}

function fieldsRead(now: readonly string[], before: readonly string[]): 'asBefore' | 'newly' {
  return now.join(' ') === before.join(' ') ? 'asBefore' : 'newly';
}

async function keep(
  shop: string,
  state: ReconcileState,
  { store }: ReconcileDeps,
): Promise<ReconcileState> {
  const kept = await store.writeState(shop, state);
  // The lease ran out and another runner went on from here.
  if (kept === undefined) throw new Refusal('conflict', 'Another run reconciles this shop.');
  return kept;
}

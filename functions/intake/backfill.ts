import { fieldsToRead } from '../customers/merchantFields.schema.ts';
import type { OrderFact } from '../customers/orderFact.ts';
import type { Log } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ShopifyAdmin } from '../shopify/adminClient.ts';
import { readBulk, startBulk } from '../shopify/bulk.ts';
import { readBulkFile, type BulkGroup } from '../shopify/bulkFile.ts';
import { factsSelection } from '../shopify/customerFacts.ts';
import { customerOfBulk } from '../shopify/customers.ts';
import { ShopifyFault } from '../shopify/fault.ts';
import { customersBulkQuery } from '../shopify/operations/customers.ts';
import { ordersBulkQuery } from '../shopify/operations/orders.ts';
import { productsBulkQuery } from '../shopify/operations/products.ts';
import { orderOfBulk, readOrder } from '../shopify/orders.ts';
import { productOfBulk } from '../shopify/products.ts';
import { ensureSubscribed } from '../shopify/webhookSubscriptions.ts';
import type { ShopStore } from '../shops/store.ts';
import {
  backfillPhases,
  newBackfill,
  type BackfillPhase,
  type BackfillState,
} from './backfillState.schema.ts';
import type { HistoryWriter } from './history.ts';
import type { JobStore } from './store.ts';

export interface BackfillDeps {
  shops: ShopStore;
  jobs: JobStore;
  admin: ShopifyAdmin;
  history: HistoryWriter;
  /** Where webhooks go; null where the app's own file declares them. */
  webhookUri: string | null;
  fetch: typeof globalThis.fetch;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
  log: Log;
  onProgress?: (shop: string, state: BackfillState) => void;
}

/** A step stops at the next batch once it has taken this long, well within one Lambda's time. */
const stepMs = 4 * 60_000;
const leaseMs = 10 * 60_000;
const leaseName = 'backfill';
/** Applied and noted together; it trades work repeated after a crash for writes of the state. */
const batchGroups = 1000;
const mostLost = 3;

type FilePhase = Exclude<BackfillPhase, 'subscribe' | 'done'>;

function queryOf(phase: FilePhase, fields: readonly string[]): string {
  switch (phase) {
    case 'products':
      return productsBulkQuery;
    case 'customers':
      return customersBulkQuery(factsSelection(fields));
    case 'orders':
      return ordersBulkQuery;
  }
}

async function fieldsOf(shop: string, { shops }: BackfillDeps): Promise<string[]> {
  return fieldsToRead((await shops.readSettings(shop)).settings.merchantFields);
}

/**
 * Loads a shop's whole history a step further: subscribe to webhooks first, so that nothing falls
 * between, then products, customers and orders, each from a file the shop writes. `more`: call
 * again; `waiting`: again in a while, the shop is busy with it; `done`: nothing is left to do.
 * It can be killed anywhere and called by several at once; whatever overlaps with webhooks or
 * with itself is the same state of the same order and changes nothing.
 */
export async function runBackfillStep(
  shop: string,
  deps: BackfillDeps,
): Promise<'more' | 'waiting' | 'done'> {
  const record = await deps.shops.read(shop);
  if (record === undefined) {
    throw new Refusal('notFound', 'There is no such shop (yet): its history cannot be read.');
  }
  if (record.uninstalledAtMs !== null) return 'done';
  const untilMs = deps.nowMs() + leaseMs;
  if (!(await deps.shops.lease(shop, leaseName, deps.nowMs(), untilMs))) return 'waiting';
  try {
    const kept = await deps.jobs.readBackfill(shop);
    const current = kept?.installedAtMs === record.installedAtMs;
    const state = current ? kept : { ...newBackfill(record.installedAtMs), rev: kept?.rev ?? 0 };
    return await stepFrom(shop, state, deps);
  } finally {
    await deps.shops.release(shop, leaseName, untilMs);
  }
}

async function stepFrom(
  shop: string,
  state: BackfillState,
  deps: BackfillDeps,
): Promise<'more' | 'waiting' | 'done'> {
  const { phase } = state;
  if (phase === 'done' || state.failure !== null) return 'done';
  if (phase === 'subscribe') {
    if (deps.webhookUri !== null) await ensureSubscribed(shop, deps.webhookUri, deps.admin);
    await keep(shop, nextPhase(state), deps);
    return 'more';
  }
  if (state.operationId === null) {
    const query = queryOf(phase, await fieldsOf(shop, deps));
    const started = await startBulk(shop, query, deps.admin);
    if (started.state === 'started') await keep(shop, { ...state, operationId: started.id }, deps);
    return 'waiting';
  }
  const bulk = await readBulk(shop, state.operationId, deps.admin);
  switch (bulk.state) {
    case 'running':
      deps.onProgress?.(shop, state);
      return 'waiting';
    case 'lost':
      return startOver(shop, state, bulk.why, deps);
    case 'done':
      if (bulk.url === null) {
        const ordersAt = phase === 'orders' ? bulk.startedAt : state.ordersAt;
        await keep(shop, nextPhase({ ...state, ordersAt, total: 0 }), deps);
        return 'more';
      }
      return readFile(shop, { ...state, total: bulk.found }, phase, bulk.url, bulk.startedAt, deps);
  }
}

/** Reads on from where the last step stopped; each batch is applied first and noted after. */
async function readFile(
  shop: string,
  from: BackfillState,
  phase: FilePhase,
  url: string,
  startedAt: number,
  deps: BackfillDeps,
): Promise<'more' | 'waiting'> {
  const stopMs = deps.nowMs() + stepMs;
  let state: BackfillState = phase === 'orders' ? { ...from, ordersAt: startedAt } : from;
  let batch: BulkGroup[] = [];

  async function apply(): Promise<void> {
    const last = batch.at(-1);
    if (last === undefined) return;
    await applyGroups(shop, phase, batch, startedAt, deps);
    const counted = { ...state, [phase]: state[phase] + batch.length, byte: last.endByte };
    state = await keep(shop, counted, deps);
    batch = [];
  }

  try {
    for await (const group of readBulkFile(url, state.byte, deps.fetch)) {
      batch.push(group);
      if (batch.length < batchGroups) continue;
      await apply();
      if (deps.nowMs() > stopMs) return 'more';
    }
    await apply();
  } catch (error) {
    const gone = error instanceof ShopifyFault && error.kind === 'refused';
    if (!gone) throw error;
    return await startOver(shop, state, 'GONE', deps);
  }
  await keep(shop, nextPhase(state), deps);
  return 'more';
}

async function applyGroups(
  shop: string,
  phase: FilePhase,
  groups: readonly BulkGroup[],
  startedAt: number,
  deps: BackfillDeps,
): Promise<void> {
  const { history, admin } = deps;
  switch (phase) {
    case 'products':
      return history.products(
        shop,
        groups.map(({ root }) => productOfBulk(root)),
      );
    case 'customers': {
      const fields = await fieldsOf(shop, deps);
      return history.customers(
        shop,
        groups.map(({ root }) => customerOfBulk(root, startedAt, fields)),
      );
    }
    case 'orders': {
      const facts: OrderFact[] = [];
      for (const { root, children } of groups) {
        const read = orderOfBulk(root, children, startedAt);
        const fact =
          read.outcome === 'order'
            ? read.fact
            : await readOrder(shop, read.orderId, admin, startedAt);
        if (fact !== null) facts.push(fact);
      }
      return history.orders(shop, facts);
    }
  }
}

/** A file that is lost is written anew; what was applied of it stays and is only met again. */
async function startOver(
  shop: string,
  state: BackfillState,
  why: string,
  deps: BackfillDeps,
): Promise<'more' | 'waiting'> {
  const lost = state.lost + 1;
  deps.log.warn('backfill.lost', { shop, phase: state.phase, why, lost });
  const failure =
    lost < mostLost
      ? null
      : `Shopify could not prepare the ${state.phase} of this shop (${why}): start the import again later.`;
  const again = { ...state, operationId: null, byte: 0, lost, failure };
  await keep(shop, { ...again, [state.phase]: 0 }, deps);
  return failure === null ? 'waiting' : 'more';
}

function nextPhase(state: BackfillState): BackfillState {
  const phase = backfillPhases[backfillPhases.indexOf(state.phase) + 1] ?? 'done';
  return { ...state, phase, operationId: null, byte: 0, lost: 0, total: null };
}

async function keep(
  shop: string,
  state: BackfillState,
  { jobs, onProgress }: BackfillDeps,
): Promise<BackfillState> {
  const kept = await jobs.writeBackfill(shop, state);
  // The lease ran out and another runner went on from here.
  if (kept === undefined) throw new Refusal('conflict', 'Another run is loading this history.');
  onProgress?.(shop, kept);
  return kept;
}

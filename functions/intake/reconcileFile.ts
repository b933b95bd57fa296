import { fieldsToRead } from '../customers/merchantFields.schema.ts';
import type { Log } from '../platform/log.ts';
import { bucketCount } from '../platform/keys.ts';
import { Refusal } from '../platform/refusal.ts';
import { readBulk, startBulk } from '../shopify/bulk.ts';
import { readBulkFile } from '../shopify/bulkFile.ts';
import { sumsOfBulk, type CustomerSums } from '../shopify/customerSums.ts';
import { ShopifyFault } from '../shopify/fault.ts';
import { factsSelection } from '../shopify/customerFacts.ts';
import { customerSumsBulkQuery } from '../shopify/operations/reconcile.ts';
import type { ShopStore } from '../shops/store.ts';
import type { OpenShop } from './openShop.ts';
import { reconcileCustomers, type ComparingDesk } from './reconcileCustomers.ts';
import { newRun, type ReconcileRun } from './reconcileState.schema.ts';

export interface FileDesk extends ComparingDesk {
  shops: ShopStore;
  fetch: typeof globalThis.fetch;
  log: Log;
}

type KeepRun = (run: ReconcileRun) => Promise<void>;

/**
 * Compared and noted together: few where each takes the shop seconds, as they do who differ, and
 * more while they agree. A step begins with few, so that one that was cut short gets on.
 */
const batchCustomers = { least: 20, most: 320 };
const quickMs = 10_000;
const mostLost = 3;

/** Reads the shop's file of sums on from where the last step stopped. */
export async function reconcileFile(
  shop: OpenShop,
  run: ReconcileRun,
  deps: FileDesk,
  { stopMs, keepRun }: { stopMs: number; keepRun: KeepRun },
): Promise<'more' | 'waiting'> {
  const { merchantFields } = (await deps.shops.readSettings(shop.shop)).settings;
  const fields = fieldsToRead(merchantFields);
  if (run.operationId === null) {
    const query = customerSumsBulkQuery(factsSelection(fields));
    const started = await startBulk(shop.shop, query, deps.admin);
    if (started.state === 'started') await keepRun({ ...run, operationId: started.id, fields });
    return 'waiting';
  }
  const bulk = await readBulk(shop.shop, run.operationId, deps.admin);
  if (bulk.state === 'running') return 'waiting';
  if (bulk.state === 'lost') return startOver(shop.shop, run, deps, keepRun);
  const said = { at: bulk.startedAt, merchantFields };
  let next = run;
  let batch: CustomerSums[] = [];
  let size = batchCustomers.least;
  const apply = async (byte: number) => {
    const beganMs = deps.clock.wallMs();
    next = await reconcileCustomers(deps, shop, batch, said, next);
    next = { ...next, byte };
    batch = [];
    await keepRun(next);
    const isQuick = deps.clock.wallMs() - beganMs < quickMs;
    size = isQuick ? Math.min(2 * size, batchCustomers.most) : batchCustomers.least;
  };
  try {
    let end = next.byte;
    const file = bulk.url === null ? [] : readBulkFile(bulk.url, next.byte, deps.fetch);
    for await (const { root, endByte } of file) {
      batch.push(sumsOfBulk(root, fields));
      end = endByte;
      if (batch.length < size) continue;
      await apply(end);
      if (deps.clock.wallMs() > stopMs) return 'more';
    }
    if (batch.length > 0) await apply(end);
  } catch (error) {
    const gone = error instanceof ShopifyFault && error.kind === 'refused';
    if (!gone) throw error;
    return startOver(shop.shop, next, deps, keepRun);
  }
  await keepRun({ ...next, phase: 'ledgers' });
  return 'more';
}

/**
 * A file that is lost is written anew and compared from its beginning; after several the next
 * night's run begins afresh.
 */
async function startOver(
  shop: string,
  run: ReconcileRun,
  deps: FileDesk,
  keepRun: KeepRun,
): Promise<'waiting'> {
  const lost = run.lost + 1;
  deps.log.warn('reconcile.lost', { shop, lost });
  const { date, startedAt, since, dueMarks, tally } = run;
  const { ordersRead, healed } = tally;
  const again = newRun({ date, startedAt, since }, bucketCount);
  await keepRun({
    ...again,
    phase: 'customers',
    lost: lost < mostLost ? lost : 0,
    dueMarks,
    tally: { ...again.tally, ordersRead, healed },
  });
  if (lost < mostLost) return 'waiting';
  throw new Refusal('unavailable', 'Shopify could not write the list of customers: run it again.');
}

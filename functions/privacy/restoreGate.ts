import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { eraseCustomer, type EraseDeps } from './eraseCustomer.ts';
import { beginForgetting, type ForgetDeps } from './forgetShop.ts';
import { listedNames, readRedaction, type ListedRedaction } from './redactionList.ts';
import { moveRedactionMark, readRedactionMark } from './redactionMarkStore.ts';
import { keepRequest } from './store.ts';

export interface RestoreGateDeps extends EraseDeps, Omit<ForgetDeps, 'vault' | 'nowMs'> {
  clock: Clock;
  log: Log;
  /** Asks for a request to be worked on. */
  requestPrivacy: (shop: string, requestId: string) => Promise<void>;
  /** Has the shop's lists made anew soon. */
  relist: (shop: string) => Promise<void>;
}

/**
 * What stands before every piece of work for a shop: resolves once the table holds nobody who was
 * erased. The list outside names an erasure that the table has not seen done only if the table was
 * restored from an older backup (or one is being done right now, which doing it twice does not
 * hurt); then all of them are done again first. One read and one listing for each shop and process.
 */
export function openRestoreGate(deps: RestoreGateDeps): (shop: string) => Promise<void> {
  const passed = new Map<string, Promise<void>>();
  return (shop) => {
    const known = passed.get(shop);
    if (known !== undefined) return known;
    const passing = replayRedactions(shop, deps).then(
      () => undefined,
      (error: unknown) => {
        passed.delete(shop);
        throw error;
      },
    );
    passed.set(shop, passing);
    return passing;
  };
}

/** Does again what the list outside names and the table does not know of; answers how many. */
export async function replayRedactions(shop: string, deps: RestoreGateDeps): Promise<number> {
  const { table, objects, log } = deps;
  const mark = await readRedactionMark(table, shop);
  const missing = await first(listedNames(objects, shop, mark));
  if (missing === null) return 0;
  // All of them: a redaction that was named before the mark may have been done after it.
  const names: string[] = [];
  for await (const name of listedNames(objects, shop, null)) names.push(name);
  const replayed = await replayAll(shop, names, deps);
  const newest = names.at(-1) ?? missing;
  await moveRedactionMark(table, shop, newest);
  if (replayed > 0) {
    log.warn('privacy.replayed', { shop, replayed });
    await deps.relist(shop);
  }
  return replayed;
}

async function replayAll(
  shop: string,
  names: readonly string[],
  deps: RestoreGateDeps,
): Promise<number> {
  const customers: [name: string, listed: Extract<ListedRedaction, { kind: 'customer' }>][] = [];
  for (const name of names) {
    const listed = await readRedaction(deps.objects, shop, name);
    if (listed?.kind === 'customer') customers.push([name, listed]);
    // Of a forgotten shop nothing can be opened any more, and nothing needs to be.
    else if (listed !== undefined && (await forgetAgain(shop, name, listed.atMs, deps))) return 1;
  }
  if ((await deps.shops.read(shop)) === undefined) return 0;
  await deps.vault.unlock(shop);
  for (const [listedAs, listed] of customers)
    await eraseCustomer(deps, shop, { ...listed, listedAs });
  return customers.length;
}

/** The shop's key is gone already; its record is closed here, and a job deletes the rest. */
async function forgetAgain(
  shop: string,
  name: string,
  atMs: number,
  deps: RestoreGateDeps,
): Promise<boolean> {
  const record = await deps.shops.read(shop);
  if (record === undefined || record.installedAtMs > atMs) return false;
  const nowMs = () => deps.clock.wallMs();
  await beginForgetting({ ...deps, nowMs }, shop, ({ installedAtMs }) => installedAtMs <= atMs);
  const id = `redactShop-${name}`;
  await keepRequest(deps.table, shop, {
    id,
    kind: 'redactShop',
    customerId: null,
    orderIds: [],
    requestId: null,
    receivedAtMs: nowMs(),
    state: 'open',
    listedAs: name,
  });
  await deps.requestPrivacy(shop, id);
  return true;
}

async function first(names: AsyncIterable<string>): Promise<string | null> {
  for await (const name of names) return name;
  return null;
}

import { openCustomerDesk, type CustomerDesk } from '../admin/customerDesk.ts';
import type { TimelineEntry } from '../admin/customers.schema.ts';
import { openFamily } from '../customers/family.ts';
import { openPerson } from '../customers/person.ts';
import { isGone } from '../customers/profile.ts';
import { kinOf } from '../customers/redactionStore.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import { readMerged } from '../customers/store.ts';
import { readProduct } from '../intake/productStore.ts';
import { openAccessLog, type AccessEntry } from '../privacy/accessLogStore.ts';
import { keepExport } from '../privacy/exportObject.ts';
import { exportPage } from '../privacy/exportPage.ts';
import { personExport } from '../privacy/personExport.ts';
import type { RequestDeps } from '../privacy/runRequest.ts';
import { openAskedQueries } from '../segments/askedQueries.ts';
import { openHistories } from '../segments/histories.ts';
import { openGoods } from '../segments/groups/goodsFile.ts';
import { openPastShops } from '../segments/pastShops.ts';
import { openSnapshots } from '../segments/snapshot.ts';
import { readVersion } from '../segments/store.ts';
import { openShopStore } from '../shops/store.ts';
import type { Parts } from './parts.ts';

/** Entries asked for at once. */
const pageEntries = 500;

/** Makes the export of a data request from everything that is held, and keeps it sealed. */
export function exportMaker(parts: Parts): RequestDeps['makeExport'] {
  const { table, vault, objects, clock } = parts;
  const shops = openShopStore(table);
  const snapshots = openSnapshots(objects, (shop) => readVersion(table, shop));
  const settingsOf = async (shop: string) => (await shops.readSettings(shop)).settings;
  const desk = openCustomerDesk({
    table,
    shops,
    snapshots,
    queries: openAskedQueries({
      table,
      snapshots,
      clock,
      suddenGrowth: async (shop) => (await settingsOf(shop)).suddenGrowth,
    }),
    pastShops: openPastShops(
      openHistories(objects, snapshots),
      settingsOf,
      openGoods(objects, snapshots),
    ),
    vault,
    clock,
    findByName: () => Promise.resolve([]),
  });

  return async (shop, { id, customerId }) => {
    const record = await shops.read(shop);
    if (customerId === null || record === undefined) return 'nobody';
    const { item, rows } = await readMerged(table, shop, customerId);
    if (item.redactedAt !== null) return 'erased';
    if (item.rev === 0 || isGone(item)) return 'nobody';
    const { settings } = await shops.readSettings(shop);
    const ids = await kinOf(table, shop, [item.customerId]);
    const { formerCustomers, prospects, accessLog, exports } = settings.retentionDays;
    const data = personExport({
      shop: { ...record, domain: shop, locale: settings.locale ?? record.locale },
      ids,
      item,
      person: openPerson(vault, shop, item.customerId, item.personal),
      members: openFamily(vault, shop, item),
      rows,
      file: await desk.file(shop, item.customerId),
      timeline: await wholeTimeline(desk, shop, item.customerId),
      titles: await titlesOf(parts, shop, rows),
      seen: await seenBy(parts, shop, ids),
      keptDays: { person: rows.length === 0 ? prospects : formerCustomers, accessLog, exports },
      madeAtMs: clock.wallMs(),
    });
    const json = JSON.stringify(data, null, 2);
    await keepExport({ objects, vault }, shop, id, { json, html: exportPage(data) });
    return 'made';
  };
}

async function wholeTimeline(
  desk: CustomerDesk,
  shop: string,
  customerId: string,
): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  let cursor: string | null = null;
  do {
    const page = await desk.timeline(shop, customerId, { cursor });
    entries.push(...page.entries);
    cursor = page.cursor;
  } while (cursor !== null);
  return entries;
}

async function titlesOf(
  { table }: Parts,
  shop: string,
  rows: readonly LedgerRow[],
): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  const ids = new Set(rows.flatMap((row) => row.lines.map(({ productId }) => productId)));
  for (const id of ids) {
    const title = id === null ? null : (await readProduct(table, shop, id))?.title;
    if (id !== null && typeof title === 'string') titles.set(id, title);
  }
  return titles;
}

async function seenBy(
  { table }: Parts,
  shop: string,
  ids: readonly string[],
): Promise<AccessEntry[]> {
  const log = openAccessLog(table);
  const entries: AccessEntry[] = [];
  for (const customerId of ids) {
    let cursor: string | null = null;
    do {
      const question = { customerId, userId: null, cursor, limit: pageEntries };
      const page = await log.list(shop, question);
      entries.push(...page.entries);
      cursor = page.cursor;
    } while (cursor !== null);
  }
  return entries.sort((one, other) => other.atMs - one.atMs);
}

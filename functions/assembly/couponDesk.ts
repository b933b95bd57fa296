import { type Desk, openDesk } from '../coupons/desk.ts';
import { openGoods } from '../segments/groups/goodsFile.ts';
import { openSnapshots } from '../segments/snapshot.ts';
import { readRun } from '../segments/store.ts';
import { openDiscounts } from '../shopify/discounts.ts';
import { fieldsReadOf } from './fieldsRead.ts';
import type { Parts } from './parts.ts';
import type { ShopAccess } from './shopAccess.ts';

/** What every deed about coupons works with. */
export function couponDesk(parts: Parts, { shops, admin }: ShopAccess): Desk {
  const { table, objects, vault, clock, log, queues } = parts;
  const versionOf = async (shop: string) => (await readRun(table, shop))?.version ?? null;
  const snapshots = openSnapshots(objects, versionOf);
  return openDesk({
    table,
    shops,
    snapshots,
    goods: openGoods(objects, snapshots),
    fieldsRead: fieldsReadOf(table, shops),
    issueQueue: queues.issue,
    discounts: openDiscounts(admin),
    vault,
    clock,
    log,
  });
}

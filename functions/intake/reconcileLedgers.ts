import { changeCustomer } from '../customers/changeCustomer.ts';
import { streamGuests } from '../customers/pointerStore.ts';
import { isGone } from '../customers/profile.ts';
import { tombstone } from '../customers/profileStore.ts';
import { readCustomer, streamBucket } from '../customers/store.ts';
import { customersThere } from '../shopify/customerSums.ts';
import type { OpenShop } from './openShop.ts';
import { healHidden, type CustomerDesk } from './reconcileCustomer.ts';
import type { ReconcileRun } from './reconcileState.schema.ts';
import { addHealing } from './reconcileTally.ts';
import { addMonths } from './refundDatings.ts';
import { isFromElsewhere } from './shopCount.ts';
import { withHealed } from './withHealed.ts';

/** Ids as the shop writes them; those of files and other shops hold something else. */
const shopsOwn = /^\d+$/;

/**
 * Goes through one bucket of our own customers: sales by month for both ways of dating refunds,
 * and, where we have more customers than the shop has named, those the shop has no more.
 */
export async function reconcileLedgers(
  desk: CustomerDesk,
  shop: OpenShop,
  run: ReconcileRun,
): Promise<ReconcileRun> {
  const { bucket, startedAt: asOf } = run;
  const { calendar } = shop;
  const months = new Map(run.tally.months.map((month) => [month.month, { ...month }]));
  const ids: string[] = [];
  for await (const { item, rows } of streamBucket(desk.table, shop.shop, bucket)) {
    addMonths(months, rows, { asOf, calendar });
    const theirs = shopsOwn.test(item.customerId);
    if (theirs && !isGone(item) && item.mergedInto === null) ids.push(item.customerId);
  }
  for await (const row of streamGuests(desk.table, shop.shop, bucket)) {
    addMonths(months, [row], { asOf, calendar });
  }
  let next: ReconcileRun = {
    ...run,
    bucket: bucket + 1,
    tally: { ...run.tally, months: [...months.values()] },
  };
  if (ids.length <= (run.named[bucket] ?? 0)) return next;
  const there = await customersThere(shop.shop, ids, desk.admin);
  for (const id of ids) if (!there.has(id)) next = await withoutCustomer(desk, shop, id, next);
  return next;
}

/**
 * A customer the shop has no more. Each order says itself where it is now; somebody of whom
 * nothing is left, and of whom the shop itself once told, was deleted there.
 */
async function withoutCustomer(
  desk: CustomerDesk,
  shop: OpenShop,
  customerId: string,
  run: ReconcileRun,
): Promise<ReconcileRun> {
  const { table, vault } = desk;
  const seesAll = shop.record?.scopes.includes('read_all_orders') ?? false;
  const { rows } = await readCustomer(table, shop.shop, customerId);
  let next = run;
  for (const row of rows) {
    if (isFromElsewhere(row)) continue;
    next = withHealed(next, [await healHidden(desk, shop, row, seesAll)]);
  }
  const gone = await changeCustomer(
    table,
    shop.shop,
    customerId,
    async (customer) => {
      if (customer.rows.length > 0 || customer.item.createdAt === null) return null;
      const at = Math.floor(desk.clock.businessMs() / 1000);
      const item = await tombstone(table, vault, shop.shop, customer, at);
      return item === null ? null : { item };
    },
    'thisOne',
  );
  return gone === 'applied' ? { ...next, tally: addHealing(next.tally, 'deletedCustomer') } : next;
}

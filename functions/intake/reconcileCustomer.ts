import type { LedgerRow } from '../customers/ledgerRow.ts';
import { isGone } from '../customers/profile.ts';
import { readMerged } from '../customers/store.ts';
import type { OrderPages, ShopOrder, ShopSums } from '../shopify/orderPages.ts';
import { readOrder } from '../shopify/orders.ts';
import type { ShopifyAdmin } from '../shopify/adminClient.ts';
import type { ApplyingDeps } from './applyFact.ts';
import { explainDifference } from './explainDifference.ts';
import { healDeletedOrder, healOrder, type Healed } from './healOrder.ts';
import type { OpenShop } from './openShop.ts';
import type { Compared } from './reconcileTally.ts';
import { countShopsWay, isFromElsewhere, isNothing, minus, type Counted } from './shopCount.ts';

export interface CustomerDesk extends ApplyingDeps {
  admin: ShopifyAdmin;
  pages: OrderPages;
}

/** A customer looked at closely: null where the shop, or we, have nobody to compare. */
export interface LookedAt {
  compared: Compared | null;
  sums: ShopSums | null;
  healed: Healed[];
}

/** What the shop says may move while it is read; a second look settles what only moved. */
const looks = 2;
/** Without leave to read all orders the shop shows those of 60 days; one less for the edges. */
const shownDays = 59;
const daySeconds = 86_400;
/** A deletion is for good: an order this new may only not have reached every server of the shop. */
const settleSeconds = 3600;

/** Whether a ledger and the shop's sums agree, and which rows are not among those the shop counts. */
export function sidesOf(
  rows: readonly LedgerRow[],
  { orders, spentMinor }: ShopSums,
): { shop: Counted; ledger: Counted; elsewhere: Set<string>; equal: boolean } {
  const shop = { orders, minor: spentMinor };
  const all = countShopsWay(rows);
  if (isNothing(minus(shop, all))) return { shop, ledger: all, elsewhere: new Set(), equal: true };
  const others = rows.filter(isFromElsewhere);
  const elsewhere = new Set(others.map(({ orderId }) => orderId));
  const ledger = others.length === 0 ? all : minus(all, countShopsWay(others));
  return { shop, ledger, elsewhere, equal: isNothing(minus(shop, ledger)) };
}

/**
 * Reads all the shop shows of one customer, heals what the files had missed (an order, a change,
 * a deletion, another owner), compares again, and takes apart what is left.
 */
export async function reconcileCustomer(
  desk: CustomerDesk,
  shop: OpenShop,
  customerId: string,
): Promise<LookedAt> {
  const healed: Healed[] = [];
  const deleted: LedgerRow[] = [];
  const seesAll = shop.record?.scopes.includes('read_all_orders') ?? false;
  for (let look = 1; ; look += 1) {
    const read = await desk.pages.ofCustomer(shop.shop, customerId);
    if (read === null) return { compared: null, sums: null, healed };
    for (const { fact } of read.orders) healed.push(await healOrder(desk, shop, fact));
    const hidden = await notShown(desk, shop, customerId, read.orders);
    for (const row of hidden) {
      const done = await healHidden(desk, shop, row, seesAll);
      if (done.healing === 'deletedOrder') deleted.push(row);
      healed.push(done);
    }
    const { item, rows } = await readMerged(desk.table, shop.shop, customerId);
    if (isGone(item) || item.customerId !== customerId) {
      return { compared: null, sums: null, healed };
    }
    const { equal, elsewhere, ...sides } = sidesOf(rows, read.sums);
    if (!equal && look < looks) continue;
    const known = rows.filter(({ orderId }) => !elsewhere.has(orderId));
    const { shop: counted } = sides;
    const difference = { shop: counted, rows: known, shown: read.orders, seesAll, deleted };
    const parts = equal ? [] : explainDifference(difference);
    const compared = { customerId, rows, elsewhere, parts, ...sides };
    return { compared, sums: read.sums, healed };
  }
}

/** Orders that are the shop's own, here with this customer, and not among those it shows. */
async function notShown(
  { table }: CustomerDesk,
  shop: OpenShop,
  customerId: string,
  shown: readonly ShopOrder[],
): Promise<LedgerRow[]> {
  const ids = new Set(shown.map(({ fact }) => fact.orderId));
  const { rows } = await readMerged(table, shop.shop, customerId);
  return rows.filter((row) => !isFromElsewhere(row) && !ids.has(row.orderId));
}

/** An order that is not where we have it: with somebody else by now, deleted, or too old to be shown. */
export async function healHidden(
  desk: Pick<CustomerDesk, 'admin' | keyof ApplyingDeps>,
  shop: OpenShop,
  row: LedgerRow,
  seesAll: boolean,
): Promise<Healed> {
  const askedAt = Math.floor(desk.clock.businessMs() / 1000);
  const fact = await readOrder(shop.shop, row.orderId, desk.admin, askedAt);
  if (fact !== null) return healOrder(desk, shop, fact);
  // Not shown is only then deleted where it would be shown, and not where it is too new to be.
  const oldest = seesAll ? -Infinity : askedAt - shownDays * daySeconds;
  if (row.placedAt > oldest && row.placedAt <= askedAt - settleSeconds) {
    return healDeletedOrder(desk, shop, row.orderId);
  }
  return { healing: null, dueMarks: 0 };
}

import type { LedgerRow } from '../customers/ledgerRow.ts';
import { streamGuests } from '../customers/pointerStore.ts';
import { isGone } from '../customers/profile.ts';
import { streamBucket, type Customer } from '../customers/store.ts';
import type { Table } from '../platform/dynamo.ts';
import { bucketCount } from '../platform/keys.ts';
import type { Columns } from './columns.ts';
import { ColumnsBuilder, type CustomerEntry, type CustomerListing } from './columnsBuilder.ts';
import { readFigures, type FigureTime } from './figures.ts';
import { foldHabits } from './foldHabits.ts';
import { foldOrders } from './foldOrders.ts';
import { noTraits, type TraitsOf } from './groups/traits.ts';
import type { OrderColumns } from './orderColumns.ts';
import { OrderColumnsBuilder } from './orderColumnsBuilder.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
import { sumShop, type ShopSums } from './shopSums.ts';
import { staffRule, standingOf, type CountingSettings, type Standing } from './standing.ts';

/** A shop as one run sees it: its customers as columns, and what sums need beside them. */
export interface Gathered {
  columns: Columns;
  /** Every ledger of the shop, in the order of the columns. */
  orders: OrderColumns;
  orderMinor: OrdersOfRankings;
  sums: ShopSums;
}

/** Buckets read at once; it trades memory for pages in flight against waiting for each. */
const readers = 8;

/** Reads every customer and every sale without one, as of an instant. Nothing is written. */
export async function gather(
  table: Table,
  shop: string,
  time: FigureTime,
  settings: CountingSettings,
  traitsOf: TraitsOf = () => noTraits,
): Promise<Gathered> {
  const today = time.calendar.dayOf(time.asOf);
  const builder = new ColumnsBuilder();
  const orderBuilder = new OrderColumnsBuilder(time.calendar);
  const isStaffs = staffRule(false, settings.staff);

  const walkIn = (row: LedgerRow) => {
    orderBuilder.addWalkIn(row, isStaffs?.(row) === true);
  };
  const customer = (one: Customer) => {
    if (!isListed(one)) {
      one.rows.forEach(walkIn);
      return;
    }
    const standing = standingOf(one.item, one.rows, settings);
    const listing = { ...listingOf(one), traits: traitsOf(one.item, today) };
    builder.list(listing, standing.historyIncomplete);
    orderBuilder.addCustomer(one.rows, standing);
  };

  const buckets = Array.from({ length: bucketCount }, (_, bucket) => bucket);
  await Promise.all(
    Array.from({ length: readers }, async () => {
      for (let bucket = buckets.pop(); bucket !== undefined; bucket = buckets.pop()) {
        for await (const one of streamBucket(table, shop, bucket)) customer(one);
        for await (const row of streamGuests(table, shop, bucket)) walkIn(row);
      }
    }),
  );
  const { columns, position } = builder.done();
  const orders = orderBuilder.done(position);
  const at = { asOf: time.asOf, today };
  const folded = foldOrders(orders, columns, { ...at, windows: settings });
  foldHabits(orders, columns, time.asOf);
  const sums = sumShop(orders, folded.walkIn, at);
  return { columns, orders, orderMinor: folded.orderMinor, sums };
}

/** What the columns keep of one customer. */
export function entryOf(
  customer: Customer,
  time: FigureTime,
  settings: CountingSettings,
): CustomerEntry & { standing: Standing } {
  const standing = standingOf(customer.item, customer.rows, settings);
  const read = readFigures(customer.rows, time, standing);
  return { ...listingOf(customer), standing, read };
}

function listingOf({ item }: Customer): CustomerListing {
  return {
    id: item.customerId,
    held: item.classes,
    shopSays: item.shopSays,
    shopGroup: item.shopGroup,
    consent: item.consent,
    createdAt: item.createdAt,
    tags: Object.keys(item.tags)
      .filter((tag) => item.tags[tag]?.on === true)
      .sort(),
  };
}

/** Listed is who may be dealt with: not the merged, deleted or redacted; their sales stay sales. */
export function isListed(customer: Customer): boolean {
  return customer.item.mergedInto === null && !isGone(customer.item);
}

import { contributionMinor, isEligible } from '../customers/fold.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import { streamGuests } from '../customers/pointerStore.ts';
import { isGone } from '../customers/profile.ts';
import { streamBucket, type Customer } from '../customers/store.ts';
import type { Table } from '../platform/dynamo.ts';
import { bucketCount } from '../platform/keys.ts';
import type { Columns } from './columns.ts';
import { ColumnsBuilder, type CustomerEntry } from './columnsBuilder.ts';
import { readFigures, type FigureTime } from './figures.ts';
import { nowhere, type PlaceOf } from './groups/place.ts';
import type { OrderColumns } from './orderColumns.ts';
import { OrderColumnsBuilder } from './orderColumnsBuilder.ts';
import { OrderValueLists } from './orderValues.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
import { rankingKeyOf } from './ranking.ts';
import { periodDays, ShopSums } from './shopSums.ts';
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
const secondsPerDay = 86_400;

/** Reads every customer and every sale without one, as of an instant. Nothing is written. */
export async function gather(
  table: Table,
  shop: string,
  time: FigureTime,
  settings: CountingSettings,
  placeOf: PlaceOf = () => nowhere,
): Promise<Gathered> {
  const today = time.calendar.dayOf(time.asOf);
  const past = { ...time, asOf: time.asOf - periodDays * secondsPerDay };
  const builder = new ColumnsBuilder();
  const orderBuilder = new OrderColumnsBuilder(time.calendar);
  const sums = new ShopSums(today);
  const values = new OrderValueLists(today);
  const isStaffs = staffRule(false, settings.staff);

  const walkIn = (row: LedgerRow) => {
    const leftOut = isStaffs?.(row) === true;
    orderBuilder.addWalkIn(row, leftOut);
    if (leftOut) return;
    const minor = contributionMinor(row, time.asOf);
    const eligible = isEligible(row, time.asOf);
    sums.sale(minor, eligible);
    if (!eligible) return;
    const ranking = rankingKeyOf({ wholesale: row.flags.includes('wholesale') });
    values.add(ranking, time.calendar.dayOf(row.placedAt), minor);
  };
  const customer = (one: Customer) => {
    if (!isListed(one)) {
      one.rows.forEach(walkIn);
      return;
    }
    const entry = entryOf(one, time, settings);
    builder.add({ ...entry, place: placeOf(one.item) });
    orderBuilder.addCustomer(one.rows, entry.standing);
    values.customer(entry.read);
    const { firstAt } = entry.read.figures;
    const wasThere = firstAt !== null && firstAt <= past.asOf;
    const standing = { ...entry.standing, historyIncomplete: false };
    sums.customer(entry.read, wasThere ? readFigures(one.rows, past, standing) : null);
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
  return { columns, orders, orderMinor: values.done(), sums };
}

/** What the columns keep of one customer. */
export function entryOf(
  customer: Customer,
  time: FigureTime,
  settings: CountingSettings,
): CustomerEntry & { standing: Standing } {
  const { item, rows } = customer;
  const standing = standingOf(item, rows, settings);
  return {
    id: item.customerId,
    standing,
    read: readFigures(rows, time, standing),
    held: item.classes,
    shopSays: item.shopSays,
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

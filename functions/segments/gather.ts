import { contributionMinor, isEligible } from '../customers/fold.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import { streamGuests } from '../customers/pointerStore.ts';
import { historyIncomplete, isGone } from '../customers/profile.ts';
import { streamBucket, type Customer } from '../customers/store.ts';
import type { Table } from '../platform/dynamo.ts';
import { bucketCount } from '../platform/keys.ts';
import type { Columns } from './columns.ts';
import { ColumnsBuilder, type CustomerEntry } from './columnsBuilder.ts';
import { readFigures, type FigureTime } from './figures.ts';
import { largeOrderWindowDays } from './largeOrder.ts';
import { NumberList } from './numberList.ts';
import type { OrderValues } from './placeColumns.ts';
import { periodDays, ShopSums } from './shopSums.ts';

/** A shop as one run sees it: its customers as columns, and what sums need beside them. */
export interface Gathered {
  columns: Columns;
  orderMinor: OrderValues;
  sums: ShopSums;
}

/** Buckets read at once; it trades memory for pages in flight against waiting for each. */
const readers = 8;
const secondsPerDay = 86_400;

/** Reads every customer and every sale without one, as of an instant. Nothing is written. */
export async function gather(table: Table, shop: string, time: FigureTime): Promise<Gathered> {
  const today = time.calendar.dayOf(time.asOf);
  const past = { ...time, asOf: time.asOf - periodDays * secondsPerDay };
  const builder = new ColumnsBuilder();
  const sums = new ShopSums(today);
  const all = new NumberList();
  const recent = new NumberList();

  const value = (day: number, minor: number) => {
    all.push(minor);
    if (day > today - largeOrderWindowDays) recent.push(minor);
  };
  const walkIn = (row: LedgerRow) => {
    const minor = contributionMinor(row, time.asOf);
    const eligible = isEligible(row, time.asOf);
    sums.sale(minor, eligible);
    if (eligible) value(time.calendar.dayOf(row.placedAt), minor);
  };
  const customer = (one: Customer) => {
    if (!isListed(one)) {
      one.rows.forEach(walkIn);
      return;
    }
    const entry = entryOf(one, time);
    const { day, minor } = entry.read.sales;
    builder.add(entry);
    day.forEach((saleDay, index) => {
      value(saleDay, minor[index] ?? 0);
    });
    const { firstAt } = entry.read.figures;
    const wasThere = firstAt !== null && firstAt <= past.asOf;
    sums.customer(entry.read, wasThere ? readFigures(one.rows, past, false) : null);
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
  const { columns } = builder.done();
  return { columns, orderMinor: { all: all.done(), recent: recent.done() }, sums };
}

/** What the columns keep of one customer. */
export function entryOf(customer: Customer, time: FigureTime): CustomerEntry {
  const { item, rows } = customer;
  const orders = rows.reduce((count, row) => count + (row.kind === 'order' ? 1 : 0), 0);
  return {
    id: item.customerId,
    read: readFigures(rows, time, historyIncomplete(item.shopSays, orders)),
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

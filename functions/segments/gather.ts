import { walkBucket } from '../customers/listedStore.ts';
import { streamGuests } from '../customers/pointerStore.ts';
import type { Table } from '../platform/dynamo.ts';
import { bucketCount } from '../platform/keys.ts';
import type { Columns } from './columns.ts';
import type { FigureTime } from './figures.ts';
import { foldHabits } from './foldHabits.ts';
import { foldOrders } from './foldOrders.ts';
import type { TraitsOf } from './groups/traits.ts';
import type { OrderColumns } from './orderColumns.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
import { ShopBuilder } from './shopBuilder.ts';
import { sumShop, type ShopSums } from './shopSums.ts';
import type { CountingSettings } from './standing.ts';

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
  traitsOf: TraitsOf | null = null,
): Promise<Gathered> {
  const builder = new ShopBuilder(time, settings, traitsOf);
  const buckets = Array.from({ length: bucketCount }, (_, bucket) => bucket);
  await Promise.all(
    Array.from({ length: readers }, async () => {
      for (let bucket = buckets.pop(); bucket !== undefined; bucket = buckets.pop()) {
        await walkBucket(table, shop, bucket, builder);
        for await (const row of streamGuests(table, shop, bucket)) builder.walkIn(row);
      }
    }),
  );
  const { columns, orders } = builder.done();
  const at = { asOf: time.asOf, today: time.calendar.dayOf(time.asOf) };
  const folded = foldOrders(orders, columns, { ...at, windows: settings });
  foldHabits(orders, columns, time.asOf);
  const sums = sumShop(orders, folded.walkIn, at);
  return { columns, orders, orderMinor: folded.orderMinor, sums };
}

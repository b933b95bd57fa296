import type { Objects } from '../platform/objects.ts';
import type { Columns } from './columns.ts';
import type { OrderColumns } from './orderColumns.ts';
import { writeOrderColumnsFile, type OrdersMeta } from './orderColumnsFile.ts';
import { readSnapshotFile, writeSnapshotFile } from './snapshotFile.ts';
import type { SnapshotMeta } from './snapshot.schema.ts';

/** A shop's customers as the last run left them. */
export interface Snapshot {
  columns: Columns;
  meta: SnapshotMeta;
}

export function snapshotKey(shop: string): string {
  return `snapshots/${shop}/current.arrow`;
}

/** Replaces the shop's snapshot; answers its size in bytes. */
export async function writeSnapshot(
  objects: Objects,
  columns: Columns,
  meta: SnapshotMeta,
): Promise<number> {
  const bytes = writeSnapshotFile(columns, meta);
  await objects.put(snapshotKey(meta.shop), bytes, 'application/vnd.apache.arrow.file');
  return bytes.length;
}

export async function readSnapshot(objects: Objects, shop: string): Promise<Snapshot | null> {
  const bytes = await objects.get(snapshotKey(shop));
  return bytes === undefined ? null : readSnapshotFile(bytes);
}

/** Of one run: a file that is being read is not replaced, so it always fits its snapshot. */
export function ordersKey(shop: string, version: string): string {
  return `snapshots/${shop}/orders-${version}.arrow`;
}

/** The products those orders are of. */
export function goodsKey(shop: string, version: string): string {
  return `snapshots/${shop}/goods-${version}.json`;
}

/** Writes the orders of the run whose snapshot comes next. */
export async function writeOrders(
  objects: Objects,
  orders: OrderColumns,
  of: OrdersMeta,
): Promise<void> {
  const bytes = writeOrderColumnsFile(orders, of);
  await objects.put(ordersKey(of.shop, of.version), bytes, 'application/vnd.apache.arrow.file');
}

/** Lets go of the orders of all runs but this one. */
export async function dropOrders(objects: Objects, { shop, version }: OrdersMeta): Promise<void> {
  const kept = new Set([ordersKey(shop, version), goodsKey(shop, version), snapshotKey(shop)]);
  for await (const key of objects.list(`snapshots/${shop}/`)) {
    if (!kept.has(key)) await objects.delete(key);
  }
}

/** Open snapshots, the newest of each shop. */
export interface Snapshots {
  /** Null before the shop's first run. */
  open(shop: string): Promise<Snapshot | null>;
}

/** Kept open at most: a process that serves many shops lets go of the one asked for longest ago. */
const mostOpen = 8;

/**
 * Snapshots kept open between calls and read again only when `versionOf` (one small read of the
 * table) names another than the one that is open.
 */
export function openSnapshots(
  objects: Objects,
  versionOf: (shop: string) => Promise<string | null>,
): Snapshots {
  const open = new Map<string, Snapshot>();
  const reading = new Map<string, Promise<Snapshot | null>>();

  const readOnce = (shop: string): Promise<Snapshot | null> => {
    const under = reading.get(shop);
    if (under !== undefined) return under;
    const read = readSnapshot(objects, shop).finally(() => reading.delete(shop));
    reading.set(shop, read);
    return read;
  };

  return {
    async open(shop) {
      const version = await versionOf(shop);
      if (version === null) return null;
      const known = open.get(shop);
      const snapshot = known?.meta.version === version ? known : await readOnce(shop);
      open.delete(shop);
      if (snapshot === null) return null;
      open.set(shop, snapshot);
      for (const oldest of open.keys()) {
        if (open.size <= mostOpen) break;
        open.delete(oldest);
      }
      return snapshot;
    },
  };
}

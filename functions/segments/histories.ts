import type { Objects } from '../platform/objects.ts';
import { Refusal } from '../platform/refusal.ts';
import type { OrderColumns } from './orderColumns.ts';
import { readOrderColumnsFile } from './orderColumnsFile.ts';
import { ordersKey, type Snapshot, type Snapshots } from './snapshot.ts';

/** A shop's customers as the last run left them, and the ledgers it read. */
export interface History extends Snapshot {
  orders: OrderColumns;
}

/** Open histories, the newest of each shop. */
export interface Histories {
  /** Null before the shop's first run. */
  open(shop: string): Promise<History | null>;
}

/** Each is some hundred bytes an order, so that fewer stay open than snapshots do. */
const mostOpen = 2;
const mostAttempts = 3;

/** The orders that belong to a snapshot, kept open between calls; `snapshots` names the newest run. */
export function openHistories(objects: Objects, snapshots: Snapshots): Histories {
  const open = new Map<string, History>();
  const reading = new Map<string, Promise<History | null>>();

  const readOnce = async (shop: string): Promise<History | null> => {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const snapshot = await snapshots.open(shop);
      if (snapshot === null) return null;
      const known = open.get(shop);
      if (known?.meta.version === snapshot.meta.version) return known;
      const bytes = await objects.get(ordersKey(shop, snapshot.meta.version));
      // A newer run has just taken its place, or the last one was by an earlier version of ours.
      if (bytes === undefined) continue;
      return { ...snapshot, orders: readOrderColumnsFile(bytes).orders };
    }
    throw new Refusal(
      'unavailable',
      'The classes of this shop are just being computed again: try in a minute.',
    );
  };

  return {
    async open(shop) {
      const under = reading.get(shop) ?? readOnce(shop).finally(() => reading.delete(shop));
      reading.set(shop, under);
      const history = await under;
      open.delete(shop);
      if (history === null) return null;
      open.set(shop, history);
      for (const oldest of open.keys()) {
        if (open.size <= mostOpen) break;
        open.delete(oldest);
      }
      return history;
    },
  };
}

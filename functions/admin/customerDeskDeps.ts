import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import type { AskedQueries } from '../segments/askedQueries.ts';
import type { PastShops } from '../segments/pastShops.ts';
import type { Snapshots } from '../segments/snapshot.ts';
import type { ShopStore } from '../shops/store.ts';

/** What reading customers for staff takes. */
export interface CustomerDeskDeps {
  table: Table;
  shops: ShopStore;
  snapshots: Snapshots;
  pastShops: PastShops;
  queries: Pick<AskedQueries, 'read'>;
  vault: Vault;
  clock: Clock;
  /** Ids of customers the shop itself finds by name; it holds the names, we keep no index of them. */
  findByName: (shop: string, text: string) => Promise<string[]>;
}

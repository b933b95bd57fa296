import type { AppSecrets } from '../platform/appSecrets.ts';
import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Log } from '../platform/log.ts';
import type { Objects } from '../platform/objects.ts';
import type { Queue } from '../platform/queue.ts';
import type { Vault } from '../platform/vault.ts';

/** What the product stands on, wherever it runs; everything else is made of these. */
export interface Parts {
  table: Table;
  objects: Objects;
  queues: { events: Queue; issue: Queue; jobs: Queue };
  vault: Vault;
  clock: Clock;
  log: Log;
  apiKey: string;
  apiSecret: string;
  /** The old secret is taken too while it is being changed. */
  previousApiSecret: string | null;
  /** Where the secret may change while this runs; else it stays as above. */
  appSecrets?: AppSecrets;
  /** Where a shop is reached. */
  shopUrl: (shop: string) => string;
}

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMany } from '../../../functions/customers/applyMany.ts';
import { calendarOf } from '../../../functions/customers/calendar.ts';
import type { OrderFact } from '../../../functions/customers/orderFact.ts';
import { applyBatch, type Changed } from '../../../functions/intake/apply.ts';
import type { HistoryCustomer } from '../../../functions/shopify/customers.ts';
import { loadCustomers } from '../../../functions/intake/loadCustomers.ts';
import { defaultMerchantFields } from '../../../functions/customers/merchantFields.schema.ts';
import { nobody } from '../../../functions/customers/person.ts';
import { classPlacing } from '../../../functions/intake/classPlacing.ts';
import type { Clock } from '../../../functions/platform/clock.ts';
import { openTable, type Table, type Units } from '../../../functions/platform/dynamo.ts';
import { connectDynamo } from '../../../functions/platform/dynamoClient.ts';
import { jsonLog } from '../../../functions/platform/log.ts';
import type { BatchHandler } from '../../../functions/platform/queue.ts';
import { vaultFromKey } from '../../../functions/platform/vault.ts';
import { recompute } from '../../../functions/segments/recompute.ts';
import { defaultSettings } from '../../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../../functions/shops/store.ts';
import { createTable } from '../../../infra/createTable.ts';
import { dynoxideBinary, startDynoxide } from '../../../infra/local/dynoxide.ts';
import { folderObjects } from '../../../infra/local/objects.ts';

/** Six o'clock (UTC) of the day the benches take place on, three hours after its orders; epoch seconds. */
export const today = Date.UTC(2026, 10, 20, 18) / 1000;
export const daySeconds = 86_400;

/** The intake of several shops on an engine of its own. */
export interface BenchShops {
  table: Table;
  apply: BatchHandler;
  changed: { applied: number };
  /** History as an import writes it, then a run that places everyone. */
  load(shop: string, facts: readonly OrderFact[]): Promise<void>;
  close(): Promise<void>;
}

const clock: Clock = { businessMs: () => today * 1000, wallMs: Date.now };
const settings = defaultSettings;
/** Facts handed to one load: what an import holds in memory at once. */
const factsAtOnce = 5_000;

export async function openBenchShops(names: readonly string[]): Promise<BenchShops> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-bench-'));
  const engine = await startDynoxide(folder, dynoxideBinary());
  const client = connectDynamo({ region: 'local', endpoint: engine.endpoint });
  await createTable(client, 'bench');
  const table = openTable(client, 'bench');
  const shops = openShopStore(table);
  const log = jsonLog(() => undefined);
  for (const shop of names) {
    await shops.write({
      shop,
      name: 'Bench',
      currency: 'USD',
      timeZone: 'UTC',
      locale: 'en',
      installedAtMs: 1,
      uninstalledAtMs: null,
      scopes: [],
      token: null,
      rev: 0,
    });
  }
  const changed = { applied: 0 };
  const vault = vaultFromKey(randomBytes(32));
  const apply = applyBatch({
    table,
    shops,
    vault,
    clock,
    log,
    rereadOrder: () => Promise.resolve(null),
    requestPrivacy: () => Promise.resolve(),
    requestReread: () => Promise.resolve(),
    isOurCode: () => Promise.resolve(false),
    onChanged: (_shop: string, { applied }: Changed) => {
      changed.applied += applied;
      return Promise.resolve();
    },
  });
  return {
    table,
    apply,
    changed,
    async load(shop, facts) {
      const calendar = calendarOf('UTC');
      const ours = () => Promise.resolve([]);
      const context = { calendar, basis: null, ours, asOf: today, origin: 'import' } as const;
      const ids = [...new Set(facts.flatMap(({ customerId }) => customerId ?? []))];
      const load = { table, vault, shop, context, merchantFields: defaultMerchantFields };
      await loadCustomers(load, ids.map(knownCustomer));
      for (let start = 0; start < facts.length; start += factsAtOnce) {
        const some = facts.slice(start, start + factsAtOnce);
        await applyMany(table, shop, some, classPlacing(context));
      }
      const of = { shop, timeZone: 'UTC', currency: 'USD', settings };
      const objects = folderObjects(join(folder, 'objects'));
      await recompute(of, 'import', { table, objects, clock, leases: shops, log });
    },
    async close() {
      client.destroy();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Named and reachable, as a history import leaves them. */
function knownCustomer(customerId: string): HistoryCustomer {
  const person = { ...nobody, firstName: 'A', lastName: 'Buyer', email: mailOf(customerId) };
  const updatedAt = today - 30 * daySeconds;
  const profile = { customerId, createdAt: 1, updatedAt, person, shopSays: null, tags: null };
  return { profile, consent: { email: null, sms: null } };
}

export function mailOf(customerId: string): string {
  return `buyer${customerId}@example.com`;
}

/** What some work used: request units of the table, processor and clock time of this process. */
export interface Used {
  units: Units;
  cpuMs: number;
  wallMs: number;
}

export async function measured(table: Table, work: () => Promise<void>): Promise<Used> {
  const before = { ...table.units };
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return {
    units: { read: table.units.read - before.read, write: table.units.write - before.write },
    cpuMs: (user + system) / 1000,
    wallMs: performance.now() - started,
  };
}

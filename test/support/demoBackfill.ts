import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openShopAccess } from '../../functions/assembly/shopAccess.ts';
import type { BackfillDeps } from '../../functions/intake/backfill.ts';
import { runBackfillStep } from '../../functions/intake/backfill.ts';
import { openHistory } from '../../functions/intake/history.ts';
import { openJobStore } from '../../functions/intake/store.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { listen } from '../../infra/local/listen.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { seedDemoShop } from '../../infra/local/demo/seed.ts';
import { createStandIn, type StandIn } from '../../infra/local/shopify/standIn.ts';
import { signSessionToken } from '../../infra/local/sessionToken.ts';
import { startTestTable } from './dynamo.ts';

export const domain = 'demo.myshopify.com';
/** Business time of these tests, epoch seconds. */
export const endAt = Date.parse('2026-11-01T12:00:00Z') / 1000;

const apiKey = 'key';
const apiSecret = 'secret-of-at-least-32-bytes-long';

export interface DemoBackfill {
  standIn: StandIn;
  table: Table;
  deps: BackfillDeps;
  vault: ReturnType<typeof vaultFromKey>;
  clock: Clock;
  /** Moves business time, epoch seconds. */
  setNow(seconds: number): void;
  /** Steps until the history is there. */
  load(deps?: BackfillDeps): Promise<void>;
}

/** A shop at the stand-in with a generated past, the app installed in it, and a real table. */
export async function demoBackfill(
  options: { customers?: number; readAllOrders?: boolean } = {},
): Promise<DemoBackfill> {
  const folder = mkdtempSync(join(tmpdir(), 'standin-'));
  const wallMs = () => Date.now();
  let now = endAt;
  const clock = { businessMs: () => now * 1000, wallMs };
  const standIn = createStandIn({
    stateFile: join(folder, 'shopify.sqlite'),
    clock,
    apiKey,
    apiSecret,
    webhookUrl: 'http://127.0.0.1:9/webhooks',
    appTopics: [],
    random: Math.random,
    throttle: { maximumAvailable: 1_000_000, restoreRate: 100_000 },
  });
  onTestFinished(async () => {
    await standIn.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const shopOptions = { domain, currency: 'USD', timeZone: 'America/New_York' };
  const customers = options.customers ?? 60;
  await seedDemoShop(standIn, { ...shopOptions, seed: 7, customers, endAt });
  standIn.openShop({ ...shopOptions, readAllOrders: options.readAllOrders ?? true });

  const { table } = await startTestTable();
  const vault = vaultFromKey(new Uint8Array(32).fill(9));
  const server = await listen((request) => standIn.fetch(request), 0);
  onTestFinished(() => server.close());
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const unused = { send: () => Promise.resolve() };
  const access = openShopAccess({
    table,
    objects: folderObjects(join(folder, 'objects')),
    queues: { events: unused, issue: unused, jobs: unused },
    vault,
    clock,
    log,
    apiKey,
    apiSecret,
    previousApiSecret: null,
    shopUrl: (shop) => `${server.url}/${shop}`,
  });
  const { shops } = access;
  await access.install(domain, await signSessionToken(domain, { apiKey, apiSecret, wallMs }));

  const isOurCode = () => Promise.resolve(false);
  const deps: BackfillDeps = {
    shops,
    jobs: openJobStore(table),
    admin: access.admin,
    history: openHistory({ table, shops, vault, clock, isOurCode }),
    webhookUri: 'http://127.0.0.1:9/webhooks',
    fetch,
    nowMs: wallMs,
    log,
  };
  return {
    standIn,
    table,
    deps,
    vault,
    clock,
    setNow: (seconds) => {
      now = seconds;
    },
    async load(using = deps) {
      while ((await runBackfillStep(domain, using)) !== 'done') {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}

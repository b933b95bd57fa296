import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import type { Parts } from '../../functions/assembly/parts.ts';
import type { Job } from '../../functions/intake/job.schema.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { appAddress, resolvingFetch, webhookPath } from '../../infra/local/appAddress.ts';
import { composeProduct } from '../../infra/local/compose.ts';
import { startConsumers } from '../../infra/local/consumers.ts';
import { seedDemoShop } from '../../infra/local/demo/seed.ts';
import { listen } from '../../infra/local/listen.ts';
import { openMachineQueues } from '../../infra/local/machineQueues.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { signSessionToken } from '../../infra/local/sessionToken.ts';
import { createStandIn, type StandIn } from '../../infra/local/shopify/standIn.ts';
import { webhookRoutes } from '../../infra/local/webhookRoutes.ts';
import { seeded, shaky } from '../customers/shaky.ts';
import { startTestTable } from '../support/dynamo.ts';

export const domain = 'demo.myshopify.com';

export interface ComposedShop {
  standIn: StandIn;
  table: Table;
  clock: { seconds: number };
  /** Webhooks the app has answered with 200. */
  taken: () => number;
  deadLetters: () => number;
  /** Runs a job to its end. */
  job: (job: Job) => Promise<object>;
  /** Until no webhook waits and no message is left. */
  settled: () => Promise<void>;
}

/**
 * The product as one machine composes it, in this process: the stand-in's own courier over real
 * HTTP, the queues on disk, the deployed handlers. `crashes` is the share of table calls at which
 * a worker of events dies, before the call or unseen after it.
 */
export async function composedShop(options: {
  customers: number;
  seed: number;
  crashes: number;
  startAt: number;
}): Promise<ComposedShop> {
  const folder = mkdtempSync(join(tmpdir(), 'composed-'));
  const seconds = { seconds: options.startAt };
  const wallMs = () => Date.now();
  const clock = { businessMs: () => seconds.seconds * 1000, wallMs };
  const [apiKey, apiSecret] = ['key', 'a-secret-of-at-least-32-bytes-to-sign'];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const queues = openMachineQueues(join(folder, 'queues.sqlite'), wallMs);
  const app = new Hono();
  const server = await listen((request) => app.fetch(request), 0);
  const standIn = createStandIn({
    stateFile: join(folder, 'shopify.sqlite'),
    clock,
    apiKey,
    apiSecret,
    webhookUrl: appAddress + webhookPath,
    appTopics: [],
    random: seeded(options.seed),
    mountPath: '/standin',
    throttle: { maximumAvailable: 100_000, restoreRate: 100_000 },
    firstRetryMs: 50,
    fetch: resolvingFetch(server.url),
  });
  await seedDemoShop(standIn, {
    ...{ domain, currency: 'USD', timeZone: 'Asia/Seoul', endAt: options.startAt },
    ...{ seed: options.seed, customers: options.customers },
  });

  let taken = 0;
  app.use(webhookPath, async (c, next) => {
    await next();
    if (c.res.status === 200) taken += 1;
  });
  app.route('/', webhookRoutes({ secrets: [apiSecret], events: queues.events, wallMs, log }));
  app.all('/standin/*', (c) => standIn.fetch(c.req.raw));

  const { table } = await startTestTable();
  const parts: Parts = {
    table,
    objects: folderObjects(join(folder, 'objects')),
    queues,
    vault: vaultFromKey(new Uint8Array(32).fill(3)),
    clock,
    log,
    apiKey,
    apiSecret,
    previousApiSecret: null,
    shopUrl: (shop) => `${server.url}/standin/${shop}`,
  };
  const events = { onChanged: () => Promise.resolve(), onJob: () => undefined };
  const product = composeProduct(parts, events);
  const mortal = { ...parts, table: shaky(table, seeded(options.seed + 1), options.crashes) };
  const { handlers } = composeProduct(mortal, events);
  const jobs = () => Promise.resolve({ failed: [] });
  const consumers = startConsumers(queues, { ...handlers, jobs }, log, wallMs);
  onTestFinished(async () => {
    await consumers.stop();
    await standIn.close();
    await server.close();
    queues.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function job(asked: Job): Promise<object> {
    while (true) {
      const result = await product.runJob(asked);
      if (result.outcome === 'done') return result.report;
      await wait(result.afterSeconds * 1000);
    }
  }
  await product.access.install(
    domain,
    await signSessionToken(domain, { apiKey, apiSecret, wallMs }),
  );
  await job({ job: 'backfill', shop: domain });
  await job({ job: 'recompute', shop: domain, reason: 'backfill' });
  return {
    standIn,
    table,
    clock: seconds,
    taken: () => taken,
    deadLetters: () => queues.events.dead(100).length,
    job,
    async settled() {
      while (standIn.pendingWebhooks() > 0 || queues.depth() > 0) await wait(50);
    },
  };
}

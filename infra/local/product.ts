import { Hono } from 'hono';
import { adminApi } from '../../functions/assembly/adminApi.ts';
import type { Job } from '../../functions/intake/job.schema.ts';
import { Refusal } from '../../functions/platform/refusal.ts';
import { shopDomainSchema } from '../../functions/shops/shop.schema.ts';
import { composeProduct } from './compose.ts';
import { startConsumers } from './consumers.ts';
import { debounce } from './debounce.ts';
import { startLive } from './demo/live.ts';
import type { StartOptions } from './flags.ts';
import { freeLeases } from './freeLeases.ts';
import { jobOnDemand } from './jobOnDemand.ts';
import { openLocalImport } from './importFile.ts';
import { importLines } from './importLines.ts';
import { importFile, loadHistory, openDemo, placeAll } from './load.ts';
import { localRoutes } from './localRoutes.ts';
import { chooseShop, openLocalShops } from './localShops.ts';
import type { Machine } from './machine.ts';
import { openScheduler } from './scheduler.ts';
import { signSessionToken } from './sessionToken.ts';
import type { Shutdown } from './shutdown.ts';
import { webhookRoutes } from './webhookRoutes.ts';

/** Classes follow an order within seconds, and a stream of orders costs one run in a while. */
const quietMs = 2_000;
const atMostMs = 6_000;
/** Under a stream of changes a run starts this many of its own durations after the one before. */
const restShare = 5;
/** What an upload may weigh here: it is held in memory while it is read. */
const mostUploadBytes = 200_000_000;

/** Runs the product on the machine: serves at once, loads what the shop lacks, then lets it live. */
export async function runProduct(
  machine: Machine,
  options: StartOptions,
  say: (line: string) => void,
  shutdown: Shutdown,
): Promise<void> {
  const { clock, engine, folder, parts, queues, server, standIn } = machine;
  const { log } = parts;
  const wallMs = () => clock.wallMs();
  const { apiKey, apiSecret } = options;
  const localShops = openLocalShops(folder.file('shops.json'));
  const file =
    options.importFile === undefined
      ? undefined
      : await openLocalImport(options.importFile, options.mappingFile);
  const shop = chooseShop(localShops, {
    shop: options.shop,
    timeZone: options.timeZone ?? file?.timeZone,
    currency: options.currency ?? file?.currency,
    filledWith: fillingOf(options),
    asked: options.empty || options.importFile !== undefined || options.customers !== undefined,
  });
  localShops.keep(shop);

  const sendJob = (job: Job) => queues.jobs.send(JSON.stringify(job));
  const fault = (error: unknown) => {
    log.error('local.fault', { fault: error instanceof Error ? error.name : 'unknown' });
  };
  let tookMs = 0;
  const changes = debounce(
    (changed) => {
      sendJob({ job: 'recompute', shop: changed, reason: 'changes' }).catch(fault);
    },
    () => ({
      quietMs: Math.max(quietMs, tookMs),
      atMostMs: Math.max(atMostMs, restShare * tookMs),
    }),
    wallMs,
  );
  const product = composeProduct(parts, {
    onChanged: async (changed, { dueMarks }) => {
      changes.note(changed);
      if (dueMarks > 0) await sendJob({ job: 'coupons', shop: changed });
    },
    onJob: ({ job }, ms) => {
      if (job === 'recompute') tookMs = ms;
    },
  });
  const scheduler = openScheduler({
    path: folder.file('schedule.json'),
    clock,
    shops: () => product.access.shops.listInstalled(),
    send: sendJob,
    onFault: fault,
  });

  let ready = false;
  const app = new Hono();
  app.route('/', webhookRoutes({ secrets: [apiSecret], events: queues.events, wallMs, log }));
  app.route(
    '/',
    localRoutes({
      clock,
      isReady: () => ready,
      depth: () => queues.depth(),
      usualShop: () => shop.shop,
      signToken: (domain) => {
        openInStandIn(machine, domain);
        return signSessionToken(domain, { apiKey, apiSecret, wallMs });
      },
      runJob: (name, domain) => jobOnDemand(name, domain, product.runJob, queues, wallMs),
      clockMoved: () => scheduler.tick(),
      look: standIn.look,
    }),
  );
  app.route(
    '/',
    adminApi(parts, product.access, product.desk, {
      queueDepth: () => queues.depth(),
      mostUploadBytes,
    }),
  );
  machine.serve(app);
  folder.announce(`${server.url}/`);

  await freeLeases(
    engine.table,
    localShops.all().map((one) => one.shop),
  );
  const consumers = startConsumers(queues, product.handlers, log, wallMs);
  shutdown.add('The consumers', () => consumers.stop());
  shutdown.add('The scheduler', () => {
    scheduler.stop();
    changes.stop();
  });

  say('Loading.');
  if (!shop.loaded) {
    await openDemo(machine, shop, options);
    await loadHistory(machine, product, shop.shop, options);
  }
  if (file !== undefined) {
    const startedMs = wallMs();
    const report = await importFile(machine, product, shop, file);
    for (const line of importLines(report, wallMs() - startedMs)) say(line);
  }
  if (file !== undefined || shop.loaded) {
    await placeAll(product, shop.shop, file === undefined ? 'start' : 'import');
  }
  scheduler.recomputed(shop);
  localShops.keep({ ...shop, loaded: true });
  await scheduler.tick();
  scheduler.start();
  await machine.pages;
  ready = true;
  say(`ready ${server.url}/`);

  if (options.live && shop.filledWith === 'demo') {
    const live = startLive(standIn, { domain: shop.shop, seed: options.seed, clock });
    shutdown.add('The demo shop', () => live.stop());
  }
}

function fillingOf(options: StartOptions): 'demo' | 'import' | 'nothing' {
  if (options.importFile !== undefined) return 'import';
  return options.empty ? 'nothing' : 'demo';
}

/** A shop nobody has heard of yet opens empty, as one does that has just installed the app. */
function openInStandIn(machine: Machine, domain: string): void {
  if (machine.standIn.records.shop(domain) !== undefined) return;
  if (!shopDomainSchema.safeParse(domain).success) {
    throw new Refusal('invalid', 'A shop is named like name.myshopify.com.');
  }
  machine.standIn.openShop({ domain, currency: 'USD', timeZone: 'UTC' });
}

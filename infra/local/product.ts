import { graveyardOf } from '../../functions/assembly/deadLetters.ts';
import type { Job } from '../../functions/intake/job.schema.ts';
import { composeProduct } from './compose.ts';
import { startConsumers } from './consumers.ts';
import { startDrain } from './deadLetterDrain.ts';
import { debounce } from './debounce.ts';
import { startLive } from './demo/live.ts';
import type { StartOptions } from './flags.ts';
import { freeLeases } from './freeLeases.ts';
import { openLocalImport } from './importFile.ts';
import { importLines } from './importLines.ts';
import { importFile, loadHistory, openDemo, placeAll } from './load.ts';
import { chooseShop, openLocalShops } from './localShops.ts';
import type { Machine } from './machine.ts';
import { machineApp } from './machineApp.ts';
import { openScheduler } from './scheduler.ts';
import type { Shutdown } from './shutdown.ts';

/** Classes follow an order within seconds, and a stream of orders costs one run in a while. */
const quietMs = 2_000;
/** Under a stream of changes a run starts this many durations of the last one later, within bounds. */
const restShare = 3;
const atMostMs = { least: 4_000, most: 15_000 };

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

  const sendJob = (job: Job) => queues.jobs.send(JSON.stringify(job), { group: job.shop });
  const fault = (error: unknown) => {
    log.error('local.fault', { fault: error instanceof Error ? error.name : 'unknown' });
  };
  let tookMs = 0;
  const changes = debounce(
    (changed) => {
      sendJob({ job: 'recompute', shop: changed, reason: 'changes' }).catch(fault);
    },
    () => ({
      quietMs,
      atMostMs: Math.min(atMostMs.most, Math.max(atMostMs.least, restShare * tookMs)),
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
  machine.serve(
    machineApp({
      machine,
      product,
      usualShop: shop.shop,
      isReady: () => ready,
      clockMoved: () => scheduler.tick(),
    }),
  );
  folder.announce(`${server.url}/`);

  await freeLeases(
    engine.table,
    localShops.all().map((one) => one.shop),
  );
  const consumers = startConsumers(queues, product.handlers, log, wallMs);
  shutdown.add('The consumers', () => consumers.stop());
  const drain = startDrain(queues, graveyardOf(parts), log);
  shutdown.add('The dead letters', () => drain.stop());
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

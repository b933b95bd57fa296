import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { importCsv } from '../../functions/intake/importCsv.ts';
import type { ImportReport } from '../../functions/insights/overview.schema.ts';
import { Refusal } from '../../functions/platform/refusal.ts';
import type { Product } from './compose.ts';
import { seedDemoShop } from './demo/seed.ts';
import type { LocalImport } from './importFile.ts';
import type { LocalShop } from './localShops.ts';
import type { Machine } from './machine.ts';
import { startProgress } from './progress.ts';
import { signSessionToken } from './sessionToken.ts';

export interface LoadOptions {
  apiKey: string;
  apiSecret: string;
  customers: number | undefined;
  seed: number;
}

const usualCustomers = 3_000;
const lookMs = 100;
const gaveUp =
  'The history could not be read to its end; clientele.log in the data folder says why. Start again to go on from there.';

/** Gives the stand-in its shop and that shop its past; taken up again where a killed run stopped. */
export async function openDemo(
  machine: Machine,
  shop: LocalShop,
  options: LoadOptions,
): Promise<void> {
  const { clock, standIn } = machine;
  const { shop: domain, currency, timeZone } = shop;
  if (shop.filledWith !== 'demo') {
    standIn.openShop({ domain, currency, timeZone });
    return;
  }
  const bar = progress(machine, 'Making up buyers');
  await seedDemoShop(
    standIn,
    {
      domain,
      currency,
      timeZone,
      seed: options.seed,
      customers: options.customers ?? usualCustomers,
      endAt: Math.floor(clock.businessMs() / 1000),
    },
    ({ done, total }) => bar.update(done, total),
  );
  bar.end();
}

/** Installs the app as a merchant does, and waits until its history is read and everyone placed. */
export async function loadHistory(
  machine: Machine,
  product: Product,
  shop: string,
  options: LoadOptions,
): Promise<void> {
  const { clock, queues } = machine;
  const signer = { ...options, wallMs: () => clock.wallMs() };
  await product.access.install(shop, await signSessionToken(shop, signer));
  // A run that was killed may have lost the message with its last step done.
  if (queues.jobs.depth() === 0) {
    await queues.jobs.send(JSON.stringify({ job: 'backfill', shop }));
  }
  const bar = progress(machine, 'Reading the history');
  while (true) {
    const state = await product.jobStore.readBackfill(shop);
    if (state !== undefined && state.failure !== null)
      throw new Refusal('unavailable', state.failure);
    if (queues.jobs.depth() === 0) {
      if (state?.phase === 'done') break;
      throw new Refusal('unavailable', gaveUp);
    }
    if (state?.phase === 'customers' || state?.phase === 'orders') {
      bar.update(state[state.phase], state.total);
    }
    await wait(lookMs);
  }
  bar.end();
}

/** Reads a merchant's own file into the shop, and lets the stand-in know those customers. */
export async function importFile(
  machine: Machine,
  product: Product,
  shop: LocalShop,
  file: LocalImport,
): Promise<ImportReport> {
  const floor = machine.standIn.shop(shop.shop);
  const known = new Set<string>();
  const { customers, database } = machine.standIn.records;
  const introduce = (facts: readonly OrderFact[]) => {
    for (const { customerId } of facts) {
      // Only ids as the shop writes them: one made from an address is nobody the shop knows.
      if (customerId === null || known.has(customerId) || !/^\d+$/.test(customerId)) continue;
      known.add(customerId);
      const here = customers.get(shop.shop, customerId) !== undefined;
      if (!here) floor.addCustomer({ id: customerId });
    }
  };
  const bar = progress(machine, `Reading ${file.fileName}`);
  const report = await importCsv(
    {
      id: createHash('sha256').update(file.fileName).digest('hex').slice(0, 16),
      fileName: file.fileName,
      bytes: file.read((bytes) => bar.update(bytes, file.totalBytes)),
      mapping: file.mapping,
    },
    shop,
    {
      applyHistory: async (domain, facts) => {
        database.transaction(() => introduce(facts));
        await product.history.orders(domain, facts);
      },
      customersOfMail: (domain, emails) => product.history.customersOfMail(domain, emails),
    },
  );
  bar.end();
  return report;
}

/** Places everyone who is in the shop now. */
export async function placeAll(product: Product, shop: string, reason: string): Promise<void> {
  while (true) {
    const result = await product.runJob({ job: 'recompute', shop, reason });
    if (result.outcome === 'done') return;
    await wait(result.afterSeconds * 1000);
  }
}

function progress(machine: Machine, label: string) {
  return startProgress(label, process.stdout, () => machine.clock.wallMs());
}

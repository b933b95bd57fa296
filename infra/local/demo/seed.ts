import { z } from 'zod';
import type { StandIn } from '../shopify/standIn.ts';
import { generateHistory, type HistoryItem, type HistoryPlan } from './history.ts';
import { demoShop } from './market.ts';

export interface SeedOptions {
  domain: string;
  currency: string;
  timeZone: string;
  seed: number;
  customers: number;
  years?: number;
  /** Where the history ends: business now, epoch seconds. */
  endAt: number;
}

export interface SeedProgress {
  /** Customers kept so far. */
  done: number;
  total: number;
}

const planSchema = z.object({
  seed: z.number(),
  customers: z.number(),
  endAt: z.number(),
  years: z.number(),
  currency: z.string(),
  timeZone: z.string(),
});

/** Rows a transaction: large enough to be fast, small enough to show progress. */
const batchSize = 2000;

/**
 * Gives a shop its past, once. The plan is kept before the first row, so that a killed run is taken
 * up by writing the same history again, over itself.
 */
export async function seedDemoShop(
  standIn: StandIn,
  options: SeedOptions,
  onProgress: (progress: SeedProgress) => void = () => undefined,
): Promise<'seeded' | 'alreadyThere'> {
  const { domain } = options;
  const { records } = standIn;
  if (records.shop(domain) === undefined) {
    standIn.openShop(demoShop(domain, options.currency, options.timeZone));
  }
  if (records.memo(domain, 'historySeeded') === 'yes') return 'alreadyThere';
  const plan = keptPlan(standIn, options);

  const floor = standIn.shop(domain);
  let customers = 0;
  let lastNumber = 0;
  const keep = (item: HistoryItem): void => {
    switch (item.kind) {
      case 'product':
        floor.putProduct(item.product);
        break;
      case 'discount':
        floor.putDiscount(item.discount);
        break;
      case 'customer':
        customers += 1;
        records.customers.put(domain, item.customer);
        break;
      case 'order':
        lastNumber = Math.max(lastNumber, item.order.number);
        floor.putOrder(item.order, item.redeemed);
        break;
    }
  };
  for (const batch of batches(generateHistory(plan), batchSize)) {
    records.database.transaction(() => {
      for (const item of batch) keep(item);
    });
    onProgress({ done: customers, total: plan.customers });
    await new Promise((resolve) => setImmediate(resolve));
  }
  records.database.transaction(() => {
    if (lastNumber > 0) records.skipIds(domain, 'OrderNumber', lastNumber);
    records.putMemo(domain, 'historySeeded', 'yes');
  });
  return 'seeded';
}

function keptPlan(standIn: StandIn, options: SeedOptions): HistoryPlan {
  const { domain } = options;
  const kept = standIn.records.memo(domain, 'historyPlan');
  if (kept !== undefined) return planSchema.parse(JSON.parse(kept));
  const plan: HistoryPlan = {
    seed: options.seed,
    customers: options.customers,
    endAt: options.endAt,
    years: options.years ?? 2,
    currency: options.currency,
    timeZone: options.timeZone,
  };
  standIn.records.putMemo(domain, 'historyPlan', JSON.stringify(plan));
  return plan;
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

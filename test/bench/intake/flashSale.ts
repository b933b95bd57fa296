import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { packEnvelope } from '../../../functions/intake/packEnvelope.ts';
import { receiveWebhook } from '../../../functions/intake/receive.ts';
import { jsonLog } from '../../../functions/platform/log.ts';
import type { BatchHandler } from '../../../functions/platform/queue.ts';
import { consume } from '../../../infra/local/consumer.ts';
import { openQueue, type LocalQueue } from '../../../infra/local/queue.ts';
import { openQueueFile } from '../../../infra/local/queueFile.ts';
import { seeded } from '../../customers/shaky.ts';
import type { BenchRow } from '../row.ts';
import { openBenchShops, type BenchShops } from './benchShop.ts';
import { deliveriesOf, type Told } from './deliveries.ts';
import { signed, benchSecret } from './takeIn.ts';

const noisy = 'flash-sale.myshopify.com';
const quiet = 'quiet.myshopify.com';
const burst = 2_000;
const quietOrders = 20;
const buyers = Array.from({ length: 500 }, (_, customer) => customer);
const log = jsonLog(() => undefined);

/**
 * Two thousand orders of one shop at once, and then now and again an order of another. How many
 * deliveries of the burst are done before each quiet one says whether it had to wait for them.
 */
export async function flashSale(): Promise<BenchRow[]> {
  const fair = await oneSale(true);
  const unfair = await oneSale(false);
  const words = (waited: number[]) => {
    const sorted = waited.toSorted((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return `${String(middle)} (median), ${String(sorted.at(-1) ?? 0)} (most)`;
  };
  return [
    {
      what: `burst of ${burst.toLocaleString('en')} orders: deliveries done before a quiet shop's own`,
      value: words(fair),
      budget: '≤ 80: what is in hand, and once more',
    },
    { what: 'the same where messages do not say whose they are', value: words(unfair) },
  ];
}

async function oneSale(grouped: boolean): Promise<number[]> {
  const shops = await openBenchShops([noisy, quiet]);
  const folder = mkdtempSync(join(tmpdir(), 'clientele-bench-queue-'));
  const file = openQueueFile(join(folder, 'queue.sqlite'));
  const queue = openQueue(file, 'events', { visibilityMs: 180_000, maxReceives: 8 }, Date.now);
  try {
    const send = (shop: string, told: Told) => receiveInto(queue, shop, told, grouped);
    const random = seeded(1);
    await Promise.all(
      Array.from({ length: burst }, (_, order) => send(noisy, created(order, random))),
    );
    const { handler, done } = counting(shops);
    const consumer = consume(queue, handler, {
      concurrency: 4,
      batchSize: 10,
      log,
      wallMs: Date.now,
    });
    const waited: number[] = [];
    for (let order = 0; order < quietOrders; order += 1) {
      const before = done.get(noisy) ?? 0;
      await send(quiet, created(order, random));
      while ((done.get(quiet) ?? 0) <= order) await wait(1);
      waited.push((done.get(noisy) ?? 0) - before);
    }
    await consumer.stop();
    return waited;
  } finally {
    file.close();
    rmSync(folder, { recursive: true, force: true });
    await shops.close();
  }
}

function created(order: number, random: () => number): Told {
  const [first] = deliveriesOf(order, buyers, random);
  if (first === undefined) throw new Error('an order without a delivery');
  return first;
}

async function receiveInto(queue: LocalQueue, shop: string, told: Told, grouped: boolean) {
  const { status } = await receiveWebhook(signed(shop, told), {
    secrets: [benchSecret],
    enqueue: (envelope) =>
      queue.send(packEnvelope(envelope), grouped ? { group: envelope.shop } : {}),
    nowMs: Date.now,
    log,
  });
  if (status !== 200) throw new Error(`receive answered ${String(status)}`);
}

/** Applies, and counts what is done by shop. */
function counting({ apply }: BenchShops): { handler: BatchHandler; done: Map<string, number> } {
  const done = new Map<string, number>();
  const handler: BatchHandler = async (batch) => {
    const answer = await apply(batch);
    for (const { body } of batch) {
      const shop = body.includes(quiet) ? quiet : noisy;
      done.set(shop, (done.get(shop) ?? 0) + 1);
    }
    return answer;
  };
  return { handler, done };
}

import { createHmac } from 'node:crypto';
import { packEnvelope } from '../../../functions/intake/packEnvelope.ts';
import { receiveWebhook } from '../../../functions/intake/receive.ts';
import { jsonLog } from '../../../functions/platform/log.ts';
import { measured, type BenchShops } from './benchShop.ts';
import type { Told } from './deliveries.ts';
import type { Counted } from './dollars.ts';

export const benchSecret = 'bench-secret';
const batchSize = 10;

/** Receives signed deliveries and applies what was queued, in batches as the queue gives them. */
export async function takeIn(
  shops: BenchShops,
  shop: string,
  told: readonly Told[],
  workers = 8,
): Promise<Counted & { wallMs: number }> {
  const requests = told.map((one) => signed(shop, one));
  const queued: string[] = [];
  const receive = await measured(shops.table, async () => {
    for (const request of requests) {
      const { status } = await receiveWebhook(request, {
        secrets: [benchSecret],
        enqueue: (envelope) => {
          queued.push(packEnvelope(envelope));
          return Promise.resolve();
        },
        nowMs: Date.now,
        log: jsonLog(() => undefined),
      });
      if (status !== 200) throw new Error(`receive answered ${String(status)}`);
    }
  });
  const apply = await measured(shops.table, () => applyAll(shops, queued, workers));
  return {
    deliveries: told.length,
    bytes: told.reduce((sum, { body }) => sum + body.length, 0),
    units: apply.units,
    receiveCpuMs: receive.cpuMs,
    applyCpuMs: apply.cpuMs,
    wallMs: receive.wallMs + apply.wallMs,
  };
}

/** Applies what was queued, ten at a time; one worker takes them one by one. */
export async function applyAll(
  { apply }: BenchShops,
  queued: readonly string[],
  workers: number,
): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < queued.length) {
      const start = next;
      next += workers === 1 ? 1 : batchSize;
      const batch = queued
        .slice(start, next)
        .map((body, index) => ({ id: String(start + index), body, attempt: 1 }));
      const { failed } = await apply(batch);
      if (failed.length > 0) throw new Error('a delivery was not applied');
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}

export function signed(shop: string, { topic, body }: Told) {
  const bytes = new TextEncoder().encode(body);
  const headers = {
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': shop,
    'x-shopify-triggered-at': '2026-11-20T18:00:00.000000Z',
    'x-shopify-hmac-sha256': createHmac('sha256', benchSecret).update(bytes).digest('base64'),
  };
  return { headers, body: bytes };
}

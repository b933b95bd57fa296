import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { applyBatch } from '../../functions/intake/apply.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import type { Envelope } from '../../functions/intake/envelope.schema.ts';
import { systemClock } from '../../functions/platform/clock.ts';
import { openTable } from '../../functions/platform/dynamo.ts';
import { connectDynamo } from '../../functions/platform/dynamoClient.ts';
import { jsonLog } from '../../functions/platform/log.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { createTable } from '../../infra/createTable.ts';
import { dynoxideBinary, startDynoxide } from '../../infra/local/dynoxide.ts';
import { orderBody } from './orderBody.ts';
import { dynamoDollars } from './prices.ts';
import type { BenchRow } from './row.ts';

const shop = 'bench.myshopify.com';
const orders = 600;
const ordersPerCustomer = 3;
const deliveriesPerOrder = 5;
const batchSize = 10;
const workers = 8;

/** Orders through apply on the embedded engine, five deliveries each, in batches as the queue gives them. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-bench-'));
  const engine = await startDynoxide(folder, dynoxideBinary());
  const client = connectDynamo({ region: 'local', endpoint: engine.endpoint });
  try {
    await createTable(client, 'bench');
    const table = openTable(client, 'bench');
    const shops = openShopStore(table);
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
    let changed = 0;
    const apply = applyBatch({
      table,
      shops,
      vault: vaultFromKey(randomBytes(32)),
      clock: systemClock,
      log: jsonLog(() => undefined),
      rereadOrder: () => Promise.resolve(null),
      requestPrivacy: () => Promise.reject(new Error('nobody asks here')),
      requestReread: () => Promise.reject(new Error('nothing here is in doubt')),
      isOurCode: () => Promise.resolve(false),
      onChanged: (_shop, { applied }) => {
        changed += applied;
        return Promise.resolve();
      },
    });
    const batches = batchesOf(deliveries());
    const before = { ...table.units };
    const started = performance.now();
    const work = async () => {
      for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
        const { failed } = await apply(batch);
        if (failed.length > 0) throw new Error('a delivery was not applied');
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
    const seconds = (performance.now() - started) / 1000;
    const units = {
      read: table.units.read - before.read,
      write: table.units.write - before.write,
    };
    const perOrder = (value: number) => (value / orders).toFixed(2);
    const million = dynamoDollars(units) * (1_000_000 / orders);
    return [
      { what: 'orders a second, five deliveries each', value: (orders / seconds).toFixed(0) },
      { what: 'deliveries a second', value: ((orders * deliveriesPerOrder) / seconds).toFixed(0) },
      { what: 'deliveries that changed something', value: String(changed) },
      { what: 'read units an order', value: perOrder(units.read) },
      { what: 'write units an order', value: perOrder(units.write) },
      { what: 'DynamoDB for a million orders', value: `$${million.toFixed(2)}`, budget: '≤ $7' },
    ];
  } finally {
    client.destroy();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Create and four updates of each order; orders of many customers come mixed, as they do. */
function deliveries(): Envelope[] {
  const all: Envelope[] = [];
  const template = orderBody();
  for (let state = 0; state < deliveriesPerOrder; state += 1) {
    for (let order = 0; order < orders; order += 1) {
      const orderId = String(5_000_000_000_000 + order);
      const customerId = String(7_000_000_000_000 + Math.floor(order / ordersPerCustomer));
      const body = template
        .replaceAll('5678901234567', orderId)
        .replaceAll('7123456789012', customerId)
        .replaceAll('2026-11-20T10:00:01-05:00', `2026-11-20T10:00:0${String(state + 1)}-05:00`)
        .replace('#1001', `#${String(1000 + order)}`);
      all.push({
        kind: 'delivery',
        shop,
        source: 'shopify',
        topic: state === 0 ? 'orders/create' : 'orders/updated',
        webhookId: null,
        triggeredAtMs: null,
        receivedAtMs: Date.now(),
        body,
      });
    }
  }
  return all;
}

/** Taken from the end: the first batch is the oldest. */
function batchesOf(envelopes: readonly Envelope[]) {
  const batches: { id: string; body: string; attempt: number }[][] = [];
  for (let start = 0; start < envelopes.length; start += batchSize) {
    batches.push(
      envelopes.slice(start, start + batchSize).map((envelope, index) => ({
        id: String(start + index),
        body: packEnvelope(envelope),
        attempt: 1,
      })),
    );
  }
  return batches.reverse();
}

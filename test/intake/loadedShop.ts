import { deepEqual, equal } from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { applyBatch } from '../../functions/intake/apply.ts';
import { runBackfillStep } from '../../functions/intake/backfill.ts';
import { csvMappingSchema } from '../../functions/intake/csvMapping.schema.ts';
import { openHistory } from '../../functions/intake/history.ts';
import { importCsv } from '../../functions/intake/importCsv.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { receiveWebhook } from '../../functions/intake/receive.ts';
import { openJobStore } from '../../functions/intake/store.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import type { ShopifyAdmin } from '../../functions/shopify/adminClient.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { seeded } from '../customers/shaky.ts';
import { memoryTable } from '../simulation/memoryTable.ts';
import { bulkFileOf, fileOf, webhookOf, type Invoice } from './uciShop.ts';

export const shop = 'gifts.myshopify.com';
export const timeZone = 'Europe/London';
export const currency = 'GBP';
export const asOf = Date.parse('2011-12-10T09:00:00Z') / 1000;
export const clock = { businessMs: () => asOf * 1000, wallMs: () => asOf * 1000 };
export const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const secret = 'secret';
const batchSize = 10;

export async function openedShop() {
  const table = memoryTable();
  const shops = openShopStore(table);
  await shops.write({
    shop,
    name: 'Gifts',
    currency,
    timeZone,
    locale: 'en',
    installedAtMs: asOf * 1000,
    uninstalledAtMs: null,
    scopes: [],
    token: null,
    rev: 0,
  });
  const vault = vaultFromKey(new Uint8Array(32).fill(7));
  const isOurCode = () => Promise.resolve(false);
  const shared = { table, shops, vault, clock, isOurCode };
  return { ...shared, history: openHistory(shared) };
}
export type OpenedShop = Awaited<ReturnType<typeof openedShop>>;

export async function byFile({ history }: OpenedShop, invoices: readonly Invoice[]): Promise<void> {
  const fixture = new URL('../fixtures/uci-online-retail.mapping.json', import.meta.url);
  const mapping = csvMappingSchema.parse(JSON.parse(readFileSync(fixture, 'utf8')));
  const file = { id: 'one', fileName: 'lines.csv', bytes: fileOf(invoices), mapping };
  const report = await importCsv(
    file,
    { shop, currency, timeZone },
    {
      applyHistory: (to, facts) => history.orders(to, facts),
      customersOfMail: (to, emails) => history.customersOfMail(to, emails),
    },
  );
  const { state, orders, skipped } = report;
  deepEqual({ state, orders, skipped }, { state: 'done', orders: invoices.length, skipped: 0 });
}

/** Each order paid at once or told of twice, some deliveries twice, none in its place. */
function deliveriesOf(invoices: readonly Invoice[]): (() => [topic: string, body: string])[] {
  const random = seeded(invoices.length);
  const told = invoices.flatMap((invoice, at) => {
    const paid = () => ['orders/updated', webhookOf(invoice, 'paid')] as [string, string];
    const placed = () => ['orders/create', webhookOf(invoice, 'pending')] as [string, string];
    return [paid, ...(at % 3 === 0 ? [placed] : []), ...(at % 10 === 0 ? [paid] : [])];
  });
  for (let at = told.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [told[at], told[other]] = [told[other]!, told[at]!];
  }
  return told;
}

export async function byWebhooks(of: OpenedShop, invoices: readonly Invoice[]): Promise<void> {
  const asked: string[] = [];
  const apply = applyBatch({
    ...of,
    log,
    rereadOrder: () => Promise.resolve(null),
    requestReread: (_, id) => Promise.resolve(void asked.push(id)),
    requestPrivacy: () => Promise.resolve(),
    onChanged: () => Promise.resolve(),
  });
  let queued: string[] = [];
  const work = async () => {
    const batch = queued.map((body, index) => ({ id: String(index), body, attempt: 1 }));
    queued = [];
    deepEqual((await apply(batch)).failed, []);
  };
  for (const deliver of deliveriesOf(invoices)) {
    const [topic, body] = deliver();
    const bytes = Buffer.from(body);
    const headers = {
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': shop,
      'x-shopify-triggered-at': new Date(asOf * 1000).toISOString(),
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(bytes).digest('base64'),
    };
    const { status } = await receiveWebhook(
      { headers, body: bytes },
      {
        secrets: [secret],
        enqueue: (envelope) => Promise.resolve(void queued.push(packEnvelope(envelope))),
        nowMs: clock.wallMs,
        log,
      },
    );
    equal(status, 200);
    if (queued.length === batchSize) await work();
  }
  await work();
  deepEqual(asked, []);
}

export async function byBackfill(of: OpenedShop, invoices: readonly Invoice[]): Promise<void> {
  const file = bulkFileOf(invoices);
  // What the shop answers to "write me a file" and "is it there": one for orders, none of the rest.
  const admin: ShopifyAdmin = {
    graphql: (_shop, document, variables, schema) => {
      const isOrders = String(variables['query'] ?? variables['id']).includes('orders');
      const id = isOrders ? 'orders' : 'nothing';
      const answer = document.includes('bulkOperationRunQuery')
        ? { bulkOperationRunQuery: { bulkOperation: { id }, userErrors: [] } }
        : {
            bulkOperation: {
              status: 'COMPLETED',
              errorCode: null,
              createdAt: new Date(asOf * 1000).toISOString(),
              objectCount: String(isOrders ? invoices.length : 0),
              rootObjectCount: String(isOrders ? invoices.length : 0),
              url: isOrders ? 'https://files.example/orders' : null,
            },
          };
      return Promise.resolve(schema.parse(answer));
    },
  };
  const jobs = openJobStore(of.table);
  const deps = {
    ...of,
    jobs,
    admin,
    webhookUri: null,
    fetch: () => Promise.resolve(new Response(Uint8Array.from(file))),
    nowMs: clock.wallMs,
    log,
  };
  while ((await runBackfillStep(shop, deps)) !== 'done');
  equal((await jobs.readBackfill(shop))?.orders, invoices.length);
}

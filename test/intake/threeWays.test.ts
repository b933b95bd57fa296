import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { csvMappingSchema } from '../../functions/intake/csvMapping.schema.ts';
import { openHistory } from '../../functions/intake/history.ts';
import { importCsv } from '../../functions/intake/importCsv.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { type codeWords, idAt, wordAt } from '../../functions/segments/columns.ts';
import { recompute } from '../../functions/segments/recompute.ts';
import { readSnapshot } from '../../functions/segments/snapshot.ts';
import { orderOfBulk } from '../../functions/shopify/orders.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { startTestTable } from '../support/dynamo.ts';
import { dataRows, sharedData } from '../support/sharedData.ts';
import { openDesk, vault } from './intakeDesk.ts';

const shop = 'gifts.myshopify.com';
const asOf = Date.parse('2011-12-10T09:00:00Z') / 1000;
/** Enough for quintiles and a rhythm of their own. */
const customers = 75;

interface Sale {
  id: string;
  customerId: string;
  /** Without a zone: the shop's clock stands at UTC here. */
  on: string;
  total: string;
}

/** Sales of some customers of the UCI shop, of all sizes and habits. */
function someSales(): Sale[] {
  const sales = dataRows('uci_online_retail_orders.csv.gz')
    .slice(1)
    .flatMap(([id = '', customerId = '', , on = '', , , total = '', , , , kind]) =>
      kind === 'sale' && customerId !== '' && Number(total) > 0
        ? [{ id, customerId, on, total }]
        : [],
    );
  const all = [...new Set(sales.map(({ customerId }) => customerId))].sort();
  const step = Math.floor(all.length / customers);
  const chosen = new Set(all.filter((_, index) => index % step === 0).slice(0, customers));
  return sales.filter(({ customerId }) => chosen.has(customerId));
}

const instantOf = ({ on }: Sale) => `${on.replace(' ', 'T').slice(0, 16)}:00Z`;

async function opened() {
  const { table } = await startTestTable();
  const desk = await openDesk(table, shop, { run: false, currency: 'GBP' });
  desk.clock.seconds = asOf;
  const clock = { businessMs: () => asOf * 1000, wallMs: () => Date.now() };
  const isOurCode = () => Promise.resolve(false);
  const history = openHistory({ table, shops: openShopStore(table), vault, clock, isOurCode });
  return { table, desk, clock, history };
}
type Opened = Awaited<ReturnType<typeof opened>>;

async function byCsv({ history }: Opened, sales: readonly Sale[]): Promise<void> {
  const lines = sales.map(({ id, customerId, on, total }) =>
    [id, customerId, on.slice(0, 16), total].join(),
  );
  const mapping = csvMappingSchema.parse({
    order: { id: ['id'] },
    customer: { id: 'who' },
    placedAt: { column: 'on', format: 'yyyy-MM-dd HH:mm', timeZone: 'UTC' },
    total: 'total',
  });
  async function* bytes() {
    yield await Promise.resolve(Buffer.from(['id,who,on,total', ...lines].join('\n')));
  }
  const of = { shop, currency: 'GBP', timeZone: 'Asia/Seoul' };
  const report = await importCsv({ id: 'one', fileName: 'a.csv', bytes: bytes(), mapping }, of, {
    applyHistory: (to, facts) => history.orders(to, facts),
    customersOfMail: (to, emails) => history.customersOfMail(to, emails),
  });
  expect(report).toMatchObject({ state: 'done', orders: sales.length, skipped: 0 });
}

async function byWebhooks({ desk }: Opened, sales: readonly Sale[]): Promise<void> {
  for (const sale of sales) {
    const money = { amount: sale.total, currency_code: 'GBP' };
    const failed = await desk.deliver('orders/create', {
      id: Number(sale.id),
      admin_graphql_api_id: `gid://shopify/Order/${sale.id}`,
      name: `#${sale.id}`,
      created_at: instantOf(sale),
      processed_at: instantOf(sale),
      updated_at: instantOf(sale),
      financial_status: 'paid',
      total_price_set: { shop_money: money, presentment_money: money },
      customer: {
        id: Number(sale.customerId),
        admin_graphql_api_id: `gid://shopify/Customer/${sale.customerId}`,
      },
      line_items: [],
      refunds: [],
    });
    expect(failed).toEqual([]);
  }
}

async function byBackfill({ history }: Opened, sales: readonly Sale[]): Promise<void> {
  const facts = sales.map((sale): OrderFact => {
    const root = {
      id: `gid://shopify/Order/${sale.id}`,
      name: `#${sale.id}`,
      processedAt: instantOf(sale),
      updatedAt: instantOf(sale),
      cancelledAt: null,
      displayFinancialStatus: 'PAID',
      test: false,
      sourceName: 'web',
      customer: { id: `gid://shopify/Customer/${sale.customerId}` },
      purchasingEntity: null,
      totalPriceSet: { shopMoney: { amount: sale.total, currencyCode: 'GBP' } },
      totalDiscountsSet: null,
      refunds: [],
      discountCodes: [],
    };
    const read = orderOfBulk(root, [], asOf);
    if (read.outcome !== 'order') throw new Error('to be read by itself');
    return read.fact;
  });
  await history.orders(shop, facts);
}

/** Every customer's figures and classes as the next run leaves them. */
async function sorted({ table, clock }: Opened) {
  const folder = mkdtempSync(join(tmpdir(), 'three-ways-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const objects = folderObjects(folder);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const settings = defaultSettings;
  const of = { shop, timeZone: 'Asia/Seoul', currency: 'GBP', settings };
  await recompute(of, 'test', {
    table: table satisfies Table,
    objects,
    clock,
    log,
    leases: openShopStore(table),
  });
  const { columns, meta } = (await readSnapshot(objects, shop))!;
  const schemes = [
    'segment',
    'level',
    'abc',
    'lifecycle',
    'quadrant',
    'loyalty',
    'promotion',
  ] as const satisfies readonly (keyof typeof codeWords)[];
  const people = Array.from({ length: columns.count }, (_, at) => [
    idAt(columns, at),
    columns.orders[at],
    columns.netMinor[at],
    ...schemes.map((scheme) => wordAt(columns, scheme, at)),
  ]);
  return { people, cutoffs: meta.cutoffs };
}

test.skipIf(!sharedData)(
  'real customers are sorted the same, whether loaded by CSV, told by webhooks or read as history',
  { timeout: 120_000 },
  async () => {
    const sales = someSales();
    const ways = [byCsv, byWebhooks, byBackfill];
    const results = [];
    for (const load of ways) {
      const one = await opened();
      await load(one, sales);
      results.push(await sorted(one));
    }
    const [csv, webhooks, backfill] = results;
    expect(csv?.people).toHaveLength(customers);
    expect(csv?.cutoffs).toMatchObject({ method: 'quintiles', lifecycle: { method: 'rhythm' } });
    expect(webhooks).toEqual(csv);
    expect(backfill).toEqual(csv);
  },
);

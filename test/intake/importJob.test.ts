import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { applyOrder } from '../../functions/customers/applyOrder.ts';
import { calendarOf } from '../../functions/customers/calendar.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { classPlacing } from '../../functions/intake/classPlacing.ts';
import { openHistory } from '../../functions/intake/history.ts';
import { runImport, startImport } from '../../functions/intake/importJob.ts';
import type { Job } from '../../functions/intake/job.schema.ts';
import { openJobStore } from '../../functions/intake/store.ts';
import type { Objects } from '../../functions/platform/objects.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { startTestTable } from '../support/dynamo.ts';

const shop = 'one.myshopify.com';
const now = Date.parse('2026-11-01T12:00:00Z') / 1000;
const header =
  'Name,Email,Financial Status,Currency,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem discount,Cancelled at,Refunded Amount,Id,Source';
const file = [
  header,
  '#1,ada@example.com,paid,USD,10.00,,0.00,2026-03-05 10:00:00 -0500,1,Cup,10.00,0.00,,0.00,5001,web',
  '#2,ada@example.com,partially_refunded,USD,30.00,,0.00,2026-04-05 10:00:00 -0400,2,Pot,10.00,0.00,,5.00,5002,web',
  '#2,ada@example.com,,,,,,,1,Lid,10.00,0.00,,,,',
  '#3,,paid,USD,7.00,,0.00,2026-04-06 10:00:00 -0400,1,Cup,7.00,0.00,,0.00,5003,pos',
  '#4,bob@example.com,paid,USD,oops,,0.00,2026-04-06 10:00:00 -0400,1,Cup,7.00,0.00,,0.00,5004,web',
].join('\n');

/** Objects in memory: files are no matter of these tests. */
function someObjects(): Objects {
  const kept = new Map<string, Uint8Array>();
  return {
    put: (key, bytes) => Promise.resolve(void kept.set(key, bytes)),
    putNew: () => Promise.reject(new Error('an import makes nothing new')),
    get: (key) => Promise.resolve(kept.get(key)),
    delete: (key) => Promise.resolve(void kept.delete(key)),
    list: () => {
      throw new Error('an import looks for no objects');
    },
  };
}

async function setUp() {
  const { table } = await startTestTable();
  const shops = openShopStore(table);
  await shops.write({
    shop,
    name: 'One',
    currency: 'USD',
    timeZone: 'UTC',
    locale: 'en',
    installedAtMs: 1,
    uninstalledAtMs: null,
    scopes: [],
    token: null,
    rev: 0,
  });
  const clock = { businessMs: () => now * 1000, wallMs: () => Date.now() };
  const vault = vaultFromKey(new Uint8Array(32).fill(3));
  const isOurCode = () => Promise.resolve(false);
  const history = openHistory({ table, shops, vault, clock, isOurCode });
  const sent: Job[] = [];
  const deps = {
    jobs: openJobStore(table),
    shops,
    objects: someObjects(),
    history,
    nowMs: clock.wallMs,
    newId: () => String(sent.length + 1),
    sendJob: (job: Job) => Promise.resolve(void sent.push(job)),
  };
  const upload = async (text: string) => {
    const bytes = gzipSync(text);
    const { id } = await startImport(shop, { fileName: 'orders.csv', bytes, mapping: null }, deps);
    return runImport(shop, id, deps);
  };
  const ada = async () => {
    const ids = await history.customersOfMail(shop, ['ada@example.com']);
    return readCustomer(table, shop, ids.get('ada@example.com') ?? '');
  };
  const live: Parameters<typeof classPlacing>[0] = {
    calendar: calendarOf('UTC'),
    basis: null,
    asOf: now,
    origin: 'live',
    ours: () => Promise.resolve([]),
  };
  const webhook = (fact: OrderFact) => applyOrder(table, shop, fact, classPlacing(live));
  return { table, deps, sent, upload, ada, webhook, history };
}

test('an uploaded order export becomes customer files, and its report is kept', async () => {
  const { upload, ada, deps, sent } = await setUp();
  const report = await upload(file);
  expect(report).toEqual({
    id: '1',
    fileName: 'orders.csv',
    state: 'done',
    rows: 5,
    orders: 3,
    customers: 1,
    guests: 1,
    credits: 0,
    skipped: 1,
    reasons: [{ line: 6, reason: 'the total is not an amount' }],
    total: { amount: '47.00', currency: 'USD' },
    message: null,
  });
  expect(sent).toEqual([{ job: 'import', shop, importId: '1' }]);
  expect(await deps.jobs.listImports(shop)).toEqual([report]);
  const { item } = await ada();
  expect(item.customerId).toMatch(/^mail-/);
  expect(item.totals).toMatchObject({ rows: 2, orders: 2, netMinor: 3500 });
  expect(JSON.stringify(item)).not.toContain('ada@');
});

test('importing the same file again changes nothing', async () => {
  const { upload, ada } = await setUp();
  await upload(file);
  const { item } = await ada();
  const report = await upload(file);
  expect(report).toMatchObject({ id: '2', orders: 3, total: { amount: '47.00' } });
  expect((await ada()).item).toEqual(item);
});

const told: OrderFact = {
  orderId: '5001',
  name: '#1',
  customerId: '9001',
  updatedAt: Date.parse('2026-03-05T15:00:00Z') / 1000,
  placedAt: Date.parse('2026-03-05T15:00:00Z') / 1000,
  cancelledAt: null,
  kind: 'order',
  payment: 'paid',
  totalMinor: 1000,
  refunds: [],
  discountMinor: 0,
  codes: [],
  flags: [],
  channel: 'web',
  lines: [],
};

test.each(['file first', 'webhook first'])(
  "an order told by file and by webhook is one, and the shop's word wins: %s",
  async (order) => {
    const { upload, ada, table, webhook } = await setUp();
    if (order === 'file first') await upload(file);
    await webhook({ ...told, totalMinor: 1100 });
    if (order === 'webhook first') await upload(file);
    const mine = await readCustomer(table, shop, '9001');
    expect(mine.rows.map(({ orderId, totalMinor }) => [orderId, totalMinor])).toEqual([
      ['5001', 1100],
    ]);
    // What only the file tells of stays with who the file says.
    expect((await ada()).rows.map(({ orderId }) => orderId)).toEqual(['5002']);
  },
);

test('orders of an address the shop knows go to its customer', async () => {
  const { upload, ada, history } = await setUp();
  const person = { email: 'ada@example.com', firstName: 'Ada', lastName: null, phone: null };
  const address = { address1: null, address2: null, city: null, province: null };
  await history.customers(shop, [
    {
      profile: {
        customerId: '9001',
        createdAt: 1,
        updatedAt: 2,
        person: { ...person, ...address, zip: null, countryCode: null },
        shopSays: null,
        tags: [],
      },
      consent: { email: null, sms: null },
    },
  ]);
  await upload(file);
  const { item } = await ada();
  expect(item.customerId).toBe('9001');
  expect(item.totals.rows).toBe(2);
});

test('a file that is gone, or was read already, is not read again', async () => {
  const { deps, upload } = await setUp();
  const done = await upload(file);
  expect(await runImport(shop, '1', deps)).toEqual(done);
  const bytes = Buffer.from(file);
  const { id } = await startImport(shop, { fileName: 'f', bytes, mapping: null }, deps);
  await deps.objects.delete(`imports/${shop}/${id}`);
  expect(await runImport(shop, id, deps)).toMatchObject({ state: 'failed' });
  await expect(runImport(shop, 'none', deps)).rejects.toMatchObject({ code: 'notFound' });
});

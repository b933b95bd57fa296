import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyOrder } from '../../functions/customers/applyOrder.ts';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { changeCustomer } from '../../functions/customers/changeCustomer.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { classPlacing } from '../../functions/intake/classPlacing.ts';
import { indexOfId, wordAt, type Columns } from '../../functions/segments/columns.ts';
import { recompute } from '../../functions/segments/recompute.ts';
import { readSnapshot } from '../../functions/segments/snapshot.ts';
import { readRun } from '../../functions/segments/store.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { defaultSettings, type Settings } from '../../functions/shops/settings.schema.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { fact } from '../customers/rows.ts';
import { startTestTable } from '../support/dynamo.ts';

const shop = 'one.myshopify.com';
const day = 86_400;
const now = 20_000 * day + 43_200;
const calendar = calendarOf('UTC');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wholesale-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Eight customers of retail and six companies; company 106 has a tag and no company order. */
async function open() {
  const { table } = await startTestTable();
  const objects = folderObjects(await mkdtemp(join(folder, 'objects-')));
  const ours = () => Promise.resolve([]);
  const history = classPlacing({ calendar, basis: null, asOf: now, origin: 'import', ours });
  const buy = (customerId: string, daysAgo: number, totalMinor: number, over: object = {}) =>
    applyOrder(
      table,
      shop,
      fact({
        orderId: `${customerId}${String(daysAgo)}`,
        name: null,
        customerId,
        placedAt: now - daysAgo * day,
        updatedAt: now - daysAgo * day,
        totalMinor,
        ...over,
      }),
      history,
    );
  for (let n = 1; n <= 8; n += 1) await buy(String(n), n * 5, n * 1_000);
  for (let n = 101; n <= 105; n += 1) {
    await buy(String(n), n - 100, n * 10_000, { flags: ['wholesale'] });
  }
  await buy('106', 3, 50_000);
  await changeCustomer(table, shop, '106', () => ({
    item: { tags: { B2B: { on: true, at: 1 } } },
  }));
  await buy('8', 1, 9_000, { codes: ['TEAM40'] });
  const run = async (settings: Settings) => {
    await recompute({ shop, timeZone: 'UTC', currency: 'USD', settings }, 'backfill', {
      table,
      objects,
      clock: { businessMs: () => now * 1000, wallMs: () => Date.now() },
      leases: openShopStore(table),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    return (await readSnapshot(objects, shop))!;
  };
  return { table, run };
}

const levels = (columns: Columns, ids: readonly number[]) =>
  ids.map((id) => wordAt(columns, 'level', indexOfId(columns, String(id))));
const retail = [1, 2, 3, 4, 5, 6, 7, 8];
const companies = [101, 102, 103, 104, 105];
const withTag: Settings = { ...defaultSettings, wholesale: { tags: ['b2b'] } };

test('a run ranks companies and those with the chosen tag apart, and says how many', async () => {
  const { table, run } = await open();
  const plain = await run(defaultSettings);
  expect(plain.meta.totals.wholesale).toMatchObject({ customers: 5, ranked: 5, orders: 5 });
  const tagged = await run(withTag);
  expect(tagged.meta.totals).toMatchObject({
    customers: 14,
    ranked: 14,
    wholesale: { customers: 6, ranked: 6, netMinor: 5_200_000 },
  });
  expect(tagged.meta.cutoffs).toMatchObject({ ranked: 8, wholesale: { ranked: 6 } });
  expect(tagged.meta.totals.median?.netMinor).toBeLessThan(10_000);
  expect(tagged.columns.wholesale[indexOfId(tagged.columns, '106')]).toBe(1);
  expect(levels(tagged.columns, companies)).not.toContain(null);
  // One had been ranked among retail customers: their going moved cut-offs, but no rule may act.
  expect((await readCustomer(table, shop, '106')).item.classes.level?.cause).not.toBe('time');
});

test('purchases by the code of staff leave the figures once the shop says so', async () => {
  const { run } = await open();
  const at = (columns: Columns) => indexOfId(columns, '8');
  const counted = await run(defaultSettings);
  expect(counted.columns.netMinor[at(counted.columns)]).toBe(17_000);
  const staff = { purchases: 'exclude' as const, tags: [], codes: ['team40'] };
  const left = await run({ ...defaultSettings, staff });
  expect(left.columns.netMinor[at(left.columns)]).toBe(8_000);
  expect(left.columns.orders[at(left.columns)]).toBe(1);
  expect(left.columns.rows[at(left.columns)]).toBe(2);
});

test("a retail customer's first company order moves them to the other ranking, and no rule hears of a fall", async () => {
  const { table, run } = await open();
  await run(withTag);
  const { basis } = (await readRun(table, shop))!;
  const ours = () => Promise.resolve([]);
  const live = classPlacing({ calendar, basis, asOf: now, origin: 'live', ours });
  const order = fact({
    orderId: '9001',
    customerId: '8',
    placedAt: now - 60,
    updatedAt: now - 60,
    totalMinor: 1_000,
    flags: ['wholesale'],
  });
  const before = (await readCustomer(table, shop, '8')).item.classes;
  const { marks } = await applyOrder(table, shop, order, live);
  const after = (await readCustomer(table, shop, '8')).item.classes;
  const moved = (['level', 'abc', 'segment'] as const).filter(
    (scheme) => after[scheme]?.value !== before[scheme]?.value,
  );
  expect(moved.length).toBeGreaterThan(0);
  for (const scheme of moved) expect(after[scheme]?.cause).toBe('cutoff');
  expect(marks.filter((mark) => mark.kind === 'class' && mark.scheme !== 'lifecycle')).toEqual([]);
  expect(levels((await run(withTag)).columns, retail)).toHaveLength(8);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readCustomer } from '../../functions/customers/store.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { Refusal } from '../../functions/platform/refusal.ts';
import { idAt, wordAt } from '../../functions/segments/columns.ts';
import { recompute } from '../../functions/segments/recompute.ts';
import { readSnapshot } from '../../functions/segments/snapshot.ts';
import { refuseStandards } from '../../functions/segments/standards.ts';
import type { AskedStandard } from '../../functions/segments/standards.schema.ts';
import { defaultSettings, settingsSchema } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { daySeconds, noon, shop, silent, TestClock } from '../coupons/counter.ts';
import { order, place } from '../coupons/shopFloor.ts';
import { startTestTable } from '../support/dynamo.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'standards-'));
});
afterAll(() => rm(folder, { recursive: true }));

let table: Table;
const clock = new TestClock();
beforeEach(async () => {
  ({ table } = await startTestTable());
});

const standards: AskedStandard[] = [
  { key: 'key', query: 'net_spent >= 50 AND favourite_type IS NULL' },
  { key: 'right', query: 'net_spent >= 30' },
  { key: 'general', query: 'orders >= 1 AND net_spent >= 20' },
];

async function run(asked: readonly AskedStandard[]) {
  const settings = settingsSchema.parse({ ...defaultSettings, standards: asked });
  const of = { shop, timeZone: 'Europe/London', currency: 'GBP', settings };
  const objects = folderObjects(folder);
  clock.wall += 1000;
  const deps = { table, objects, clock, leases: openShopStore(table), log: silent };
  const report = await recompute(of, 'test', deps);
  if (report === 'busy') throw new Error('nobody else runs');
  const { columns } = (await readSnapshot(objects, shop))!;
  const words = Array.from({ length: columns.count }, (_, i) => [
    idAt(columns, i),
    wordAt(columns, 'standard', i),
  ]);
  return { report, standards: Object.fromEntries(words) as Record<string, string | null> };
}

/** Customer n spent n × 10.00, 100 days ago. */
async function people(count: number) {
  for (let n = 1; n <= count; n += 1) {
    const placedAt = noon - 100 * daySeconds;
    const totalMinor = n * 1000;
    const fact = order({ orderId: String(n), customerId: String(n), placedAt, totalMinor });
    await place(table, fact, null);
  }
}

describe('the merchant’s own standard', () => {
  test('is the first query that matches, for everybody and in each customer’s own file', async () => {
    await people(6);
    const first = await run(standards);
    const expected = { 1: null, 2: 'general', 3: 'right', 4: 'right', 5: 'key', 6: 'key' };
    expect(first.standards).toEqual(expected);
    for (const [id, value] of Object.entries(expected)) {
      const { item } = await readCustomer(table, shop, id);
      expect(item.classes.standard?.value ?? null).toBe(value);
    }
    expect((await run(standards)).report.written).toBe(0);
  });

  test('moves by the setting when its query changes, and marks nothing for rules', async () => {
    await people(4);
    await run(standards);
    const wider = standards.with(1, { key: 'right', query: 'net_spent >= 20' });
    const { report, standards: now } = await run(wider);
    expect(now).toEqual({ 1: null, 2: 'right', 3: 'right', 4: 'right' });
    expect(report).toMatchObject({ changes: { setting: 1 }, marks: 0 });
    const { item } = await readCustomer(table, shop, '2');
    expect(item.classes.standard).toMatchObject({ from: 'general', cause: 'setting' });
  });

  test('is nobody’s once there is none', async () => {
    await people(3);
    await run(standards);
    expect((await run([])).standards).toEqual({ 1: null, 2: null, 3: null });
    expect((await run([])).report.written).toBe(0);
  });

  test('may ask how soon a customer will be lost, which the same run works out', async () => {
    await people(2);
    const late = { placedAt: noon - 3 * daySeconds, customerId: '2', orderId: '9' };
    await place(table, order(late), null);
    const asked = [{ key: 'key', query: 'days_to_lapse > 90' }] as const;
    expect((await run(asked)).standards).toEqual({ 1: null, 2: 'key' });
  });

  test('that asks since when somebody is in a class finds nobody: this run decides that', async () => {
    await people(2);
    const asked = [{ key: 'key', query: 'NOT lifecycle_since < -7d' }] as const;
    expect((await run(asked)).standards).toEqual({ 1: null, 2: null });
    expect((await run(asked)).report.written).toBe(0);
  });

  test('that cannot be read any more finds nobody, and the others go on', async () => {
    await people(6);
    const broken = standards.with(0, { key: 'key', query: 'what_was_this >= 50' });
    expect((await run(broken)).standards).toMatchObject({ 2: 'general', 5: 'right' });
  });
});

test.each([
  [[{ key: 'key', query: 'net_spend > 3' }], 'standards.0.query', 'unknownAttribute'],
  [[{ key: 'key', query: "NOT segments CONTAINS 'x'" }], 'standards.0.query', 'circular'],
  [[{ key: 'key', query: "standard = 'right'" }], 'standards.0.query', 'circular'],
  [[{ key: 'key', query: 'rising = true' }], 'standards.0.query', 'circular'],
  [[{ key: 'key', query: 'lifecycle_since >= -7d' }], 'standards.0.query', 'circular'],
  [
    [
      { key: 'key', query: 'orders > 3' },
      { key: 'key', query: 'orders > 2' },
    ],
    'standards.1.key',
    undefined,
  ],
] as const)('%o is refused', (asked, field, mistake) => {
  let refused: unknown;
  try {
    refuseStandards(asked, []);
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(Refusal);
  expect((refused as Refusal).details).toMatchObject({
    field,
    ...(mistake === undefined ? {} : { mistake }),
  });
});

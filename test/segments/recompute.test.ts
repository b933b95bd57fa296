import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyOrder } from '../../functions/customers/applyOrder.ts';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { foldLedger } from '../../functions/customers/fold.ts';
import { listDueChanges } from '../../functions/customers/dueMarkStore.ts';
import type { DueMark } from '../../functions/customers/dueMark.schema.ts';
import { commit, customerWrites, readCustomer } from '../../functions/customers/store.ts';
import { listTimeline } from '../../functions/customers/timelineStore.ts';
import type { Write } from '../../functions/platform/dynamo.ts';
import { bucketCount } from '../../functions/platform/keys.ts';
import type { Objects } from '../../functions/platform/objects.ts';
import { indexOfId, wordAt } from '../../functions/segments/columns.ts';
import { recompute, type RecomputeDeps } from '../../functions/segments/recompute.ts';
import type { RunReport } from '../../functions/segments/run.schema.ts';
import { openSnapshots } from '../../functions/segments/snapshot.ts';
import { readReport, readRun, readVersion } from '../../functions/segments/store.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { defaultSettings, type Settings } from '../../functions/shops/settings.schema.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { plainPlacing } from '../customers/plainPlacing.ts';
import { fact, row } from '../customers/rows.ts';
import { Crash, seeded, shaky } from '../customers/shaky.ts';
import { startTestTable, type TestTable } from '../support/dynamo.ts';

const shop = 'one.myshopify.com';
const day = 86_400;
const start = 20_000 * day + 43_200;

let folder: string;
let objects: Objects;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recompute-'));
  objects = folderObjects(folder);
});
afterAll(() => rm(folder, { recursive: true }));

interface Bench {
  test: TestTable;
  deps: RecomputeDeps;
  now: { seconds: number };
}

async function open(): Promise<Bench> {
  const test = await startTestTable();
  const now = { seconds: start };
  const deps: RecomputeDeps = {
    table: test.table,
    objects,
    clock: { businessMs: () => now.seconds * 1000, wallMs: () => Date.now() },
    leases: openShopStore(test.table),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  return { test, deps, now };
}

/** Sixty customers, number n last seen n days ago with up to four orders; and one sale to nobody. */
async function fill({ test }: Bench, customers = 60): Promise<void> {
  const writes: Write[] = [];
  for (let n = 1; n <= customers; n += 1) {
    const nobody = await readCustomer(test.table, shop, String(n));
    const rows = Array.from({ length: Math.min(n, 4) }, (_, order) =>
      row(orderOf(`${String(n)}-${String(order)}`, start - (n + order * 30) * day, n)),
    );
    const totals = foldLedger(rows, { asOf: start, calendar: calendarOf('UTC') });
    writes.push(...customerWrites(shop, nobody, { item: { totals }, rows }).writes);
  }
  await commit(test.table, writes);
  await buy(test, null, 'guest', start - 5 * day, 7);
}

function orderOf(orderId: string, placedAt: number, units: number) {
  return { orderId, name: null, placedAt, updatedAt: placedAt, totalMinor: units * 100 };
}

async function buy(
  test: TestTable,
  customerId: string | null,
  orderId: string,
  placedAt: number,
  units = 10,
) {
  const order = fact({ ...orderOf(orderId, placedAt, units), customerId });
  await applyOrder(test.table, shop, order, plainPlacing);
}

async function run(
  { deps }: Bench,
  reason = 'test',
  settings: Settings = defaultSettings,
): Promise<RunReport> {
  const report = await recompute(
    { shop, timeZone: 'Asia/Seoul', currency: 'KRW', settings },
    reason,
    deps,
  );
  if (report === 'busy') throw new Error('busy');
  return report;
}

async function marksOf({ test }: Bench): Promise<DueMark[]> {
  const marks: DueMark[] = [];
  for (let bucket = 0; bucket < bucketCount; bucket += 1) {
    for await (const page of listDueChanges(test.table, shop, bucket)) {
      marks.push(...page.flatMap((change) => change.marks));
    }
  }
  return marks;
}

const classesOf = async ({ test }: Bench, id: string) =>
  (await readCustomer(test.table, shop, id)).item.classes;

test('a first run places everybody, says nothing happened, and the second finds nothing to do', async () => {
  const bench = await open();
  await fill(bench);
  expect(await run(bench)).toMatchObject({
    customers: 60,
    ranked: 60,
    written: 60,
    first: 60,
    changes: {},
    marks: 0,
  });
  expect(await marksOf(bench)).toEqual([]);
  expect(
    (await listTimeline(bench.test.table, shop, '1', { limit: 9, cursor: null })).entries,
  ).toEqual([]);
  expect(await classesOf(bench, '1')).toMatchObject({
    lifecycle: { value: 'first_timer', cause: 'first', since: start, from: null },
  });

  const before = bench.test.table.units.write;
  expect(await run(bench)).toEqual(
    expect.objectContaining({ customers: 60, written: 0, changes: {}, marks: 0 }),
  );
  // The run twice, its report and its lease; no customer.
  expect(bench.test.table.units.write - before).toBeLessThan(20);
});

test('the snapshot is what the table says, opened once and again after the next run', async () => {
  const bench = await open();
  await fill(bench);
  const report = await run(bench);
  const { table } = bench.test;
  const snapshots = openSnapshots(objects, (name) => readVersion(table, name));
  const snapshot = await snapshots.open(shop);
  if (snapshot === null) throw new Error('no snapshot');
  const { columns, meta } = snapshot;
  for (let n = 1; n <= 60; n += 1) {
    const at = indexOfId(columns, String(n));
    const { item } = await readCustomer(table, shop, String(n));
    expect(columns.netMinor[at]).toBe(item.totals.netMinor);
    expect(columns.lifecycleSince[at]).toBe(item.classes.lifecycle?.since);
    for (const scheme of ['segment', 'level', 'abc', 'lifecycle'] as const) {
      expect(wordAt(columns, scheme, at)).toBe(item.classes[scheme]?.value);
    }
  }
  expect(meta).toMatchObject({
    version: report.version,
    totals: {
      customers: 60,
      ranked: 60,
      orders: 234,
      walkIn: { orders: 1, netMinor: 700 },
      median: { orders: 4 },
    },
  });
  expect(await snapshots.open(shop)).toBe(snapshot);
  await buy(bench.test, '61', '61-0', start);
  bench.now.seconds += 60;
  const next = await run(bench);
  expect((await snapshots.open(shop))?.meta.version).toBe(next.version);
  expect(await readReport(table, shop)).toEqual(next);
});

test('time passing is told from the movement of others, and only time leaves marks', async () => {
  const bench = await open();
  await fill(bench);
  await run(bench);
  bench.now.seconds += 35 * day;
  const report = await run(bench, 'nightly');
  expect(report.changes['time']).toBeGreaterThan(0);
  expect(report.changes).not.toHaveProperty('first');

  const marks = await marksOf(bench);
  expect(marks).toHaveLength(report.marks);
  expect(marks.every((mark) => mark.kind === 'class' && mark.cause === 'time')).toBe(true);
  // Sixty days ago is ninety-five now: slowing became overdue.
  expect(marks).toContainEqual(
    expect.objectContaining({
      customerId: '60',
      scheme: 'lifecycle',
      from: 'slowing',
      to: 'overdue',
    }),
  );
  const { entries } = await listTimeline(bench.test.table, shop, '60', { limit: 9, cursor: null });
  expect(entries).toContainEqual({
    kind: 'class',
    at: bench.now.seconds,
    scheme: 'lifecycle',
    from: 'slowing',
    to: 'overdue',
    cause: 'time',
    orderId: null,
  });
});

test('newcomers who push others down leave entries and no marks', async () => {
  const bench = await open();
  await fill(bench);
  await run(bench);
  for (let n = 100; n < 112; n += 1) await buy(bench.test, String(n), String(n), start - 1, 5_000);
  const report = await run(bench);
  expect(report).toMatchObject({ first: 12, marks: 0 });
  expect(Object.keys(report.changes)).toEqual(['others']);
});

test('a changed setting moves customers by that name and triggers nothing', async () => {
  const bench = await open();
  await fill(bench);
  await run(bench);
  const stricter = {
    ...defaultSettings,
    level: { ...defaultSettings.level, cuts: { a: 14, b: 12, c: 9 } },
  };
  const report = await run(bench, 'settings', stricter);
  expect(Object.keys(report.changes)).toEqual(['setting']);
  expect(report.marks).toBe(0);
  expect(await run(bench, 'settings', { ...stricter, locale: 'ko' })).toMatchObject({ written: 0 });
});

test('the fiftieth customer changes the method, which triggers nothing', async () => {
  const bench = await open();
  await fill(bench, 49);
  await run(bench);
  await buy(bench.test, '50', '50', start - day);
  const report = await run(bench);
  expect(Object.keys(report.changes)).toEqual(['cutoff']);
  expect(report.marks).toBe(0);
});

test('old orders that an import brings are an import, not time passing', async () => {
  const bench = await open();
  await fill(bench);
  await run(bench);
  await buy(bench.test, '3', 'old', start - 300 * day);
  const held = await classesOf(bench, '3');
  expect(held.lifecycle?.value).toBe('regular');
  await buy(bench.test, '200', 'older', start - 300 * day);
  expect(await run(bench, 'import')).toMatchObject({ marks: 0, first: 1 });
  expect((await classesOf(bench, '200')).lifecycle).toMatchObject({
    value: 'lost',
    cause: 'import',
  });
});

test('one run at a time', async () => {
  const bench = await open();
  await fill(bench, 6);
  const both = await Promise.all(
    [0, 1].map(() =>
      recompute(
        { shop, timeZone: 'UTC', currency: 'USD', settings: defaultSettings },
        'test',
        bench.deps,
      ),
    ),
  );
  expect(both.filter((one) => one === 'busy')).toHaveLength(1);
});

test('cut short anywhere and started again, a run ends as one that was never cut', async () => {
  const whole = await open();
  await fill(whole, 55);
  await run(whole);
  whole.now.seconds += 60 * day;
  await run(whole);
  const expected = await marksOf(whole);
  expect(expected.length).toBeGreaterThan(10);

  const bench = await open();
  await fill(bench, 55);
  await run(bench);
  bench.now.seconds += 60 * day;
  const random = seeded(7);
  let crashes = 0;
  let share = 0.3;
  for (;;) {
    const table = shaky(bench.test.table, random, share);
    const leases = { lease: () => Promise.resolve(true), release: () => Promise.resolve() };
    try {
      await run({ ...bench, deps: { ...bench.deps, table, leases } });
      break;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      crashes += 1;
      share *= 0.8;
    }
  }
  expect(crashes).toBeGreaterThan(1);
  const name = (mark: DueMark) => JSON.stringify({ ...mark, rev: 0 });
  expect((await marksOf(bench)).map(name).sort()).toEqual(expected.map(name).sort());
  expect((await readRun(bench.test.table, shop))?.writing).toBe(false);
});

test('a customer who buys while a run is under way is placed by the order, not by the past', async () => {
  const bench = await open();
  await fill(bench, 60);
  await run(bench);
  bench.now.seconds += 35 * day;
  let bought = false;
  const { table } = bench.test;
  const meanwhile: RecomputeDeps['table'] = {
    ...table,
    transact: async (writes) => {
      if (!bought) {
        bought = true;
        await buy(bench.test, '60', 'meanwhile', bench.now.seconds);
      }
      return table.transact(writes);
    },
  };
  await run({ ...bench, deps: { ...bench.deps, table: meanwhile } });
  expect((await classesOf(bench, '60')).lifecycle?.value).toBe('regular');
  expect((await readCustomer(table, shop, '60')).rows).toHaveLength(5);
  expect(
    (await marksOf(bench)).some(
      (mark) => mark.customerId === '60' && mark.kind === 'class' && mark.to === 'overdue',
    ),
  ).toBe(false);
});

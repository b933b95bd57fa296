import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAdminApp } from '../../functions/admin/app.ts';
import type { HttpEnv } from '../../functions/platform/httpEnv.ts';
import type { Objects } from '../../functions/platform/objects.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { openAskedQueries, type AskedQueries } from '../../functions/segments/askedQueries.ts';
import { measureSegments } from '../../functions/segments/measureSegments.ts';
import { recompute } from '../../functions/segments/recompute.ts';
import { segmentRoutes } from '../../functions/segments/routes.ts';
import { openSegmentDesk } from '../../functions/segments/segmentDesk.ts';
import { openSegmentStore } from '../../functions/segments/segmentStore.ts';
import type { NamingRule } from '../../functions/segments/segmentUse.ts';
import {
  segmentListSchema,
  segmentPreviewSchema,
  segmentVersionsSchema,
  segmentViewSchema,
  type SegmentInput,
} from '../../functions/segments/segments.schema.ts';
import { openSnapshots } from '../../functions/segments/snapshot.ts';
import { readVersion } from '../../functions/segments/store.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { daySeconds, noon, shop, silent, TestClock } from '../coupons/counter.ts';
import { order, place } from '../coupons/shopFloor.ts';
import { startTestTable, type TestTable } from '../support/dynamo.ts';

let folder: string;
let objects: Objects;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segments-'));
});
afterAll(() => rm(folder, { recursive: true }));

let engine: TestTable;
let app: Hono<HttpEnv>;
let clock: TestClock;
let rules: NamingRule[];
let queries: AskedQueries;
let runs = 0;
/** How often a request looked at the customers. */
let looked = 0;
let marksWanted = 0;

beforeEach(async () => {
  engine = await startTestTable();
  runs += 1;
  objects = folderObjects(join(folder, String(runs)));
  clock = new TestClock();
  rules = [];
  const { table } = engine;
  const snapshots = openSnapshots(objects, (of) => readVersion(table, of));
  looked = 0;
  marksWanted = 0;
  queries = openAskedQueries({
    table,
    snapshots: {
      open: (of) => {
        looked += 1;
        return snapshots.open(of);
      },
    },
    clock,
    suddenGrowth: () => Promise.resolve(defaultSettings.suddenGrowth),
  });
  const desk = openSegmentDesk({
    table,
    queries,
    snapshots,
    clock,
    store: openSegmentStore(table),
    vault: vaultFromKey(new Uint8Array(32).fill(7)),
    wantMarks: () => {
      marksWanted += 1;
      return Promise.resolve();
    },
    rules: () => Promise.resolve(rules),
  });
  app = createAdminApp({
    session: {
      verify: (token) => Promise.resolve({ shop: token, userId: '42' }),
      install: () => Promise.resolve(),
    },
    log: silent,
    routes: [segmentRoutes(desk)],
  });
});

/** Customer n spent n × 10.00, 100 days ago. */
async function people(from: number, to: number) {
  for (let n = from; n <= to; n += 1) {
    const fact = order({
      orderId: String(n),
      customerId: String(7000 + n),
      placedAt: noon - 100 * daySeconds,
      totalMinor: n * 1000,
    });
    await place(engine.table, fact, null);
  }
}

async function run() {
  const { table } = engine;
  const of = { shop, timeZone: 'Europe/London', currency: 'GBP', settings: defaultSettings };
  clock.wall += 1000;
  await recompute(of, 'test', { table, objects, clock, leases: openShopStore(table), log: silent });
  const snapshots = openSnapshots(objects, (one) => readVersion(table, one));
  await measureSegments(shop, { store: openSegmentStore(table), snapshots, queries });
}

async function call(method: string, path: string, body?: unknown, of = shop) {
  const answer = await app.request(`/api/segments${path}`, {
    method,
    headers: { Authorization: `Bearer ${of}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const input = (over: Partial<SegmentInput> = {}): SegmentInput => ({
  name: 'Spent much',
  query: 'net_spent >= 30',
  label: null,
  ...over,
});
const times = (count: number, name: string) =>
  Array.from({ length: count }, () => `segments CONTAINS '${name}'`).join(' OR ');
async function made(over: Partial<SegmentInput> = {}) {
  const { status, body } = await call('POST', '', input(over));
  expect(status, JSON.stringify(body)).toBe(200);
  return segmentViewSchema.parse(body);
}

describe('a segment', () => {
  test('is kept, listed with its size, found again, and belongs to its shop', async () => {
    await people(1, 5);
    const segment = await made();
    expect(segment).toMatchObject({ version: 1, size: null, before: null, held: null });
    await run();
    const { segments, templates } = segmentListSchema.parse((await call('GET', '')).body);
    expect(segments).toHaveLength(1);
    expect(segments[0]).toMatchObject({
      id: segment.id,
      size: { count: 3, undecided: 0, computedAt: '2026-11-15T12:00:00.000Z' },
    });
    for (const { query } of templates) {
      expect((await call('POST', '/preview', { query })).status, query).toBe(200);
    }
    const other = 'two.myshopify.com';
    expect((await call('GET', `/${segment.id}`, undefined, other)).status).toBe(404);
    expect((await call('PUT', `/${segment.id}`, input(), other)).status).toBe(404);
    expect((await call('DELETE', `/${segment.id}`, undefined, other)).status).toBe(404);
  });

  test('sent twice under one key is one segment', async () => {
    const send = () =>
      app.request('/api/segments', {
        method: 'POST',
        headers: { Authorization: `Bearer ${shop}`, 'Idempotency-Key': 'abc-1' },
        body: JSON.stringify(input()),
      });
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(200);
    expect((await call('GET', '')).body['segments']).toHaveLength(1);
  });

  test('keeps what it was at every edit, and goes back to it', async () => {
    const { id } = await made();
    await call('PUT', `/${id}`, input({ query: 'net_spent >= 40' }));
    await call('PUT', `/${id}`, input({ query: 'net_spent >= 40' }));
    await call('PUT', `/${id}`, input({ name: 'Other', query: 'orders > 1' }));
    const read = await call('GET', `/${id}/versions`);
    const { versions } = segmentVersionsSchema.parse(read.body);
    expect(versions.map(({ version, name, query }) => [version, name, query])).toEqual([
      [3, 'Other', 'orders > 1'],
      [2, 'Spent much', 'net_spent >= 40'],
      [1, 'Spent much', 'net_spent >= 30'],
    ]);
    expect((await call('POST', `/${id}/restore`, { version: 1 })).body).toMatchObject({
      version: 4,
      name: 'Spent much',
      query: 'net_spent >= 30',
    });
    expect((await call('POST', `/${id}/restore`, { version: 9 })).status).toBe(404);
  });

  test.each([
    [{ query: 'net_spend > 3' }, 'query', 'unknownAttribute', 'net_spent'],
    [{ query: "segments CONTAINS 'Nobody'" }, 'query', 'unknownSegment', undefined],
    [{ query: "NOT segments CONTAINS 'Spent much'" }, 'query', 'circular', undefined],
    [{ label: 'Burden' }, 'label', undefined, undefined],
    [{ label: '流星' }, 'label', undefined, undefined],
    [{ query: '', label: 'all' }, 'label', undefined, undefined],
  ])('is refused with %o, naming what is wrong', async (over, field, mistake, suggestion) => {
    const { status, body } = await call('POST', '', input(over));
    expect([status, body['field'], body['mistake'], body['suggestion']]).toEqual([
      400,
      field,
      mistake,
      suggestion,
    ]);
    expect(body['detail']).toMatch(/[.?]$/);
  });

  test('that asks for segments which ask for ever more is refused at once', async () => {
    await made({ name: 'One' });
    await made({ name: 'Two', query: times(14, 'One') });
    const { status, body } = await call('POST', '', input({ query: times(14, 'Two') }));
    expect([status, body['field'], body['mistake']]).toEqual([400, 'query', 'tooLarge']);
    await made({ name: 'Three', query: times(13, 'Two') });
  });

  test('has a name of its own, in any case of letters', async () => {
    await made();
    expect((await call('POST', '', input({ name: 'SPENT much ' }))).status).toBe(409);
  });

  test('that is asked for by name is neither renamed nor deleted', async () => {
    const { id } = await made();
    const other = await made({
      name: 'Both',
      query: "orders = 1 AND segments CONTAINS 'spent MUCH'",
    });
    rules = [{ id: 'r1', name: 'Wake up', active: true, who: "segments CONTAINS 'Spent much'" }];
    expect((await call('GET', `/${id}`)).body['usedBy']).toEqual([
      { kind: 'rule', id: 'r1', name: 'Wake up', active: true },
      { kind: 'segment', id: other.id, name: 'Both', active: true },
    ]);
    const renamed = await call('PUT', `/${id}`, input({ name: 'Else' }));
    expect([renamed.status, renamed.body['field']]).toEqual([409, 'name']);
    expect((await call('PUT', `/${id}`, input({ query: 'orders = 2' }))).status).toBe(200);
    expect((await call('DELETE', `/${id}`)).body['detail']).toBe(
      'This segment is used by "Wake up", "Both": pause or change that first.',
    );
    expect((await call('DELETE', `/${other.id}`)).status).toBe(200);
    rules = [{ ...rules[0]!, active: false }];
    expect((await call('DELETE', `/${id}`)).body).toEqual({ deleted: true });
    expect((await call('GET', `/${id}`)).status).toBe(404);
  });

  test('tells its size about 30 days ago, not that of another query', async () => {
    await people(1, 4);
    const { id } = await made();
    await run();
    clock.now += 20 * daySeconds;
    await people(5, 6);
    await run();
    clock.now += 11 * daySeconds;
    await run();
    const shown = segmentViewSchema.parse((await call('GET', `/${id}`)).body);
    expect(shown.size?.count).toBe(4);
    expect(shown.before).toEqual({ count: 2, date: '2026-11-15' });
    await call('PUT', `/${id}`, input({ query: 'orders >= 1' }));
    expect((await call('GET', `/${id}`)).body).toMatchObject({ size: null, before: null });
    await run();
    expect((await call('GET', `/${id}`)).body).toMatchObject({ size: { count: 6 }, before: null });
  });
});

describe('a preview', () => {
  test('counts, sums, samples with why, and tells what other segments share', async () => {
    await people(1, 6);
    await run();
    const { id } = await made();
    await made({ name: 'Little', query: 'net_spent < 40' });
    await made({ name: 'Not it', query: "NOT segments CONTAINS 'Spent much'" });
    const query = "net_spent BETWEEN 20 AND 50 AND NOT (number_of_orders > 3 OR abc = 'none')";
    const nobody = segmentPreviewSchema.parse((await call('POST', '/preview', { query })).body);
    expect(nobody).toMatchObject({ count: 0, undecided: 4, of: 6, overlap: [] });
    const some = { query: 'net_spent BETWEEN 20 AND 50', segmentId: id };
    const preview = segmentPreviewSchema.parse((await call('POST', '/preview', some)).body);
    expect(preview).toMatchObject({
      count: 4,
      undecided: 0,
      contactable: 0,
      netSpent: { amount: '140.00', currency: 'GBP' },
      netShare: 14 / 21,
      computedAt: '2026-11-15T12:00:00.000Z',
    });
    expect(preview.sample.map((one) => one.id)).toEqual(['7005', '7004', '7003', '7002']);
    expect(preview.sample[0]?.why).toEqual([
      { condition: 'net_spent BETWEEN 20 AND 50', holds: 'yes', value: '50.00' },
    ]);
    expect(preview.overlap.map(({ name, count, of }) => [name, count, of])).toEqual([
      ['Little', 2, 3],
      ['Not it', 1, 2],
    ]);
  });

  test('of a shop without a run says so', async () => {
    expect((await call('POST', '/preview', { query: '' })).status).toBe(503);
  });
});

describe('a segment that suddenly has far more', () => {
  test('is held back until somebody says that this many is right', async () => {
    await people(1, 30);
    const { id } = await made({ query: 'net_spent >= 10' });
    await run();
    expect((await call('GET', `/${id}`)).body['held']).toBeNull();
    await people(31, 151);
    await run();
    const since = new Date(noon * 1000).toISOString();
    const held = { reason: 'grown', count: 151, before: 30, since };
    expect((await call('GET', `/${id}`)).body['held']).toEqual(held);
    clock.now += daySeconds;
    await run();
    expect((await call('GET', `/${id}`)).body['held']).toEqual(held);
    expect((await call('POST', `/${id}/accept`)).body['held']).toBeNull();
    await run();
    expect((await call('GET', `/${id}`)).body['held']).toBeNull();
    expect(marksWanted).toBe(0);
  });

  test('is not let go by somebody who saw another number', async () => {
    await people(1, 30);
    const { id } = await made({ query: 'net_spent >= 10', label: 'friends' });
    await run();
    await people(31, 151);
    await run();
    const seen = (count: number) => call('POST', `/${id}/accept`, { count });
    const refused = await seen(150);
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(refused.body['detail']).toContain('151');
    expect((await call('GET', `/${id}`)).body['held']).not.toBeNull();
    const named = input({ query: 'net_spent >= 10', label: 'regulars' });
    const other = await call('PUT', `/${id}`, named);
    expect(other).toMatchObject({ status: 409, body: { field: 'label' } });
    expect((await seen(151)).body['held']).toBeNull();
    expect(marksWanted).toBe(1);
    expect((await call('PUT', `/${id}`, named)).status).toBe(200);
  });

  test('is in the list as the run counted it, which looks at no customer', async () => {
    await people(1, 30);
    const grown = await made({ query: 'net_spent >= 10' });
    const still = await made({ name: 'Few', query: 'net_spent < 300' });
    await run();
    await people(31, 151);
    await run();
    looked = 0;
    const { segments } = segmentListSchema.parse((await call('GET', '')).body);
    expect(new Map(segments.map(({ id, held }) => [id, held?.reason]))).toEqual(
      new Map([
        [grown.id, 'grown'],
        [still.id, undefined],
      ]),
    );
    expect(looked).toBe(0);
  });

  test('is held back while its query cannot be read', async () => {
    await people(1, 3);
    const { id } = await made();
    const store = openSegmentStore(engine.table);
    const broken = { ...(await store.read(shop, id))!, query: 'what_was_this > 3' };
    const audit = { atMs: 1, userId: '1', action: 'x', subject: 'y', changes: {} };
    await store.write(shop, broken, audit);
    await run();
    const held = { reason: 'unreadable', count: null, before: null };
    const since = new Date(noon * 1000).toISOString();
    clock.now += daySeconds;
    expect((await call('GET', `/${id}`)).body['held']).toEqual({ ...held, since });
    const { segments } = segmentListSchema.parse((await call('GET', '')).body);
    expect(segments.map((one) => one.held)).toEqual([{ ...held, since }]);
    const mended = { ...(await store.read(shop, id))!, query: 'net_spent > 3' };
    await store.write(shop, mended, audit);
    expect((await call('GET', `/${id}`)).body['held']).toBeNull();
  });

  test('one that is unreadable for a segment it names is let go as soon as that is there', async () => {
    await people(1, 3);
    const { id } = await made({ name: 'Named' });
    const naming = await made({ name: 'Naming', query: "segments CONTAINS 'Named'" });
    await run();
    const store = openSegmentStore(engine.table);
    const named = (await store.read(shop, id))!;
    const audit = { atMs: 1, userId: '1', action: 'x', subject: 'y', changes: {} };
    await store.write(shop, { ...named, name: 'Renamed' }, audit);
    await run();
    const heldInList = async () =>
      segmentListSchema
        .parse((await call('GET', '')).body)
        .segments.find((one) => one.id === naming.id)?.held?.reason;
    expect(await heldInList()).toBe('unreadable');
    await store.write(shop, (await store.read(shop, id))!, audit);
    expect(await heldInList()).toBe('unreadable');
    const renamed = (await store.read(shop, id))!;
    await store.write(shop, { ...renamed, name: 'Named', version: 9 }, audit);
    expect(await heldInList()).toBeUndefined();
  });
});

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { couponDesk } from '../../functions/assembly/couponDesk.ts';
import { openJobs } from '../../functions/assembly/jobs.ts';
import type { Parts } from '../../functions/assembly/parts.ts';
import { openShopAccess } from '../../functions/assembly/shopAccess.ts';
import { openHistory } from '../../functions/intake/history.ts';
import { openJobStore } from '../../functions/intake/store.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { nobody, openPerson, type Person, sealPerson } from '../../functions/customers/person.ts';
import { findCustomerByMail } from '../../functions/customers/lookupStore.ts';
import {
  commit,
  type Customer,
  customerWrites,
  nobodyYet,
  readCustomer,
  readCustomers,
} from '../../functions/customers/store.ts';
import { expirePersons } from '../../functions/customers/personStore.ts';
import type { Write } from '../../functions/platform/dynamo.ts';
import { noteAudit, listAudit } from '../../functions/platform/auditLog.ts';
import { answerOnce } from '../../functions/platform/idempotency.ts';
import { jsonLog } from '../../functions/platform/log.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { openAccessLog } from '../../functions/privacy/accessLogStore.ts';
import { keys } from '../../functions/platform/keys.ts';
import { keepRequest } from '../../functions/privacy/store.ts';
import { personsBefore, retentionDays, retentionRules } from '../../functions/privacy/retention.ts';
import { retentionGroups } from '../../functions/privacy/retention.schema.ts';
import { runRetention } from '../../functions/privacy/runRetention.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { refuseContradictions, retentionBounds } from '../../functions/shops/settingsRules.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { openMachineQueues } from '../../infra/local/machineQueues.ts';
import { startTestTable } from '../support/dynamo.ts';

const shop = 'one.myshopify.com';
const day = 86_400;
const dayMs = day * 1000;
const start = Date.parse('2026-11-22T12:00:00Z');

let parts: Parts;
let now: number;
let run: ReturnType<typeof openJobs>;
let access: ReturnType<typeof openShopAccess>;
let desk: ReturnType<typeof couponDesk>;
let logged: string[];

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'retention-'));
  now = start;
  logged = [];
  const clock = { businessMs: () => now, wallMs: () => now };
  parts = {
    table: (await startTestTable()).table,
    objects: folderObjects(join(folder, 'objects')),
    queues: openMachineQueues(join(folder, 'queues.sqlite'), () => now),
    vault: vaultFromKey(new Uint8Array(32).fill(3)),
    clock,
    log: jsonLog((line) => logged.push(line)),
    apiKey: 'key',
    apiSecret: 'secret',
    previousApiSecret: null,
    shopUrl: () => 'http://127.0.0.1:1',
  };
  access = openShopAccess(parts);
  desk = couponDesk(parts, access);
  run = openJobs(parts, access, desk, { webhookUri: null });
  await access.shops.write({
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
});

/** A customer known for `knownDays`, with one order `orderDays` ago unless null. */
async function known(id: string, orderDays: number | null, knownDays = 2000): Promise<void> {
  const { table, vault, clock } = parts;
  const isOurCode = () => Promise.resolve(false);
  const history = openHistory({ table, shops: access.shops, vault, clock, isOurCode });
  const person: Person = {
    ...nobody,
    firstName: 'Ada',
    lastName: `Test${id}`,
    email: `${id}@example.com`,
    phone: '+44 20 7946 0000',
    address1: '1 High Street',
  };
  const at = now / 1000 - knownDays * day;
  const profile = { customerId: id, createdAt: at, updatedAt: at, person, tags: ['vip'] };
  await history.customers(shop, [
    {
      profile: { ...profile, shopSays: null },
      consent: { email: { state: 'unsubscribed', at }, sms: null },
    },
  ]);
  if (orderDays !== null) await history.orders(shop, [order(id, orderDays)]);
}

function order(customerId: string, daysAgo: number): OrderFact {
  const placedAt = Math.floor(now / 1000) - daysAgo * day;
  return {
    orderId: `${customerId}-${String(daysAgo)}`,
    name: null,
    customerId,
    updatedAt: placedAt,
    placedAt,
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
}

async function erase(): Promise<object> {
  await run({ job: 'recompute', shop, reason: 'asked' });
  for (;;) {
    const step = await run({ job: 'retention', shop });
    if (step.outcome === 'done') return step.report;
  }
}

const itemOf = async (id: string) => (await readCustomer(parts.table, shop, id)).item;
const personOf = async (id: string) =>
  openPerson(parts.vault, shop, id, (await itemOf(id)).personal);
const findable = async (id: string) =>
  (await findCustomerByMail(parts.table, parts.vault, shop, `${id}@example.com`)) === id;

describe('a person', () => {
  test('is erased three years after the last order, a prospect a year after becoming known', async () => {
    await known('former', 1096);
    await known('customer', 1094);
    await known('prospect', null, 366);
    await known('newcomer', null, 364);
    expect(await erase()).toMatchObject({ erased: { formerCustomers: 1, prospects: 1 } });
    for (const id of ['former', 'prospect']) {
      expect(await personOf(id)).toEqual(nobody);
      expect((await itemOf(id)).tags).toEqual({});
      expect(await findable(id)).toBe(false);
    }
    for (const id of ['customer', 'newcomer']) {
      expect(await personOf(id)).toMatchObject({ lastName: `Test${id}` });
      expect(await findable(id)).toBe(true);
    }
  });

  test('leaves orders, sums and what they said of messages', async () => {
    await known('former', 1096);
    await run({ job: 'recompute', shop, reason: 'asked' });
    const before = await itemOf('former');
    await erase();
    const after = await itemOf('former');
    expect(after.totals).toEqual(before.totals);
    expect(after.ledger).toEqual(before.ledger);
    expect(after.consent).toEqual({ email: { state: 'unsubscribed', at: expect.any(Number) } });
    expect(after.deletedAt).toBeNull();
    expect(after.rev).toBe(before.rev + 1);
  });

  test('who buys again is a customer again', async () => {
    await known('former', 1096);
    await erase();
    await known('former', 1, 1);
    expect(await erase()).toMatchObject({ erased: {} });
    expect(await personOf('former')).toMatchObject({ lastName: 'Testformer' });
  });

  test('is erased too while a request about somebody else cannot be done', async () => {
    await known('former', 1096);
    await known('broken', 1);
    const { pk, sk } = keys.customer(shop, 'broken');
    const item = await parts.table.get({ pk, sk });
    await parts.table.put({ ...item, pk, sk, personal: new Uint8Array(40).fill(1) });
    await keepRequest(parts.table, shop, {
      id: 'dataRequest-1',
      kind: 'dataRequest',
      customerId: 'broken',
      orderIds: [],
      requestId: '1',
      receivedAtMs: now,
      state: 'open',
    });
    await expect(erase()).rejects.toThrow('do not open');
    expect(await personOf('former')).toEqual(nobody);
  });

  test('who ordered after the lists were made is not erased by them', async () => {
    await known('former', 1096);
    await run({ job: 'recompute', shop, reason: 'asked' });
    await known('former', 1, 1);
    expect(await run({ job: 'retention', shop })).toMatchObject({ report: { erased: {} } });
    expect(await findable('former')).toBe(true);
  });

  test('whose order comes in just then stays, and is still found by every way there is', async () => {
    await known('former', 1096);
    let isFirst = true;
    const table = {
      ...parts.table,
      transact: async (writes: readonly Write[]) => {
        if (isFirst) {
          isFirst = false;
          await known('former', 1, 1);
        }
        return parts.table.transact(writes);
      },
    };
    const before = personsBefore(retentionDays(defaultSettings), now / 1000);
    expect(await expirePersons(table, parts.vault, shop, ['former'], before)).toEqual({
      customer: 0,
      prospect: 0,
    });
    expect(isFirst).toBe(false);
    expect(await personOf('former')).toMatchObject({ lastName: 'Testformer' });
    expect(await findable('former')).toBe(true);
  });

  test('is erased by the periods the merchant chose', async () => {
    await known('customer', 40);
    expect(await erase()).toMatchObject({ erased: {} });
    const settings = {
      ...defaultSettings,
      retentionDays: { ...defaultSettings.retentionDays, formerCustomers: 30 },
    };
    await access.shops.writeSettings(shop, settings, 0);
    expect(await erase()).toMatchObject({ erased: { formerCustomers: 1 } });
    expect(await erase()).toMatchObject({ erased: {} });
  });
});

test('records are erased by their age, each by its own period, and younger ones stay', async () => {
  const { table, vault, objects } = parts;
  const log = openAccessLog(table);
  const jobs = openJobStore(table);
  const days = retentionDays(defaultSettings);
  const report = {
    state: 'running' as const,
    fileName: 'orders.csv',
    rows: 0,
    orders: 0,
    customers: 0,
    guests: 0,
    credits: 0,
    skipped: 0,
    reasons: [],
    total: { amount: '0.00', currency: 'USD' },
    message: null,
  };
  for (const [name, older] of [
    ['old', 1],
    ['young', -1],
  ] as const) {
    const ago = (group: keyof typeof days) => now - (days[group] + older) * dayMs;
    await log.note(shop, {
      atMs: ago('accessLog'),
      userId: '1',
      seenIn: 'file',
      customerIds: [name],
    });
    const entry = { userId: '1', action: name, subject: name, changes: {} };
    await noteAudit(table, shop, { ...entry, atMs: ago('auditLog') });
    await objects.put(`imports/${shop}/${name}`, new Uint8Array([1]), 'text/csv');
    await jobs.writeImport(shop, {
      rev: 0,
      objectKey: `imports/${shop}/${name}`,
      mapping: null,
      createdAtMs: ago('imports'),
      report: { ...report, id: name },
    });
    const request = { shop, scope: 'POST /x', key: name, body: '' };
    await answerOnce(
      { table, vault },
      request,
      () => ago('answers'),
      () => Promise.resolve(name),
    );
  }
  expect(await erase()).toMatchObject({
    erased: { accessLog: 1, auditLog: 1, imports: 1, answers: 1 },
  });
  const all = { customerId: null, userId: null, cursor: null, limit: 50 };
  expect((await log.list(shop, all)).entries.map(({ customerIds }) => customerIds)).toEqual([
    ['young'],
  ]);
  const audited = (await listAudit(table, shop, { cursor: null, limit: 50 })).entries;
  expect(audited.map(({ action }) => action)).toEqual(['retention.erase', 'young']);
  expect(audited[0]).toMatchObject({
    userId: 'clientele',
    changes: { accessLog: { before: 1, after: 0 } },
  });
  expect(await objects.get(`imports/${shop}/old`)).toBeUndefined();
  expect(await objects.get(`imports/${shop}/young`)).toBeDefined();
  expect((await jobs.readImport(shop, 'old'))?.report).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('upload it again'),
  });
  expect((await jobs.readImport(shop, 'young'))?.report.state).toBe('running');
  expect(logged.join('\n')).not.toMatch(/Ada|example\.com/);
});

test('one run at a time, in steps that go on where the last one ended', async () => {
  await Promise.all(range(250).map(keepProspect));
  await run({ job: 'recompute', shop, reason: 'asked' });
  const steps = { ...retentionDeps(), customersAStep: 100 };
  const left = async () =>
    (await readCustomers(parts.table, shop, range(250))).filter(hasPerson).length;
  for (const wanted of [150, 50]) {
    expect(await runRetention(shop, steps)).toEqual({ outcome: 'more' });
    expect(await left()).toBe(wanted);
  }
  await access.shops.lease(shop, 'retention', now, now + 60_000);
  expect(await runRetention(shop, steps)).toEqual({ outcome: 'busy' });
  now += 60_000;
  expect(await runRetention(shop, steps)).toMatchObject({
    outcome: 'done',
    report: { erased: { prospects: 250 } },
  });
  expect(await left()).toBe(0);
}, 20_000);

const range = (count: number) => Array.from({ length: count }, (_, n) => String(n));
const hasPerson = ({ item }: Customer) => item.personal !== null;

function retentionDeps() {
  const none = () => Promise.resolve(0);
  const sweeps = { deadLetters: none, exports: none, imports: none };
  return { ...parts, shops: access.shops, snapshots: desk.snapshots, sweeps };
}

async function keepProspect(id: string): Promise<void> {
  const personal = sealPerson(parts.vault, shop, id, { ...nobody, firstName: 'Ada' });
  const item = { createdAt: now / 1000 - 500 * day, personal };
  const { writes } = customerWrites(shop, nobodyYet(shop, id), { item, rows: [] });
  await commit(parts.table, writes);
}

test('a shop that is gone is left alone', async () => {
  const record = (await access.shops.read(shop))!;
  await access.shops.write({ ...record, uninstalledAtMs: now });
  const sweeps = { deadLetters: fail, exports: fail, imports: fail };
  expect(await runRetention(shop, { ...retentionDeps(), sweeps })).toEqual({
    outcome: 'notInstalled',
  });
});

const fail = () => Promise.reject(new Error('a shop that is gone was swept'));

test('every group says what it holds and what for, and its default lies within its bounds', () => {
  expect(Object.keys(retentionRules)).toEqual([...retentionGroups]);
  for (const { what, purpose } of Object.values(retentionRules)) {
    expect(what).toMatch(/^[A-Z].+\.$/);
    expect(purpose).toMatch(/^To .+\.$/);
  }
  refuseContradictions(defaultSettings);
  for (const [group, { least, most }] of Object.entries(retentionBounds)) {
    for (const days of [least - 1, most + 1]) {
      const retention = { ...defaultSettings.retentionDays, [group]: days };
      expect(() => refuseContradictions({ ...defaultSettings, retentionDays: retention })).toThrow(
        /kept for at least \d+ and at most \d+ days/,
      );
    }
  }
});

import { beforeAll, describe, expect, it } from 'vitest';
import {
  customerFileSchema,
  customerListSchema,
  timelineSchema,
} from '../../functions/admin/customers.schema.ts';
import { openApiDocument } from '../../functions/admin/openapi.ts';
import { operations } from '../../functions/admin/operations.ts';
import { importReportSchema, overviewSchema } from '../../functions/insights/overview.schema.ts';
import { problemSchema } from '../../functions/platform/api.schema.ts';
import { accessLogSchema, auditLogSchema } from '../../functions/privacy/logs.schema.ts';
import { settingsPreviewSchema } from '../../functions/segments/settingsPreview.schema.ts';
import { defaultSettings, settingsSchema } from '../../functions/shops/settings.schema.ts';
import { mine, openTwoShops, theirs, type TwoShops } from './twoShops.ts';

let shops: TwoShops;
beforeAll(async () => {
  shops = await openTwoShops();
});

const list = async (query: string) =>
  customerListSchema.parse(await (await shops.call(mine, `/api/customers?${query}`)).json());
const file = async (id: string) =>
  customerFileSchema.parse(await (await shops.call(mine, `/api/customers/${id}`)).json());

describe('who may call', () => {
  it('answers nobody without a session token, and says how to try again', async () => {
    for (const { method, path } of operations) {
      const answer = await shops.call(null, path.replaceAll(/:\w+/g, 'x'), {
        method: method.toUpperCase(),
      });
      expect(answer.status, path).toBe(401);
      expect(answer.headers.get('X-Shopify-Retry-Invalid-Session-Request')).toBe('1');
      expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
      problemSchema.parse(await answer.json());
    }
  });

  it('answers 404 for an id that no key could hold', async () => {
    expect((await shops.call(mine, `/api/customers/${'9'.repeat(2000)}`)).status).toBe(404);
  });

  it("answers 404 for another shop's customer, never data", async () => {
    for (const path of ['/api/customers/8001', '/api/customers/8001/timeline']) {
      expect((await shops.call(mine, path)).status).toBe(404);
      expect((await shops.call(theirs, path)).status).toBe(200);
    }
  });
});

describe('the document', () => {
  it('names every route that answers, and no other', async () => {
    for (const { method, path } of operations) {
      if (method !== 'get' || path.includes(':')) continue;
      expect((await shops.call(mine, path)).status, path).toBe(200);
    }
    expect((await shops.call(mine, '/api/nothing')).status).toBe(404);
  });

  it('is open to read, as JSON and as a page', async () => {
    const document = openApiDocument();
    const answer = await shops.call(null, '/api/openapi.json');
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(document)));
    const page = await (await shops.call(null, '/api/docs')).text();
    for (const { path } of operations) expect(page).toContain(path);
  });
});

describe('the first page', () => {
  it('adds up: every customer once, guests apart, to the cent', async () => {
    const overview = overviewSchema.parse(await (await shops.call(mine, '/api/overview')).json());
    expect(overview).toMatchObject({
      customers: 6,
      ranked: 5,
      prospects: 1,
      orders: 7,
      netSpent: { amount: '367.00', currency: 'USD' },
      walkIn: { orders: 1, netSpent: { amount: '7.00' } },
      cutoffs: { ranked: 5, method: 'fixed' },
    });
    const counted = overview.lifecycle.reduce((sum, { customers }) => sum + customers, 0);
    expect(counted).toBe(6);
    expect(overview.latest[0]).toMatchObject({ orderId: '1', customerId: '7001' });
    expect(overview.today.map(({ kind }) => kind)).toContain('firstRule');
    for (const { query, customers } of overview.today) {
      if (query === null) continue;
      const found = await list(`query=${encodeURIComponent(query)}`);
      expect(found.total, query).toBe(customers);
    }
    for (const { query, customers } of overview.matrix) {
      expect((await list(`query=${encodeURIComponent(query)}`)).total, query).toBe(customers);
    }
  });
});

describe('customers', () => {
  it('come sorted, a page at a time, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await list(`sort=-netSpent&limit=2${after}`);
      expect(page.total).toBe(6);
      seen.push(...page.customers.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(seen).toEqual(['7001', '7004', '7002', '7003', '7005', '7009']);
  });

  it('are found by e-mail, by order and by id', async () => {
    const ids = async (query: string) => (await list(query)).customers.map(({ id }) => id);
    expect(await ids('search=7002%40example.com')).toEqual(['7002']);
    expect(await ids('search=%231004')).toEqual(['7003']);
    expect(await ids('search=1004')).toEqual(['7003']);
    expect(await ids('search=7005')).toEqual(['7005']);
  });

  it('refuses a query that is not understood, at its place', async () => {
    const answer = await shops.call(mine, "/api/customers?query=lifecycl%20%3D%20'lost'");
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'invalid',
      field: 'query',
      start: 0,
      end: 8,
    });
    expect((await shops.call(mine, '/api/customers?limit=251')).status).toBe(400);
    expect((await shops.call(mine, '/api/customers?cursor=zzz')).status).toBe(400);
  });

  it('have one file that agrees with the list and with itself', async () => {
    const { customers } = await list('');
    for (const row of customers) {
      const own = await file(row.id);
      expect(own).toMatchObject({ ...row });
      expect(own.classes.lifecycle.value).toBe(row.lifecycle);
      expect(own.classes.level.value).toBe(row.rfm.level);
    }
  });

  it('say what time will change and when', async () => {
    const own = await file('7002');
    expect(own).toMatchObject({
      orders: 1,
      netSpent: { amount: '30.00' },
      recencyDays: 100,
      lifecycle: 'overdue',
      name: 'Ada Test',
      email: '7002@example.com',
      tags: ['vip'],
    });
    // Lost begins on the first day more than 180 days after 2026-08-14.
    expect(own.classes.lifecycle.changesOn).toEqual({
      date: '2027-02-11',
      to: 'lost',
      prevent: {
        today: { amount: '0.01', currency: 'USD' },
        lastDay: '2027-02-10',
        onLastDay: { amount: '0.01', currency: 'USD' },
      },
    });
    expect(own.classes.lifecycle.up).toEqual([
      {
        to: 'regular',
        needs: [{ what: 'orders', amount: 1, money: null }],
        order: { amount: '0.01', currency: 'USD' },
      },
    ]);
  });

  it('tell orders and refunds, newest first', async () => {
    const answer = await shops.call(mine, '/api/customers/7002/timeline');
    const { entries, cursor } = timelineSchema.parse(await answer.json());
    expect(cursor).toBeNull();
    expect(entries.map(({ kind }) => kind)).toEqual(['refund', 'order']);
    expect(entries[1]).toMatchObject({ status: 'counted', total: { amount: '50.00' }, items: 2 });
  });
});

describe('settings and files', () => {
  it('keep a changed threshold, and refuse one that contradicts itself', async () => {
    const put = (body: object) =>
      shops.call(theirs, '/api/settings', { method: 'PUT', body: JSON.stringify(body) });
    const changed = { ...defaultSettings, holdDays: 3 };
    expect((await put(changed)).status).toBe(200);
    expect(await (await shops.call(theirs, '/api/settings')).json()).toEqual(changed);
    const crossing = { ...defaultSettings.level, cuts: { a: 6, b: 9, c: 12 } };
    expect((await put({ ...defaultSettings, level: crossing })).status).toBe(400);
  });

  it('preview a change against the last run, keep nothing of it, and refuse what contradicts', async () => {
    const preview = async (body: object) =>
      shops.call(mine, '/api/settings/preview', { method: 'POST', body: JSON.stringify(body) });
    const ask = async (body: object) =>
      settingsPreviewSchema.parse(await (await preview(body)).json());
    const kept = settingsSchema.parse(await (await shops.call(mine, '/api/settings')).json());
    const same = await ask(kept);
    expect(same).toMatchObject({ customers: 6, changed: 0, unseen: [] });
    expect(same.lines?.after).toEqual(same.lines?.before);
    const fixed = { t50: 2, t80: 3, t95: 4 };
    const other = { ...kept, lifecycle: { fixed, winBackDays: 1000 } };
    const moved = await ask(other);
    const lost = moved.schemes
      .find(({ scheme }) => scheme === 'lifecycle')
      ?.groups.find(({ key }) => key === 'lost');
    expect(lost?.after).toBe(4);
    expect(moved.changed).toBeGreaterThan(0);
    expect(await ask(kept)).toEqual(same);
    const crossing = {
      ...kept,
      lifecycle: { ...other.lifecycle, fixed: { t50: 9, t80: 3, t95: 4 } },
    };
    expect((await preview(crossing)).status).toBe(400);
    const staff = { ...kept.staff, purchases: 'exclude', codes: ['STAFF'] };
    expect((await ask({ ...kept, staff })).unseen).toEqual(['staff']);
  });

  it('take an upload as a job, and refuse what is empty or too large', async () => {
    const upload = (body: string) =>
      shops.call(mine, '/api/imports?name=orders.csv', { method: 'POST', body });
    const started = importReportSchema.parse(await (await upload('Name,Email\n')).json());
    expect(started).toMatchObject({ state: 'running', fileName: 'orders.csv' });
    expect((await upload('')).status).toBe(400);
    expect((await upload('x'.repeat(1001))).status).toBe(413);
    expect((await shops.call(theirs, `/api/imports/${started.id}`)).status).toBe(404);
  });
});

describe('who saw whom, who changed what', () => {
  const accessLog = async (query: string) =>
    accessLogSchema.parse(await (await shops.call(mine, `/api/access-log${query}`)).json()).entries;

  it('is kept of every answer that names a customer, and of no other', async () => {
    const ids = (await list('')).customers.filter(({ name }) => name !== null).map(({ id }) => id);
    await file('7001');
    const seen = await accessLog('');
    expect(seen.find(({ seenIn }) => seenIn === 'list')).toMatchObject({ customerIds: ids });
    expect(ids).toEqual(['7001', '7002', '7009']);
    const ofOne = await accessLog('?customer=7001');
    expect(new Set(ofOne.map(({ seenIn }) => seenIn))).toEqual(new Set(['list', 'file']));
    for (const { customerIds } of ofOne) expect(customerIds).toContain('7001');
    expect(await accessLog('?customer=8001')).toEqual([]);
    expect(await accessLog('?user=nobody')).toEqual([]);
    // Refused, so nobody was shown.
    await shops.call(mine, '/api/customers/8001');
    expect(await accessLog('?customer=8001')).toEqual([]);
  });

  it('is kept of a changed setting with what it was before, and of an upload', async () => {
    const body = JSON.stringify({ ...defaultSettings, holdDays: 5 });
    await shops.call(mine, '/api/settings', { method: 'PUT', body });
    await shops.call(mine, '/api/imports?name=Ada.csv', { method: 'POST', body: 'Name\n' });
    const answer = await shops.call(mine, '/api/audit-log');
    const { entries } = auditLogSchema.parse(await answer.json());
    expect(entries.find(({ action }) => action === 'settings.edit')).toMatchObject({
      subject: 'settings',
      changes: [{ field: 'holdDays', before: '7', after: '5' }],
    });
    expect(entries.some(({ action }) => action === 'import.upload')).toBe(true);
    expect(JSON.stringify(entries)).not.toContain('Ada');
  });
});

it('logged nobody', () => {
  expect(shops.logged.length).toBeGreaterThan(0);
  expect(shops.logged.join('\n')).not.toMatch(/Ada|example\.com/);
});

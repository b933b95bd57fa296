import type { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAdminApp } from '../../functions/admin/app.ts';
import {
  couponListSchema,
  couponViewSchema,
  previewSchema,
  ruleListSchema,
  ruleViewSchema,
} from '../../functions/coupons/coupons.schema.ts';
import type { Desk } from '../../functions/coupons/desk.ts';
import { offerTo } from '../../functions/coupons/offerTo.ts';
import type { Population } from '../../functions/coupons/population.ts';
import { couponRoutes } from '../../functions/coupons/routes.ts';
import { runCoupons } from '../../functions/coupons/run.ts';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { readCustomers } from '../../functions/customers/store.ts';
import type { HttpEnv } from '../../functions/platform/httpEnv.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { entryOf } from '../../functions/segments/listing.ts';
import { plainCounting } from '../../functions/segments/standing.ts';
import { ColumnsBuilder } from '../../functions/segments/columnsBuilder.ts';
import { startTestTable } from '../support/dynamo.ts';
import {
  type Counter,
  counterOver,
  daySeconds,
  deskOf,
  noon,
  overdueCustomer,
  ruleInput,
  shop,
  silent,
} from './counter.ts';
import { becameOverdue, order, place } from './shopFloor.ts';

let table: Table;
let counter: Counter;
let desk: Desk;
let app: Hono<HttpEnv>;
const people = ['7001', '7002', '7003', '7004'];
const other = 'two.myshopify.com';

beforeEach(async () => {
  ({ table } = await startTestTable());
  counter = counterOver(table);
  desk = deskOf(table, counter, { population: computed });
  app = createAdminApp({
    session: {
      verify: (token) => Promise.resolve({ shop: token, userId: '42' }),
      install: () => Promise.resolve(),
    },
    log: silent,
    routes: [couponRoutes(desk)],
  });
  for (const domain of [shop, other]) {
    await desk.shops.write({
      shop: domain,
      name: 'One',
      currency: 'GBP',
      timeZone: 'Europe/London',
      locale: 'en',
      installedAtMs: 1,
      uninstalledAtMs: null,
      scopes: [],
      token: null,
      rev: 0,
    });
  }
});

/** What a run would have put into the columns. */
async function computed(domain: string): Promise<Population> {
  const builder = new ColumnsBuilder();
  const time = { asOf: counter.clock.now, calendar: calendarOf('Europe/London') };
  const ids = domain === shop ? people : [];
  for (const customer of await readCustomers(table, domain, ids)) {
    if (customer.item.rev > 0) builder.add(entryOf(customer, time, plainCounting));
  }
  return { columns: builder.done().columns, whoAt: () => () => 'in' };
}

async function call(method: string, path: string, body?: unknown, headers = {}, as = shop) {
  const answer = await app.request(`/api${path}`, {
    method,
    headers: { Authorization: `Bearer ${as}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function made(over = {}): Promise<string> {
  const answer = await call('POST', '/coupon-rules', ruleInput(over));
  expect(answer.status).toBe(200);
  return ruleViewSchema.parse(answer.body).id;
}

/** Three overdue customers, spending less each, since long before any rule. */
async function threeOverdue() {
  for (const [n, customerId] of people.slice(0, 3).entries()) {
    const fact = order({ orderId: String(n + 1), customerId, totalMinor: 9000 - n * 1000 });
    await place(table, fact, { value: 'overdue', since: noon - 5 * daySeconds });
  }
}

describe('rules', () => {
  test('a rule is made as a draft, edited, activated, paused and listed', async () => {
    const id = await made({ minimumSubtotal: '25.00' });
    expect((await call('GET', `/coupon-rules/${id}`)).body).toMatchObject({
      state: 'draft',
      version: 1,
      offer: { kind: 'amount', amount: { amount: '10.00', currency: 'GBP' } },
      minimumSubtotal: { amount: '25.00' },
      budget: { period: '2026-11', cap: { amount: '100.00' }, remaining: { amount: '100.00' } },
    });
    const edited = await call('PUT', `/coupon-rules/${id}`, ruleInput({ name: 'Come back' }));
    expect(edited.body).toMatchObject({ name: 'Come back', version: 2, minimumSubtotal: null });
    expect((await call('POST', `/coupon-rules/${id}/activate`)).body).toMatchObject({
      state: 'active',
      activatedAt: '2026-11-15T12:00:00.000Z',
    });
    expect((await call('POST', `/coupon-rules/${id}/pause`)).body['state']).toBe('paused');
    const { rules } = ruleListSchema.parse((await call('GET', '/coupon-rules')).body);
    expect(rules.map(({ name }) => name)).toEqual(['Come back']);
  });

  test.each([
    [{ offer: { kind: 'percentage', percent: 20 } }, 'budgetAmount', 'no hard ceiling'],
    [{ budgetAmount: '5.00' }, 'budgetAmount', 'smaller than one coupon'],
    [{ budgetAmount: 'ten' }, 'budgetAmount', 'not an amount of GBP'],
    [{ offer: { kind: 'amount', amount: '0' } }, 'offer.amount', 'more than zero'],
    [{ minimumSubtotal: '4.00' }, 'minimumSubtotal', 'below the coupon'],
    [{ deadlineDays: 9 }, 'deadlineDays', 'win-back'],
    [{ expiryDays: 0 }, 'expiryDays', ''],
  ])('%j is refused at the field, in words', async (over, field, words) => {
    const { status, body } = await call('POST', '/coupon-rules', ruleInput(over as never));
    expect(status).toBe(400);
    expect(body['field']).toBe(field);
    expect(body['detail']).toContain(words);
  });

  test('a draft may lack its limits, an active rule may not', async () => {
    const id = await made({ budgetAmount: null, offer: { kind: 'percentage', percent: 10 } });
    const { status, body } = await call('POST', `/coupon-rules/${id}/activate`);
    expect([status, body['field']]).toEqual([400, 'budgetCount']);
  });

  test('another shop sees, changes and sends none of it', async () => {
    const id = await made();
    const paths = [
      ['GET', ''],
      ['PUT', ''],
      ['POST', '/activate'],
      ['POST', '/pause'],
      ['POST', '/send-waiting'],
      ['POST', '/preview'],
      ['GET', '/results'],
    ];
    for (const [method, rest] of paths) {
      const input = method === 'PUT' ? ruleInput() : undefined;
      const answer = await call(method!, `/coupon-rules/${id}${rest!}`, input, {}, other);
      expect(answer.status, `${method!} ${rest!}`).toBe(404);
    }
    expect((await call('GET', '/coupon-rules', undefined, {}, other)).body).toEqual({ rules: [] });
  });

  test('who changed what is kept', async () => {
    const id = await made();
    await call('PUT', `/coupon-rules/${id}`, ruleInput({ expiryDays: 14 }));
    const notes = [];
    for await (const page of table.query({ pk: `S#${shop}`, prefix: 'AUDIT#' }))
      notes.push(...page);
    expect(notes).toMatchObject([
      { action: 'rule.create', userId: '42', subject: `rule/${id}` },
      { action: 'rule.edit', changes: { expiryDays: { before: 30, after: 14 } } },
    ]);
  });

  test('the same Idempotency-Key makes one rule and gives one answer', async () => {
    const key = { 'Idempotency-Key': 'once' };
    const first = await call('POST', '/coupon-rules', ruleInput(), key);
    expect(await call('POST', '/coupon-rules', ruleInput(), key)).toEqual(first);
    expect((await call('POST', '/coupon-rules', ruleInput({ name: 'B' }), key)).status).toBe(409);
    const { rules } = ruleListSchema.parse((await call('GET', '/coupon-rules')).body);
    expect(rules).toHaveLength(1);
  });
});

describe('those already due', () => {
  test('activating sends nothing and says how many wait; sending reaches them once, within budget', async () => {
    await threeOverdue();
    const id = await made({ budgetAmount: '20.00' });
    const preview = previewSchema.parse(
      (await call('POST', '/coupon-rules/preview', ruleInput({ budgetAmount: '20.00' }))).body,
    );
    expect(preview).toMatchObject({
      matching: 3,
      excluded: [{ reason: 'budgetMoney', count: 1 }],
      receiving: 2,
      costCeiling: { amount: '20.00' },
    });
    expect(preview.sample.map(({ id: customer }) => customer)).toEqual(['7001', '7002']);

    expect((await call('POST', `/coupon-rules/${id}/activate`)).body['waiting']).toBe(3);
    await runCoupons(shop, desk);
    expect(counter.tray.bodies).toEqual([]);

    const key = { 'Idempotency-Key': 'send' };
    const sent = await call('POST', `/coupon-rules/${id}/send-waiting`, undefined, key);
    expect(sent.body).toEqual({ issued: 2 });
    expect(await call('POST', `/coupon-rules/${id}/send-waiting`, undefined, key)).toEqual(sent);
    expect((await call('POST', `/coupon-rules/${id}/send-waiting`)).body).toEqual({ issued: 0 });
    await counter.drain();
    expect((await call('GET', `/coupon-rules/${id}`)).body).toMatchObject({
      issued: 2,
      waiting: 0,
      budget: { reserved: { amount: '20.00' }, remaining: { amount: '0.00' } },
    });
    const after = previewSchema.parse((await call('POST', `/coupon-rules/${id}/preview`)).body);
    expect(after.excluded).toContainEqual({ reason: 'hadCoupon', count: 2 });
  });

  test('a send that was cut short is carried on by the next run', async () => {
    await threeOverdue();
    const id = await made();
    await call('POST', `/coupon-rules/${id}/activate`);
    const rule = (await counter.rules.read(shop, id))!;
    await counter.rules.write(shop, {
      ...rule,
      waiting: { ...rule.waiting, requestedAt: counter.clock.now },
    });
    expect(await runCoupons(shop, desk)).toMatchObject({ sentToWaiting: 3 });
    expect(await runCoupons(shop, desk)).toMatchObject({ sentToWaiting: 0, resent: 0 });
  });

  test('a rule that is not active sends to nobody', async () => {
    const id = await made();
    expect((await call('POST', `/coupon-rules/${id}/send-waiting`)).status).toBe(409);
  });
});

describe('coupons', () => {
  async function oneIssued(): Promise<string> {
    const id = await made();
    await call('POST', `/coupon-rules/${id}/activate`);
    const fact = order({ customerId: '7004', orderId: '44' });
    const mark = { ...becameOverdue, customerId: '7004', at: noon };
    await place(table, fact, { value: 'overdue', since: noon }, [mark]);
    await runCoupons(shop, desk);
    await counter.drain();
    return id;
  }

  test('are listed by rule and state, and one given by hand is noted', async () => {
    const rule = await oneIssued();
    const list = couponListSchema.parse(
      (await call('GET', `/coupons?rule=${rule}&state=issued`)).body,
    );
    expect(list).toMatchObject({
      coupons: [{ customerId: '7004', state: 'issued' }],
      cursor: null,
    });
    const [coupon] = list.coupons;
    const given = await call('POST', `/coupons/${coupon!.id}/delivered`);
    expect(couponViewSchema.parse(given.body).state).toBe('delivered');
    expect((await call('POST', `/coupons/${coupon!.id}/delivered`)).status).toBe(200);
    expect((await call('GET', '/coupons?state=issued')).body['coupons']).toEqual([]);
    expect((await call('GET', `/coupon-rules/${rule}/results`)).body).toMatchObject({
      issued: 1,
      redeemed: 0,
      discountGiven: { amount: '0.00', currency: 'GBP' },
    });
  });

  test('past its date a coupon reads expired and cannot be given any more', async () => {
    await oneIssued();
    counter.clock.now += 31 * daySeconds;
    const list = couponListSchema.parse((await call('GET', '/coupons')).body);
    expect(list.coupons[0]?.state).toBe('expired');
    const again = await call('POST', `/coupons/${list.coupons[0]!.id}/delivered`);
    expect(again.status).toBe(409);
  });

  test('another shop finds none, by list or by id', async () => {
    await oneIssued();
    const list = couponListSchema.parse((await call('GET', '/coupons')).body);
    const path = `/coupons/${list.coupons[0]!.id}/delivered`;
    expect((await call('POST', path, undefined, {}, other)).status).toBe(404);
    expect((await call('POST', '/coupons/nonsense/delivered')).status).toBe(404);
  });
});

test('a page of coupons goes on where the last one ended', async () => {
  const id = await made({ budgetAmount: '2000.00', budgetCount: null });
  await call('POST', `/coupon-rules/${id}/activate`);
  const rule = (await counter.rules.read(shop, id))!;
  for (let n = 0; n < 60; n += 1) {
    counter.clock.now = noon + Math.floor(n / 7);
    await offerTo(shop, rule, overdueCustomer(n), null, counter);
  }
  const first = couponListSchema.parse((await call('GET', '/coupons')).body);
  expect(first.coupons).toHaveLength(50);
  const rest = couponListSchema.parse(
    (await call('GET', `/coupons?cursor=${encodeURIComponent(first.cursor!)}`)).body,
  );
  expect(rest.cursor).toBeNull();
  const ids = new Set([...first.coupons, ...rest.coupons].map((coupon) => coupon.id));
  expect(ids.size).toBe(60);
});

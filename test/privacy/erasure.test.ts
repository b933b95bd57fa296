import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openCouponStore } from '../../functions/coupons/couponStore.ts';
import { reservedCoupon } from '../../functions/coupons/coupon.ts';
import type { Rule } from '../../functions/coupons/rule.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { graveyardOf } from '../../functions/assembly/deadLetters.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { keys } from '../../functions/platform/keys.ts';
import { answerOnce } from '../../functions/platform/idempotency.ts';
import { listRequests } from '../../functions/privacy/store.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { day, now, openPrivacyShop, type PrivacyShop } from './privacyShop.ts';
import { findTraces, type Trace } from './traces.ts';

const shop = 'erasing.myshopify.com';
const ann = '7123456789012';
const twin = '7123456789099';
const person = {
  first_name: 'Annabel',
  last_name: 'Leeworth',
  email: 'annabel.leeworth@example.com',
  phone: '+82105550147',
  default_address: { address1: '14 Maple Lane', city: 'Busan', zip: '48094', country_code: 'KR' },
};
/** What names her; ids are looked at apart, since a tombstone needs one. */
const values = [
  'Annabel',
  'Leeworth',
  'annabel.leeworth',
  '5550147',
  'Maple Lane',
  '48094',
  '1961-03-19',
  'quillskin',
  'Heliotrope',
];
const iso = (ms: number) => new Date(ms).toISOString();
const customer = (id: string, changes: object = {}) => ({
  id: Number(id),
  created_at: iso(now - 50 * day),
  updated_at: iso(now - 10 * day),
  ...person,
  ...changes,
});
const boughtIn = (variant: string | null) =>
  z
    .array(z.looseObject({}))
    .parse(orderBody()['line_items'])
    .map((line) => ({ ...line, variant_title: variant }));
const order = (id: number, name: string, changes: object = {}) =>
  orderBody({
    id,
    name,
    created_at: iso(now - 9 * day),
    processed_at: iso(now - 9 * day),
    updated_at: iso(now - 9 * day),
    email: person.email,
    customer: customer(ann),
    line_items: boughtIn('XXS / Heliotrope'),
    ...changes,
  });
const redact = {
  shop_domain: shop,
  customer: { id: Number(ann), email: person.email, phone: person.phone },
  orders_to_redact: [5001, 5002, 5003],
};

const otherMail = { email: 'a.leeworth@example.com' };

let at: PrivacyShop;
let before: { traces: Trace[]; netMinor: number; orders: number };

/** All of the shop's money, wherever it is counted. */
async function sums() {
  const { netMinor, orders, walkIn, customers } = await at.run();
  return { netMinor: netMinor + walkIn.netMinor, orders: orders + walkIn.orders, customers };
}

beforeAll(async () => {
  at = await openPrivacyShop(shop);
  const { parts, deliver, history } = at;
  const { table, vault, objects } = parts;
  await history.customersOfMail(shop, [person.email]);
  await deliver('customers/create', customer(ann));
  await deliver('customers/create', customer(twin, otherMail));
  const said = { group: 'at_risk', birthDate: '1961-03-19', skin: 'quillskin' } as const;
  await at.tellFields(ann, said);
  await deliver('orders/create', order(5001, '#LW-1'));
  await deliver('orders/create', order(5002, '#LW-2', { customer: customer(twin, otherMail) }));
  await deliver('orders/create', order(5003, '#LW-3', { customer: null }));
  await deliver(
    'orders/create',
    order(5004, '#XX-4', { customer: { id: 99, first_name: 'Bo' }, line_items: boughtIn(null) }),
  );
  await deliver('customer.tags_added', {
    customerId: `gid://shopify/Customer/${ann}`,
    tags: ['friend of Leeworth'],
    occurredAt: iso(now - 8 * day),
  });
  await deliver('customers/merge', {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${ann}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${twin}`,
    status: 'completed',
  });
  await at.run();
  await table.put({ ...keys.rule(shop, 'r'), state: 'active', version: 1 });
  const rule = {
    ruleId: 'r',
    version: 1,
    name: 'Wake up',
    currency: 'USD',
    offer: { kind: 'amount', minor: 500 },
    minimumMinor: null,
    maximumMinor: null,
    expiryDays: 30,
    budgetMinor: 10_000,
    budgetCount: null,
  } as unknown as Rule;
  const key = { customerId: ann, ruleId: 'r', occasion: 'wake-up-1' };
  const waiting = reservedCoupon(rule, key, 'CODE1', '2026-11', { now: 0, wallMs: now });
  const reserved = await openCouponStore(table).reserve(shop, rule, waiting);
  expect(reserved.outcome).toBe('reserved');
  await answerOnce(
    { table, vault },
    { shop, scope: 'POST /api/x', key: 'k', body: '{}' },
    () => now,
    () => Promise.resolve(JSON.stringify({ sample: [{ id: ann, name: 'Annabel Leeworth' }] })),
  );
  const envelope = {
    kind: 'delivery' as const,
    shop,
    source: 'shopify',
    topic: 'orders/create',
    webhookId: null,
    triggeredAtMs: now,
    receivedAtMs: now,
    body: JSON.stringify(order(5001, '#LW-1')),
  };
  await graveyardOf(parts)(
    'events',
    { id: 'm1', body: packEnvelope(envelope), attempt: 8 },
    { cause: 'fault', reason: 'too often' },
  );
  await deliver('customers/data_request', {
    shop_domain: shop,
    customer: { id: Number(ann) },
    orders_requested: [5001],
    data_request: { id: 77 },
  });
  await at.workAll();
  expect((await listRequests(table, shop))[0]).toMatchObject({ state: 'ready' });
  expect(objects).toBeDefined();
  const { netMinor, orders } = await sums();
  before = { traces: await findTraces(at.raw, values), netMinor, orders };
});

describe('a customer to be erased', () => {
  test('is found before, by every value and in every kind of place', () => {
    expect([...new Set(before.traces.map(({ value }) => value))].sort()).toEqual(
      [...values].sort(),
    );
    const kinds = new Set(
      before.traces.map(({ place }) => place.replace(/[^ #/]*myshopify.com.*? /, '')),
    );
    const has = (pattern: RegExp) => [...kinds].some((kind) => pattern.test(kind));
    for (const pattern of [/C#7123/, /C#mail-/, /IDEM#/, /DEAD#/, /exports/]) {
      expect(has(pattern), String(pattern)).toBe(true);
    }
  });

  test('is found nowhere after, while the money stays to the cent', async () => {
    const { parts, deliver, raw } = at;
    expect(await deliver('customers/redact', redact)).toEqual([]);
    await at.workAll();
    const after = await sums();
    expect(await findTraces(raw, [...values, 'a.leeworth', '#LW-'])).toEqual([]);
    expect([after.netMinor, after.orders]).toEqual([before.netMinor, before.orders]);
    expect(after.customers).toBe(1);
    const request = (await listRequests(parts.table, shop)).find(
      ({ kind }) => kind === 'redactCustomer',
    );
    expect(request).toMatchObject({
      state: 'done',
      erased: {
        customers: 3,
        orders: 2,
        orderNames: 2,
        guestOrders: 1,
        deadLetters: 1,
        answers: 1,
        coupons: 1,
        exports: 1,
      },
    });
  });

  // The queue file holds the messages that ask for the requests, by their ids.
  test('leaves ids only where money or the wish to be forgotten needs them', async () => {
    const traces = await findTraces(at.raw, [ann, twin]);
    const kept =
      /^table S#\S+#(P#\d+ C#|O#\d+ O#)|JOB#privacy-|^file objects\/redactions\/|^file queues/;
    expect(traces.filter(({ place }) => !kept.test(place))).toEqual([]);
  });

  test('does not come back by anything told later', async () => {
    const { deliver, history, parts, raw } = at;
    const late = now - 5 * day;
    await deliver('customers/update', customer(ann, { updated_at: iso(now) }));
    await deliver('customers/update', customer(twin, { ...otherMail, updated_at: iso(now) }));
    await deliver('orders/updated', order(5001, '#LW-1', { updated_at: iso(late) }));
    await deliver(
      'orders/updated',
      order(5003, '#LW-3', { customer: null, updated_at: iso(late) }),
    );
    await deliver('orders/create', order(5005, '#LW-5'));
    await deliver('customer.tags_added', {
      customerId: `gid://shopify/Customer/${twin}`,
      tags: ['friend of Leeworth'],
      occurredAt: iso(now),
    });
    const ids = await history.customersOfMail(shop, [person.email, otherMail.email]);
    expect(
      (await readCustomer(parts.table, shop, [...ids.values()][0] ?? '')).item.redactedAt,
    ).not.toBeNull();
    await history.customers(shop, [
      {
        profile: {
          customerId: ann,
          createdAt: null,
          updatedAt: Math.floor(now / 1000),
          person: {
            firstName: 'Annabel',
            lastName: 'Leeworth',
            email: person.email,
            phone: null,
            address1: null,
            address2: null,
            city: null,
            province: null,
            zip: null,
            countryCode: null,
          },
          shopSays: null,
          tags: ['Leeworth'],
        },
        consent: { email: null, sms: null },
      },
    ]);
    await deliver('customers/redact', redact, now + 1);
    await at.workAll();
    const after = await sums();
    expect(await findTraces(raw, [...values, 'a.leeworth', '#LW-'])).toEqual([]);
    expect(after.netMinor).toBe(before.netMinor + 5_450);
    expect(after.customers).toBe(1);
  });

  test('is not sent a coupon that waited, and its money is free again', async () => {
    const { table } = at.parts;
    expect(await openCouponStore(table).ofCustomer(shop, ann)).toEqual([]);
    expect(await table.get(keys.budget(shop, 'r', '2026-11'))).toMatchObject({
      committedMinor: 0,
      coupons: 0,
    });
  });
});

import { expect, test } from 'vitest';
import { graveyardOf } from '../../functions/assembly/deadLetters.ts';
import { privacyDeps } from '../../functions/assembly/withRestoreGate.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { listLetters } from '../../functions/deadLetters/store.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { runOpenRequests } from '../../functions/privacy/runRequest.ts';
import { listRequests } from '../../functions/privacy/store.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { now, openPrivacyShop, type PrivacyShop } from './privacyShop.ts';
import { findTraces } from './traces.ts';

const email = 'mina.park@example.com';
const orders = { orders_to_redact: [5003] };

async function open(shop: string): Promise<PrivacyShop> {
  const at = await openPrivacyShop(shop);
  await at.history.customersOfMail(shop, [email]);
  return at;
}

async function expectGone({ history, parts, raw, shop }: PrivacyShop): Promise<void> {
  expect(await findTraces(raw, [email])).toEqual([]);
  const id = (await history.customersOfMail(shop, [email])).get(email) ?? '';
  expect((await readCustomer(parts.table, shop, id)).item.redactedAt).not.toBeNull();
  expect(await findTraces(raw, [email])).toEqual([]);
}

test('who is here by a file’s address alone is erased by the address the shop names', async () => {
  const at = await open('withheld.myshopify.com');
  // Without leave for protected data the shop tells of a customer and not who it is.
  await at.deliver('customers/create', { id: 10, updated_at: new Date(now).toISOString() });
  expect(await findTraces(at.raw, [email])).not.toEqual([]);
  const customer = { id: 10, email: ' Mina.Park@example.com' };
  await at.deliver('customers/redact', { shop_domain: at.shop, customer, ...orders });
  await at.workAll();
  await expectGone(at);
});

test('so is a guest, whom the shop names by the address only', async () => {
  const at = await open('guest.myshopify.com');
  const customer = { id: null, email };
  await at.deliver('customers/redact', { shop_domain: at.shop, customer, ...orders });
  await at.workAll();
  await expectGone(at);
});

test('an address that is none keeps nobody from being erased', async () => {
  const at = await open('odd-address.myshopify.com');
  for (const odd of [7, 'x'.repeat(100_000), '\ud800', '']) {
    const customer = { id: 10, email: odd };
    const redact = { shop_domain: at.shop, customer, ...orders };
    expect(await at.deliver('customers/redact', redact, (at.time.ms += 1))).toEqual([]);
  }
  await at.workAll();
  const { item } = await readCustomer(at.parts.table, at.shop, '10');
  expect(item.redactedAt).not.toBeNull();
});

test('a guest’s order that was given up is erased with it', async () => {
  const at = await openPrivacyShop('given-up.myshopify.com');
  const { parts, shop } = at;
  const envelope = {
    kind: 'delivery' as const,
    shop,
    source: 'shopify',
    topic: 'orders/create',
    webhookId: null,
    triggeredAtMs: now,
    receivedAtMs: now,
    body: JSON.stringify(orderBody({ id: 5003, email, customer: null })),
  };
  const dead = { id: 'm1', body: packEnvelope(envelope), attempt: 8 };
  await graveyardOf(parts)('events', dead, { cause: 'fault', reason: 'too often' });
  await at.deliver('customers/redact', { shop_domain: shop, customer: null, ...orders });
  await at.workAll();
  expect(await listLetters(parts.table, shop, 10)).toEqual([]);
});

test('a request that cannot be done does not keep others waiting', async () => {
  const at = await openPrivacyShop('stuck.myshopify.com');
  const { parts, shop } = at;
  const customer = { id: 10 };
  await at.deliver('customers/redact', { shop_domain: shop, customer, ...orders });
  at.time.ms += 1000;
  const data_request = { id: 77 };
  await at.deliver('customers/data_request', { shop_domain: shop, customer, data_request });
  const broken = () => Promise.reject(new Error('broken'));
  const deps = { ...privacyDeps(parts), makeExport: broken };
  await expect(runOpenRequests(shop, deps)).rejects.toThrow('broken');
  const states = (await listRequests(parts.table, shop)).map(({ kind, state }) => [kind, state]);
  expect(states).toEqual([
    ['dataRequest', 'open'],
    ['redactCustomer', 'done'],
  ]);
});

test('an order of who was erased stays stripped when the shop takes the customer off it', async () => {
  const at = await openPrivacyShop('taken-off.myshopify.com');
  const { deliver, raw, shop } = at;
  const told = (customer: object | null, atMs: number) =>
    orderBody({ id: 5001, name: '#LW-1', customer, updated_at: new Date(atMs).toISOString() });
  await deliver('orders/create', told({ id: 10 }, now - 2000));
  await deliver('customers/redact', { shop_domain: shop, customer: { id: 10 }, ...orders });
  await at.workAll();
  expect(await findTraces(raw, ['#LW-1'])).toEqual([]);
  for (const later of [1000, 2000]) {
    at.time.ms = now + later;
    await deliver('orders/updated', told(null, at.time.ms));
    expect(await findTraces(raw, ['#LW-1'])).toEqual([]);
  }
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { productPayload, readDelivery } from '../../functions/shopify/payloads.ts';
import { webhookTopics } from '../../functions/shopify/webhookSubscriptions.ts';
import {
  missingScopes,
  neededScopes,
  optionalScopes,
  setScopes,
} from '../../functions/shops/scopes.ts';
import type { ShopRecord } from '../../functions/shops/shop.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { enumOf } from '../../infra/local/shopify/webhooks/topics.ts';
import { topics } from '../../functions/intake/topics.ts';
import { startTestTable } from '../support/dynamo.ts';

const shop = 'one.myshopify.com';
const installedAtMs = 1_795_000_000_000;
const record: ShopRecord = {
  shop,
  name: 'One',
  currency: 'USD',
  timeZone: 'UTC',
  locale: 'en',
  installedAtMs,
  uninstalledAtMs: null,
  scopes: ['read_orders'],
  token: null,
  rev: 0,
};
const toml = readFileSync('shopify.app.toml', 'utf8');
const quoted = (text: string) => [...text.matchAll(/"([^"]+)"/g)].map(([, word]) => word!);

test("the app's own file asks for what the code needs, and for nothing else", () => {
  const declared = /^scopes = "([^"]+)"/m.exec(toml)![1]!.split(',');
  expect(declared.sort()).toEqual([...neededScopes].sort());
  const optional = quoted(/^optional_scopes = (\[[^\]]*\])/m.exec(toml)![1]!);
  expect(optional).toEqual([...optionalScopes]);
});

test("the app's own file declares what is subscribed to elsewhere, and all of it is taken in", () => {
  const listed = (name: string) =>
    [...toml.matchAll(new RegExp(`^${name} = (\\[[^\\]]*\\])`, 'gm'))].flatMap(([, list]) =>
      quoted(list!),
    );
  const declared = listed('topics');
  expect(declared.map(enumOf).sort()).toEqual([...webhookTopics].sort());
  const compliance = listed('compliance_topics');
  expect(compliance).toHaveLength(3);
  for (const topic of [...compliance, ...declared]) expect(topics.has(topic), topic).toBe(true);
});

test('of a product all is asked for that is read of it, but not when it was changed', () => {
  const asked = quoted(/^include_fields = (\[[^\]]*\])/m.exec(toml)![1]!);
  const read = Object.keys(productPayload.shape).filter((field) => field !== 'updated_at');
  expect(asked.toSorted()).toEqual(read.toSorted());
});

test('leave to write is leave to read; what is missing is named', () => {
  expect(missingScopes([...neededScopes])).toEqual([]);
  expect(missingScopes(['read_all_orders', 'read_orders', 'write_customers'])).toEqual([
    'read_discounts',
    'read_products',
    'write_discounts',
  ]);
});

test('what the shop allows is told by its webhook, implied scopes included', () => {
  const body = readFileSync('test/fixtures/app_scopes_update.json', 'utf8');
  expect(readDelivery('app/scopes_update', body, 0)).toEqual({
    kind: 'scopes',
    scopes: ['read_products', 'write_products'],
    atMs: Date.parse('2024-06-25T00:00:00.000Z'),
  });
});

test('the latest word on scopes stands, in whatever order they come', async () => {
  const store = openShopStore((await startTestTable()).table);
  await store.write(record);
  const later = ['read_orders', 'read_customers'];
  expect(await setScopes(shop, later, installedAtMs + 2000, store)).toBe('set');
  expect(await setScopes(shop, [], installedAtMs + 1000, store)).toBe('stale');
  expect(await setScopes(shop, later.toReversed(), installedAtMs + 3000, store)).toBe('unchanged');
  expect((await store.read(shop))?.scopes).toEqual(['read_customers', 'read_orders']);
});

test('a word from before this install, or to a shop that left, changes nothing', async () => {
  const store = openShopStore((await startTestTable()).table);
  expect(await setScopes(shop, [], installedAtMs, store)).toBe('stale');
  await store.write(record);
  expect(await setScopes(shop, [], installedAtMs - 1, store)).toBe('stale');
  await store.write({ ...record, rev: 1, uninstalledAtMs: installedAtMs + 1 });
  expect(await setScopes(shop, [], installedAtMs + 2, store)).toBe('stale');
});

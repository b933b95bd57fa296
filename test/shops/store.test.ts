import { expect, test } from 'vitest';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import type { ShopRecord } from '../../functions/shops/shop.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { keys } from '../../functions/platform/keys.ts';
import { startTestTable } from '../support/dynamo.ts';

const shop = 'one.myshopify.com';
const record: ShopRecord = {
  shop,
  name: 'One',
  currency: 'USD',
  timeZone: 'UTC',
  locale: 'en',
  installedAtMs: 1,
  uninstalledAtMs: null,
  scopes: ['read_orders'],
  token: new Uint8Array([1, 2, 3]),
  rev: 0,
};

test('a record is read back as kept, and written only on the revision it was read at', async () => {
  const store = openShopStore((await startTestTable()).table);
  expect(await store.read(shop)).toBeUndefined();
  expect(await store.write(record)).toBe('kept');
  expect(await store.write(record)).toBe('stale');
  expect(await store.read(shop)).toEqual({ ...record, rev: 1 });
  expect(await store.write({ ...record, name: 'Uno', rev: 1 })).toBe('kept');
  expect(await store.write({ ...record, name: 'Due', rev: 1 })).toBe('stale');
  expect((await store.read(shop))?.name).toBe('Uno');
});

test('settings are the defaults until somebody chooses, and two who choose at once are told', async () => {
  const store = openShopStore((await startTestTable()).table);
  expect(await store.readSettings(shop)).toEqual({ settings: defaultSettings, rev: 0 });
  const chosen = { ...defaultSettings, holdDays: 3 };
  expect(await store.writeSettings(shop, chosen, 0)).toBe('kept');
  expect(await store.writeSettings(shop, defaultSettings, 0)).toBe('stale');
  expect(await store.readSettings(shop)).toEqual({ settings: chosen, rev: 1 });
});

test('settings kept before a setting existed get its default', async () => {
  const { table } = await startTestTable();
  await table.put({ ...keys.settings(shop), rev: 4, settings: { holdDays: 2 } });
  expect(await openShopStore(table).readSettings(shop)).toEqual({
    settings: { ...defaultSettings, holdDays: 2 },
    rev: 4,
  });
});

test('a lease has one holder until it ends, and only its holder gives it back', async () => {
  const store = openShopStore((await startTestTable()).table);
  expect(await store.lease(shop, 'job', 100, 200)).toBe(true);
  expect(await store.lease(shop, 'job', 150, 250)).toBe(false);
  expect(await store.lease(shop, 'job', 200, 300)).toBe(true);
  await store.release(shop, 'job', 200);
  expect(await store.lease(shop, 'job', 250, 350)).toBe(false);
  await store.release(shop, 'job', 300);
  expect(await store.lease(shop, 'job', 250, 350)).toBe(true);
});

test('installed shops are listed, one that has left is not', async () => {
  const store = openShopStore((await startTestTable()).table);
  await store.write(record);
  await store.write({ ...record, shop: 'two.myshopify.com' });
  await store.write({ ...record, shop: 'three.myshopify.com' });
  await store.write({ ...record, shop: 'two.myshopify.com', uninstalledAtMs: 2, rev: 1 });
  const listed = (await store.listInstalled()).map((found) => found.shop);
  expect(listed.toSorted()).toEqual(['one.myshopify.com', 'three.myshopify.com']);
});

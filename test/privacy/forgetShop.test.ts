import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { forgetShop } from '../../functions/privacy/forgetShop.ts';
import { readRedaction, listedNames } from '../../functions/privacy/redactionList.ts';
import { keepRequest, listRequests } from '../../functions/privacy/store.ts';
import { collect } from '../support/collect.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { day, install, now, openPrivacyShop, type PrivacyShop } from './privacyShop.ts';

/** A shop with two buyers, a guest and lists, whose neighbour's name begins with its own. */
async function filled(shop: string): Promise<PrivacyShop> {
  const at = await openPrivacyShop(shop);
  await install(at.shops, at.parts.vault, `${shop.split('.')[0] ?? ''}-2.myshopify.com`);
  for (const [id, customer] of [
    [1, { id: 11, email: 'one@example.com' }],
    [2, { id: 12, email: 'two@example.com' }],
    [3, null],
  ] as const) {
    await at.deliver('orders/create', orderBody({ id, name: `#${String(id)}`, customer }));
  }
  await at.run();
  await at.parts.objects.put(`imports/${shop}/left`, new Uint8Array([1]), 'x');
  return at;
}

const redact = (shop: string) => ({ shop_id: 1, shop_domain: shop });

async function keysLeft({ test: { client, name } }: PrivacyShop): Promise<string[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
  return Items.map((item) => `${item['pk']?.S ?? ''} ${item['sk']?.S ?? ''}`).sort();
}

test('everything of a shop that is gone is deleted, and only the day of it is kept, elsewhere', async () => {
  const shop = 'gone.myshopify.com';
  const at = await filled(shop);
  const sealed = at.parts.vault.seal(shop, 'x', new Uint8Array([1]));
  await at.deliver('app/uninstalled', { myshopify_domain: shop }, now - 2 * day);
  await at.deliver('shop/redact', redact(shop));
  expect((await keysLeft(at)).length).toBeGreaterThan(10);
  await at.workAll();

  expect(await keysLeft(at)).toEqual(['S#gone-2.myshopify.com META']);
  const { objects, vault } = at.parts;
  for (const folder of ['snapshots', 'imports', 'exports', 'backfill']) {
    expect(await collect(objects.list(`${folder}/${shop}/`))).toEqual([]);
  }
  const names = await collect(listedNames(objects, shop, null));
  expect(await Promise.all(names.map((name) => readRedaction(objects, shop, name)))).toEqual([
    { kind: 'shop', atMs: now },
  ]);
  expect(() => vault.open(shop, 'x', sealed)).toThrow();
  // What is still on its way finds no shop.
  await at.deliver('orders/create', orderBody({ id: 9 }));
  await at.deliver('shop/redact', redact(shop));
  await at.workAll();
  expect(await keysLeft(at)).toEqual(['S#gone-2.myshopify.com META']);
});

test('a shop installed again keeps everything, and the reason is logged', async () => {
  const shop = 'back.myshopify.com';
  const at = await filled(shop);
  const before = await keysLeft(at);
  await at.deliver('shop/redact', redact(shop));
  await at.workAll();
  expect((await listRequests(at.parts.table, shop))[0]).toMatchObject({
    state: 'done',
    outcome: 'reinstalled',
  });
  expect(at.logged.join()).toMatch(/privacy.shopKept.*installed again/);
  const added = (await keysLeft(at)).filter((key) => !before.includes(key));
  expect(added).toHaveLength(1);
});

test('cut short anywhere it goes on, and nobody can install into what is being deleted', async () => {
  const shop = 'slow.myshopify.com';
  const at = await filled(shop);
  const { parts, shops } = at;
  await at.deliver('app/uninstalled', { myshopify_domain: shop }, now - 2 * day);
  const request = {
    id: 'r',
    kind: 'redactShop' as const,
    customerId: null,
    orderIds: [],
    requestId: null,
    receivedAtMs: now,
    state: 'open' as const,
  };
  await keepRequest(parts.table, shop, request);
  const deps = { ...parts, shops, nowMs: () => now };
  const step = () => forgetShop(deps, shop, { requestId: 'r', listedAs: '1-r' }, 3);
  expect(await step()).toBe('more');
  expect((await shops.read(shop))?.forgetting).toBe(true);
  let steps = 1;
  while ((await step()) === 'more') steps += 1;
  expect(steps).toBeGreaterThan(1);
  expect(await keysLeft(at)).toEqual(['S#slow-2.myshopify.com META']);
});

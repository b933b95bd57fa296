import {
  BatchWriteItemCommand,
  ScanCommand,
  type AttributeValue,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { withRestoreGate } from '../../functions/assembly/withRestoreGate.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { openShop } from '../../functions/intake/openShop.ts';
import { startTestTable, type TestTable } from '../support/dynamo.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { day, now, openPrivacyShop, type PrivacyShop } from './privacyShop.ts';
import { findTraces } from './traces.ts';

const ann = '7123456789012';
const values = ['Annabel', 'annabel@example.com', '#LW-1'];
const order = (id: number, name: string) =>
  orderBody({
    id,
    name,
    customer: { id: Number(ann), first_name: 'Annabel', email: 'annabel@example.com' },
  });

type Backup = Record<string, AttributeValue>[];

async function backUp({ client, name }: TestTable): Promise<Backup> {
  const { Items = [], LastEvaluatedKey } = await client.send(new ScanCommand({ TableName: name }));
  expect(LastEvaluatedKey).toBeUndefined();
  return Items;
}

async function restore(backup: Backup): Promise<TestTable> {
  const test = await startTestTable();
  for (let start = 0; start < backup.length; start += 25) {
    const puts = backup
      .slice(start, start + 25)
      .map((Item): WriteRequest => ({ PutRequest: { Item } }));
    await test.client.send(new BatchWriteItemCommand({ RequestItems: { [test.name]: puts } }));
  }
  return test;
}

/** The product over the restored table, with the files and keys as they are now. */
async function restored(at: PrivacyShop, backup: Backup): Promise<PrivacyShop> {
  const { folder, vault, shop } = at;
  return openPrivacyShop(shop, { test: await restore(backup), folder, vault });
}

const redactAnn = (shop: string) => ({
  shop_domain: shop,
  customer: { id: Number(ann) },
  orders_to_redact: [],
});

test('who was erased after the backup was made is gone before anything is served', async () => {
  const at = await openPrivacyShop('restored.myshopify.com');
  await at.deliver('orders/create', order(5001, '#LW-1'));
  const backup = await backUp(at.test);
  await at.deliver('customers/redact', redactAnn(at.shop));
  await at.workAll();

  const again = await restored(at, backup);
  const raw = { ...again.raw, contexts: new Set([`customer/${ann}`]) };
  expect(new Set((await findTraces(raw, values)).map(({ value }) => value))).toEqual(
    new Set(values),
  );
  const parts = withRestoreGate(again.parts);
  const isOurCode = () => Promise.resolve(false);
  await openShop({ ...parts, shops: again.shops, isOurCode }, at.shop);
  expect(await findTraces(raw, values)).toEqual([]);
  const { item } = await readCustomer(parts.table, at.shop, ann);
  expect(item.redactedAt).not.toBeNull();
  expect(item.totals.netMinor).toBe(5_450);
  expect(again.logged.join()).toMatch(/privacy.replayed/);
});

test('costs one look for each shop and process where nothing is missing', async () => {
  const at = await openPrivacyShop('calm.myshopify.com');
  await at.deliver('orders/create', order(5001, '#LW-1'));
  await at.deliver('customers/redact', redactAnn(at.shop));
  await at.workAll();
  at.logged.length = 0;

  const { vault, table } = withRestoreGate(at.parts);
  const before = table.units.read;
  for (let count = 0; count < 5; count += 1) await vault.unlock(at.shop);
  expect(table.units.read - before).toBe(1);
  expect(at.logged).toEqual([]);
});

test('a shop forgotten after the backup was made is closed at once and deleted again', async () => {
  const at = await openPrivacyShop('forgotten.myshopify.com');
  await at.deliver('orders/create', order(5001, '#LW-1'));
  const backup = await backUp(at.test);
  await at.deliver('app/uninstalled', { myshopify_domain: at.shop }, now - 2 * day);
  await at.deliver('shop/redact', { shop_domain: at.shop });
  await at.workAll();
  expect(await backUp(at.test)).toEqual([]);

  const again = await restored(at, backup);
  await withRestoreGate(again.parts).vault.unlock(at.shop);
  expect(await again.shops.read(at.shop)).toMatchObject({ forgetting: true, token: null });
  await again.workAll();
  expect(await backUp(again.test)).toEqual([]);
});

test('a replay that failed is tried again, and nothing is served meanwhile', async () => {
  const at = await openPrivacyShop('failing.myshopify.com');
  await at.deliver('orders/create', order(5001, '#LW-1'));
  const backup = await backUp(at.test);
  await at.deliver('customers/redact', redactAnn(at.shop));
  await at.workAll();

  const again = await restored(at, backup);
  let fails = true;
  const { objects } = again.parts;
  const flaky = {
    ...objects,
    get: (key: string) => (fails ? Promise.reject(new Error('away')) : objects.get(key)),
  };
  const { vault, table } = withRestoreGate({ ...again.parts, objects: flaky });
  await expect(vault.unlock(at.shop)).rejects.toThrow('away');
  fails = false;
  await vault.unlock(at.shop);
  expect((await readCustomer(table, at.shop, ann)).item.redactedAt).not.toBeNull();
});

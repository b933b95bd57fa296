import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import type { Objects } from '../../functions/platform/objects.ts';
import { openHistories } from '../../functions/segments/histories.ts';
import { OrderColumnsBuilder } from '../../functions/segments/orderColumnsBuilder.ts';
import {
  dropOrders,
  goodsKey,
  openSnapshots,
  ordersKey,
  snapshotKey,
  writeOrders,
  writeSnapshot,
} from '../../functions/segments/snapshot.ts';
import { plainStanding } from '../../functions/segments/standing.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { row } from '../customers/rows.ts';
import { entry, sale, shopOf } from './shop.ts';

const shop = 'one.myshopify.com';
let folder = '';
let objects: Objects;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientele-histories-'));
  objects = folderObjects(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What a run leaves behind: its orders first, and the snapshot that names them. */
async function leave(version: string, orders: number): Promise<void> {
  const { columns, meta } = shopOf([entry('1', [sale(3)])], shop);
  const builder = new OrderColumnsBuilder(calendarOf('UTC'));
  const rows = Array.from({ length: orders }, (_, n) => row({ orderId: String(n + 1) }));
  builder.addCustomer(rows, plainStanding);
  await writeOrders(objects, builder.done(Uint32Array.of(0)), { shop, version });
  await writeSnapshot(objects, columns, { ...meta, version });
}

async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const key of objects.list(`snapshots/${shop}/`)) found.push(key);
  return found.sort();
}

test('the orders are those of the newest run, and are read once for each', async () => {
  let version = 'first';
  const histories = openHistories(
    objects,
    openSnapshots(objects, () => Promise.resolve(version)),
  );
  await leave(version, 2);
  const first = await histories.open(shop);
  expect(first?.orders.count).toBe(2);
  expect(await histories.open(shop)).toBe(first);
  version = 'second';
  await leave(version, 5);
  const second = await histories.open(shop);
  expect([second?.meta.version, second?.orders.count]).toEqual(['second', 5]);
});

test('orders of a run that is over are let go of, and nothing else is', async () => {
  await leave('first', 1);
  await leave('second', 1);
  await objects.put(goodsKey(shop, 'second'), Buffer.from('{}'), 'application/json');
  await objects.put('snapshots/two.myshopify.com/orders-first.arrow', Buffer.from('x'), '');
  await dropOrders(objects, { shop, version: 'second' });
  expect(await keys()).toEqual(
    [goodsKey(shop, 'second'), ordersKey(shop, 'second'), snapshotKey(shop)].sort(),
  );
  expect(await objects.get('snapshots/two.myshopify.com/orders-first.arrow')).toBeDefined();
});

test('a run whose orders are not there is asked to wait for', async () => {
  await leave('first', 1);
  await objects.delete(ordersKey(shop, 'first'));
  const histories = openHistories(
    objects,
    openSnapshots(objects, () => Promise.resolve('first')),
  );
  await expect(histories.open(shop)).rejects.toThrow('try in a minute');
});

import { expect, test } from 'vitest';
import { privacyJob } from '../../functions/assembly/privacyJob.ts';
import { findCustomerByMail, findOrderByName } from '../../functions/customers/lookupStore.ts';
import { isRedactedRow } from '../../functions/customers/redactedRow.ts';
import { findGoneByMail } from '../../functions/customers/redactionStore.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { listedNames, readRedaction } from '../../functions/privacy/redactionList.ts';
import { readRedactionMark } from '../../functions/privacy/redactionMarkStore.ts';
import { listRequests } from '../../functions/privacy/store.ts';
import { Died, Fuse } from '../coupons/fuse.ts';
import { collect } from '../support/collect.ts';
import { startTestTable, type TestTable } from '../support/dynamo.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { install, openPrivacyShop } from './privacyShop.ts';

const ann = '7123456789012';
const email = 'ann@example.com';

/** Erases Ann in a shop of her own, dying once; answers whether it came to that. */
async function eraseDying(test: TestTable, shop: string, fuse: Fuse): Promise<boolean> {
  const other = await openPrivacyShop(shop, { test, ...(await vaultAndFolder()) });
  const { parts, shops, deliver, workAll } = other;
  await install(shops, parts.vault, shop);
  await deliver('orders/create', orderBody());
  await deliver('customers/redact', { shop_domain: shop, customer: { id: Number(ann) } });

  const work = privacyJob({
    ...parts,
    table: fuse.wrap(parts.table, ['put', 'delete', 'transact']),
    objects: fuse.wrap(parts.objects, ['put', 'putNew', 'delete']),
    queues: { ...parts.queues, jobs: fuse.wrap(parts.queues.jobs, ['send']) },
  });
  let died = false;
  try {
    while ((await work(shop, null)) === 'more');
  } catch (error) {
    if (!(error instanceof Died)) throw error;
    died = true;
  }
  await workAll();

  const { table, objects, vault } = parts;
  const { item, rows } = await readCustomer(table, shop, ann);
  expect([item.personal, item.tags, item.classes]).toEqual([null, {}, {}]);
  expect(item.redactedAt).not.toBeNull();
  expect(item.totals.netMinor).toBe(5_450);
  expect(rows.map(isRedactedRow)).toEqual([true]);
  expect(await findCustomerByMail(table, vault, shop, email)).toBeUndefined();
  expect(await findGoneByMail(table, vault, shop, email)).toBe(ann);
  expect(await findOrderByName(table, shop, '#1042')).toBeUndefined();
  const names = await collect(listedNames(objects, shop, null));
  expect(names).toEqual([await readRedactionMark(table, shop)]);
  expect(await readRedaction(objects, shop, names[0] ?? '')).toMatchObject({
    customerIds: [ann],
    mails: [expect.any(String)],
  });
  expect((await listRequests(table, shop)).map(({ state }) => state)).toEqual(['done']);
  return died;
}

let shared: Awaited<ReturnType<typeof openPrivacyShop>> | undefined;
async function vaultAndFolder() {
  shared ??= await openPrivacyShop('first.myshopify.com');
  return { vault: shared.vault, folder: shared.folder };
}

// Dying after a step and dying before the next leave the same behind.
test('an erasure that dies after any of its steps is finished by the next try', async () => {
  const table = await startTestTable();
  let step = 1;
  while (await eraseDying(table, `dying-${String(step)}.myshopify.com`, new Fuse(step, 'after'))) {
    step += 1;
  }
  expect(step).toBeGreaterThan(8);
}, 60_000);

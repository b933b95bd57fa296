import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeFamily, readFamily } from '../../functions/customers/familyStore.ts';
import { withChangedMember, withMember, withoutMember } from '../../functions/customers/family.ts';
import { findLikelySame } from '../../functions/customers/likenessStore.ts';
import { findCustomerByMail } from '../../functions/customers/lookupStore.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { bucketCount, bucketPk } from '../../functions/platform/keys.ts';
import { listAudit } from '../../functions/platform/auditLog.ts';
import { collect } from '../support/collect.ts';
import { startTestTable } from '../support/dynamo.ts';
import { now, openDesk, vault, type Desk } from './intakeDesk.ts';

let table: Table;
let shops = 0;
beforeAll(async () => {
  ({ table } = await startTestTable());
});
const desk = () => {
  shops += 1;
  return openDesk(table, `same${String(shops)}.myshopify.com`);
};

const iso = (second: number) => new Date(second * 1000).toISOString();
const body = (id: number, over: object = {}, at = now - 600) => ({
  id,
  created_at: iso(now - 900),
  updated_at: iso(at),
  first_name: 'Ann',
  last_name: 'Lee',
  email: `ann${String(id)}@example.com`,
  phone: null,
  default_address: null,
  ...over,
});
const home = { address1: '12 Linden Street', city: 'Leeds', zip: 'LS1 4AP', country_code: 'GB' };
const phone = '+44 113 496 0000';

async function sameAs(shop: Desk, id: string) {
  const found = await findLikelySame(table, vault, shop.shop, await shop.customer(id));
  return found.map(({ customer, by }) => [customer.item.customerId, by]);
}

async function lookups(shop: string): Promise<unknown[]> {
  const pages = Array.from({ length: bucketCount }, (_, bucket) =>
    collect(table.query({ pk: bucketPk(shop, 'N', bucket), prefix: 'LIKE#' })),
  );
  return (await Promise.all(pages)).flat(2);
}

describe('customers who may be the same', () => {
  it('are found by phone, and by address where their names agree', async () => {
    const shop = await desk();
    await shop.deliver('customers/create', body(1, { phone, default_address: home }));
    await shop.deliver('customers/create', body(2, { phone: '0044 (113) 4960000' }));
    await shop.deliver(
      'customers/create',
      body(3, { first_name: 'A.', default_address: { ...home, address1: '12, LINDEN street' } }),
    );
    await shop.deliver('customers/create', body(4, { first_name: 'Ben', default_address: home }));
    await shop.deliver('customers/create', body(5));
    expect(await sameAs(shop, '1')).toEqual([
      ['2', ['phone']],
      ['3', ['address']],
    ]);
    expect(await sameAs(shop, '4')).toEqual([]);
    expect(await sameAs(shop, '5')).toEqual([]);
  });

  it('are no more once one has another phone, is gone or was merged, and leave no look-up', async () => {
    const shop = await desk();
    for (const id of [1, 2, 3, 4]) await shop.deliver('customers/create', body(id, { phone }));
    await shop.deliver('customers/update', body(2, { phone: '+44 20 7946 0000' }, now - 300));
    await shop.deliver('customers/delete', { id: 3 });
    await shop.deliver('customers/merge', {
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/1',
      admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/4',
      status: 'completed',
    });
    expect(await sameAs(shop, '1')).toEqual([]);
    expect(await lookups(shop.shop)).toHaveLength(2);
    expect(JSON.stringify(await lookups(shop.shop))).not.toMatch(/113|7946/);
  });

  it('are none where many share the phone, as a shop or an office does', async () => {
    const shop = await desk();
    for (const id of [1, 2, 3, 4, 5, 6])
      await shop.deliver('customers/create', body(id, { phone }));
    expect(await sameAs(shop, '1')).toEqual([]);
  });

  it("are none among a company's people, who share door and switchboard", async () => {
    const shop = await desk();
    const order = JSON.parse(
      readFileSync('test/fixtures/payloads/orders_create-company.json', 'utf8'),
    ) as { customer: { phone: string } };
    await shop.deliver('orders/create', order);
    await shop.deliver('customers/create', body(9, { phone: order.customer.phone }));
    expect(await sameAs(shop, '9')).toEqual([]);
  });

  it("are not told by a marketplace's address, by which nobody is found", async () => {
    const shop = await desk();
    const email = 'k7x2q9v4m1p8z3t@marketplace.amazon.de';
    await shop.deliver('customers/create', body(1, { email }));
    await shop.deliver('customers/create', body(2, { email }));
    expect(await sameAs(shop, '1')).toEqual([]);
    expect(await findCustomerByMail(table, vault, shop.shop, email)).toBeUndefined();
  });
});

describe('a family', () => {
  const change = (shop: string, customerId: string) => ({
    shop,
    customerId,
    userId: '77',
    atMs: now * 1000,
    action: 'family.add' as const,
  });
  const mia = { name: 'Mia', birthday: { month: 2, day: 29 } };

  it('is kept sealed with its customer, and changed with an entry that names nobody', async () => {
    const shop = await desk();
    await shop.deliver('customers/create', body(1));
    const of = change(shop.shop, '1');
    await changeFamily(table, vault, of, (members) => withMember(members, 'm1', mia));
    // Called again with the same id, as after an answer that was lost.
    await changeFamily(table, vault, of, (members) => withMember(members, 'm1', mia));
    await changeFamily(table, vault, of, (members) =>
      withMember(members, 'm2', { name: 'Noah', birthday: null }),
    );
    await changeFamily(table, vault, of, (members) =>
      withChangedMember(members, 'm1', { ...mia, name: 'Mia Lee' }),
    );
    await changeFamily(table, vault, of, (members) => withoutMember(members, 'm2'));
    expect(await readFamily(table, vault, shop.shop, '1')).toEqual([
      { id: 'm1', name: 'Mia Lee', birthday: { month: 2, day: 29 } },
    ]);
    const { item } = await shop.customer('1');
    expect(Buffer.from(item.family ?? []).toString('latin1')).not.toMatch(/Mia/);
    const { entries } = await listAudit(table, shop.shop, { cursor: null, limit: 10 });
    expect(entries).toHaveLength(5);
    expect(JSON.stringify(entries)).not.toMatch(/Mia|Noah/);
  });

  it('survives an order, goes over in a merge, and goes with the person', async () => {
    const shop = await desk();
    await shop.deliver('customers/create', body(1));
    await shop.deliver('customers/create', body(2));
    await changeFamily(table, vault, change(shop.shop, '2'), (members) =>
      withMember(members, 'm1', mia),
    );
    await shop.deliver('customers/update', body(2, { first_name: 'Anna' }, now - 100));
    expect(await readFamily(table, vault, shop.shop, '2')).toHaveLength(1);
    await shop.deliver('customers/merge', {
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/1',
      admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/2',
      status: 'completed',
    });
    expect((await shop.customer('2')).item.family).toBeUndefined();
    expect(await readFamily(table, vault, shop.shop, '2')).toEqual([{ ...mia, id: 'm1' }]);
    await shop.deliver('customers/delete', { id: 1 });
    expect((await shop.customer('1')).item.family).toBeUndefined();
    await expect(readFamily(table, vault, shop.shop, '1')).rejects.toThrow(/no such customer/);
  });
});

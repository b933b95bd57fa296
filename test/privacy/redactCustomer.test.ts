import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyMany } from '../../functions/customers/applyMany.ts';
import { applyOrder } from '../../functions/customers/applyOrder.ts';
import { layOut } from '../../functions/customers/chunks.ts';
import { rowOf } from '../../functions/customers/ledgerRow.ts';
import { findCustomerByMail, findOrderByName } from '../../functions/customers/lookupStore.ts';
import { nobody, openPerson } from '../../functions/customers/person.ts';
import { findGoneByMail } from '../../functions/customers/redactionStore.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { classChangeWrites, listTimeline } from '../../functions/customers/timelineStore.ts';
import { openHistory } from '../../functions/intake/history.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { redactCustomer } from '../../functions/privacy/redactCustomer.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { plainPlacing } from '../customers/plainPlacing.ts';
import { fact } from '../customers/rows.ts';
import { startTestTable } from '../support/dynamo.ts';

const shop = 'forgetful.myshopify.com';
const vault = vaultFromKey(randomBytes(32));
const redactedAt = 1_765_000_000;

let table: Table;
beforeAll(async () => {
  ({ table } = await startTestTable());
});

function tell(customerId: string, email: string): Promise<void> {
  const profile = {
    customerId,
    createdAt: 1_700_000_000,
    updatedAt: 1_760_000_000,
    person: { ...nobody, firstName: 'Mina', lastName: 'Seo', email },
    shopSays: { orders: 1, spentMinor: 10_000, at: 1_760_000_000 },
    tags: ['vip'],
  };
  const history = openHistory({
    table,
    vault,
    shops: openShopStore(table),
    clock: { businessMs: () => redactedAt * 1000, wallMs: () => redactedAt * 1000 },
    isOurCode: () => Promise.resolve(false),
  });
  return history.customers(shop, [{ profile, consent: { email: null, sms: null } }]);
}

const erase = (customerId: string) =>
  redactCustomer({ table, vault }, { shop, customerId, redactedAt });

describe('erasing a customer', () => {
  test('leaves money and dates and nothing of the person', async () => {
    const order = fact({ orderId: '1', name: '#1', customerId: '10', codes: ['MINA10'] });
    await tell('10', 'mina@example.com');
    await applyOrder(table, shop, order, plainPlacing);
    const entry = {
      kind: 'class' as const,
      at: 1_760_000_000,
      scheme: 'lifecycle' as const,
      from: null,
      to: 'regular',
      cause: 'order' as const,
      orderId: '1',
    };
    await table.transact(classChangeWrites(shop, '10', [entry], 2));

    expect(await erase('10')).toEqual({
      customers: 1,
      orders: 1,
      orderNames: 1,
      timeline: 1,
      marks: 0,
    });

    const { item, rows, kept } = await readCustomer(table, shop, '10');
    expect(item).toMatchObject({ personal: null, shopSays: null, createdAt: null, redactedAt });
    expect([item.tags, item.consent, item.classes]).toEqual([{}, {}, {}]);
    expect(Object.keys(kept).filter((name) => !(name in item))).toEqual([]);
    expect(item.totals.netMinor).toBe(10_000);
    expect(rows).toEqual([
      expect.objectContaining({
        orderId: '1',
        totalMinor: 10_000,
        name: null,
        codes: [],
        lines: [],
      }),
    ]);
    expect(await findCustomerByMail(table, vault, shop, 'mina@example.com')).toBeUndefined();
    expect(await findGoneByMail(table, vault, shop, 'MINA@example.com ')).toBe('10');
    expect(await findOrderByName(table, shop, '#1')).toBeUndefined();
    const page = await listTimeline(table, shop, '10', { limit: 10, cursor: null });
    expect(page.entries).toEqual([]);
  });

  test('is not undone by anything told later', async () => {
    const order = fact({ orderId: '2', name: '#2', customerId: '20' });
    await tell('20', 'joon@example.com');
    await applyOrder(table, shop, order, plainPlacing);
    await erase('20');

    await tell('20', 'joon@example.com');
    const refunded = {
      ...order,
      updatedAt: order.updatedAt + 60,
      refunds: [{ refundId: '1', at: order.updatedAt + 60, minor: 4_000 }],
    };
    expect(await applyOrder(table, shop, order, plainPlacing)).toMatchObject({
      outcome: 'unchanged',
    });
    await applyOrder(table, shop, refunded, plainPlacing);
    await applyMany(
      table,
      shop,
      [refunded, fact({ orderId: '3', name: '#3', customerId: '20' })],
      plainPlacing,
    );

    const { item, rows } = await readCustomer(table, shop, '20');
    expect(openPerson(vault, shop, '20', item.personal)).toEqual(nobody);
    expect(item.totals.netMinor).toBe(16_000);
    expect(rows.map(({ orderId, name, lines }) => [orderId, name, lines])).toEqual([
      ['2', null, []],
      ['3', null, []],
    ]);
    expect(await findCustomerByMail(table, vault, shop, 'joon@example.com')).toBeUndefined();
    for (const name of ['#2', '#3']) {
      expect(await findOrderByName(table, shop, name)).toBeUndefined();
    }
  });

  test('comes before the first word of them as well', async () => {
    expect((await erase('30')).customers).toBe(1);
    await tell('30', 'late@example.com');
    await applyOrder(
      table,
      shop,
      fact({ orderId: '4', name: '#4', customerId: '30' }),
      plainPlacing,
    );

    const { item, rows } = await readCustomer(table, shop, '30');
    expect([item.personal, item.tags, rows.map((row) => row.name)]).toEqual([null, {}, [null]]);
    expect(item.totals.netMinor).toBe(10_000);
  });

  test('again changes nothing', async () => {
    await erase('40');
    const before = await table.get((await readCustomer(table, shop, '40')).item);
    expect(await erase('40')).toEqual({
      customers: 0,
      orders: 0,
      orderNames: 0,
      timeline: 0,
      marks: 0,
    });
    expect(await table.get((await readCustomer(table, shop, '40')).item)).toEqual(before);
  });

  test('strips a ledger too long for one transaction', async () => {
    const some = Array.from({ length: 8_000 }, (_, index) =>
      fact({
        orderId: String(900_000 + index),
        name: null,
        customerId: '50',
        placedAt: 1_700_000_000 + index,
        updatedAt: 1_700_000_000 + index,
      }),
    );
    // Each of these closes a chunk, so that few orders are many items.
    const { chunks } = layOut(some.map(rowOf));
    const orders = some.filter(({ orderId }) => chunks.has(orderId));
    expect(orders.length).toBeGreaterThan(200);
    await applyMany(table, shop, orders, plainPlacing);
    expect((await erase('50')).orders).toBe(orders.length);
    const { item, rows } = await readCustomer(table, shop, '50');
    expect(rows.filter((row) => row.lines.length > 0)).toEqual([]);
    expect([rows.length, item.totals.netMinor]).toEqual([orders.length, orders.length * 10_000]);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { applyMany } from '../../functions/customers/applyMany.ts';
import { applyOrder } from '../../functions/customers/applyOrder.ts';
import { layOut } from '../../functions/customers/chunks.ts';
import { rowOf } from '../../functions/customers/ledgerRow.ts';
import { findOrderByName } from '../../functions/customers/lookupStore.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { readPointer } from '../../functions/customers/pointerStore.ts';
import { placeChange } from '../../functions/customers/placing.ts';
import { commit, readCustomer } from '../../functions/customers/store.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { startTestTable } from '../support/dynamo.ts';
import { plainPlacing } from './plainPlacing.ts';
import { fact } from './rows.ts';
import { redeliver, seeded } from './shaky.ts';

let table: Table;
beforeAll(async () => {
  ({ table } = await startTestTable());
});

/** Orders of a few customers and guests, some told twice, some having moved between customers. */
function history(seed: number, orders: number): OrderFact[] {
  const random = seeded(seed);
  const pick = (count: number) => Math.floor(random() * count);
  return Array.from({ length: orders }, () => {
    const id = pick(orders);
    const owner = pick(7);
    return fact({
      orderId: String(id),
      name: `#${String(pick(4) === 0 ? 1 : id)}`,
      customerId: owner === 0 ? null : String(70 + owner),
      placedAt: 1_700_000_000 + id * 60,
      updatedAt: 1_700_000_000 + id * 60 + pick(3),
      totalMinor: 100 + pick(5_000),
    });
  });
}

async function filesOf(shop: string, orders: number) {
  const customers = [];
  for (let id = 71; id <= 76; id += 1) {
    const { item, rows, chunks } = await readCustomer(table, shop, String(id));
    customers.push({ rows, chunks, ledger: Buffer.from(item.ledger), totals: item.totals });
  }
  const owners = [];
  for (let id = 0; id < orders; id += 1) {
    owners.push((await readPointer(table, shop, String(id)))?.owner ?? null);
  }
  return { customers, owners };
}

describe('a load of history', () => {
  it.each([1, 2])('ends as if each order were applied by itself (seed %i)', async (seed) => {
    const facts = history(seed, 50);
    const [single, many] = [`single${String(seed)}`, `many${String(seed)}`];
    for (const one of facts) await applyOrder(table, single, one, plainPlacing);
    const random = seeded(seed);
    const webhooks = facts
      .slice(0, 20)
      .map((one) => () => applyOrder(table, many, one, plainPlacing));
    await Promise.all([
      applyMany(table, many, facts.slice(0, 30), plainPlacing),
      applyMany(table, many, facts.slice(20), plainPlacing),
      redeliver(webhooks, { workers: 2, random }),
    ]);
    expect(await filesOf(many, 50)).toEqual(await filesOf(single, 50));
    await applyMany(table, many, facts, plainPlacing);
    expect(await filesOf(many, 50)).toEqual(await filesOf(single, 50));
  });

  it('takes a customer with many orders a few writes at a time', async () => {
    const facts = ordersOf('71', 700);
    await applyMany(table, 'large', facts, plainPlacing);
    const { item, rows, chunks } = await readCustomer(table, 'large', '71');
    expect(item.totals).toMatchObject({ rows: 700, orders: 700, netMinor: 7_000_000 });
    expect(item.rev).toBeLessThan(5);
    expect(rows).toEqual(facts.map(rowOf));
    expect(chunks).toEqual(layOut(rows).chunks);
    expect(await findOrderByName(table, 'large', '#699')).toBe(facts[699]?.orderId);
  });
});

describe('a customer with 10,000 orders', () => {
  it('has an old one refunded in one small transaction', async () => {
    const shop = 'huge';
    const facts = ordersOf('71', 10_000);
    let customer = await readCustomer(table, shop, '71');
    for (let start = 0; start < facts.length; start += 2_000) {
      const orders = facts
        .slice(start, start + 2_000)
        .map((one) => ({ held: null, row: rowOf(one) }));
      const { writes, after } = await placeChange(shop, customer, orders, plainPlacing);
      expect(writes.length).toBeLessThan(100);
      expect(await commit(table, writes)).toBe('kept');
      customer = after;
    }
    const before = table.units.write;
    const old = facts[3_000];
    if (old === undefined) throw new Error('no such order');
    const refunds = [{ refundId: '1', at: 1_700_000_000, minor: 4_000 }];
    await applyOrder(table, shop, { ...old, updatedAt: 2_000_000_000, refunds }, plainPlacing);
    expect(table.units.write - before).toBeLessThan(40);
    const { item, rows } = await readCustomer(table, shop, '71');
    expect(item.totals).toMatchObject({ rows: 10_000, orders: 10_000, netMinor: 99_996_000 });
    expect(rows).toHaveLength(10_000);
  });
});

function ordersOf(customerId: string, count: number): OrderFact[] {
  return Array.from({ length: count }, (_, index) =>
    fact({
      orderId: String(5_000_000_000_000 + index * 32_768),
      customerId,
      name: `#${String(index)}`,
      placedAt: 1_600_000_000 + index * 4_000,
      lines: [],
    }),
  );
}

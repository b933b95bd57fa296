import { beforeAll, describe, expect, it } from 'vitest';
import { applyOrder, deleteOrder } from '../../functions/customers/applyOrder.ts';
import { layOut } from '../../functions/customers/chunks.ts';
import { rowOf } from '../../functions/customers/ledgerRow.ts';
import { findOrderByName } from '../../functions/customers/lookupStore.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { readPointer, streamGuests } from '../../functions/customers/pointerStore.ts';
import { readCustomer, streamBucket } from '../../functions/customers/store.ts';
import { compareVersions, versionOf } from '../../functions/customers/version.ts';
import { bucketCount, bucketOf } from '../../functions/platform/keys.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { collect } from '../support/collect.ts';
import { startTestTable } from '../support/dynamo.ts';
import { plainPlacing } from './plainPlacing.ts';
import { fact } from './rows.ts';
import { redeliver, seeded, shaky } from './shaky.ts';

let table: Table;
let shops = 0;
beforeAll(async () => {
  ({ table } = await startTestTable());
});
const freshShop = () => `shop${String((shops += 1))}.myshopify.com`;
const apply = (shop: string, changes: Partial<OrderFact>) =>
  applyOrder(table, shop, fact(changes), plainPlacing);

describe('an order', () => {
  it('is in the ledger of its customer once, however often it is told', async () => {
    const shop = freshShop();
    expect((await apply(shop, {})).outcome).toBe('applied');
    expect((await apply(shop, {})).outcome).toBe('unchanged');
    const { item, rows } = await readCustomer(table, shop, '71');
    expect(rows).toHaveLength(1);
    expect(item).toMatchObject({ rev: 1, totals: { orders: 1, netMinor: 10_000 } });
    expect(await findOrderByName(table, shop, '#1001')).toBe('5001');
  });

  it('is applied by the second delivery where the first died after the pointer', async () => {
    const shop = freshShop();
    let calls = 0;
    const dying: Table = {
      ...table,
      put: (item, condition) => {
        calls += 1;
        if (calls === 3) throw new Error('power cut');
        return table.put(item, condition);
      },
    };
    await expect(applyOrder(dying, shop, fact(), plainPlacing)).rejects.toThrow('power cut');
    expect((await apply(shop, {})).outcome).toBe('applied');
    expect((await readCustomer(table, shop, '71')).rows).toHaveLength(1);
  });

  it('keeps the newest state whichever comes last', async () => {
    const shop = freshShop();
    await apply(shop, { updatedAt: 30, payment: 'refunded' });
    expect((await apply(shop, { updatedAt: 20 })).outcome).toBe('stale');
    expect((await readCustomer(table, shop, '71')).rows[0]?.payment).toBe('refunded');
  });

  it('claimed by another state of its second, which is not put yet, is a tie as well', async () => {
    const states = [{ payment: 'pending' }, { payment: 'paid' }] as const;
    const ties: boolean[] = [];
    for (const [first, second] of [states, [states[1], states[0]] as const]) {
      const shop = freshShop();
      let puts = 0;
      const dying: Table = {
        ...table,
        put: (item, condition) => {
          puts += 1;
          if (puts === 3) throw new Error('power cut');
          return table.put(item, condition);
        },
      };
      await expect(applyOrder(dying, shop, fact(first), plainPlacing)).rejects.toThrow();
      const [told, again] = [await apply(shop, second), await apply(shop, first)];
      ties.push(told.tie || again.tie);
    }
    expect(ties).toEqual([true, true]);
  });

  it('told with variants and without ends with them, whichever comes first, and asks nobody', async () => {
    const line = { productId: '9', quantity: 1, netMinor: 10_000 };
    const [plain, told] = [{ lines: [line] }, { lines: [{ ...line, variant: 'M / Red' }] }];
    for (const states of [
      [plain, told, plain],
      [told, plain, told],
    ]) {
      const shop = freshShop();
      for (const state of states) expect(await apply(shop, state)).toMatchObject({ tie: false });
      const { rows } = await readCustomer(table, shop, '71');
      expect(rows.map(({ lines }) => lines)).toEqual([told.lines]);
    }
  });

  it('that shares its second with another has the shop asked before it is kept', async () => {
    for (const [first, second] of [
      ['pending', 'paid'],
      ['paid', 'pending'],
    ] as const) {
      const shop = freshShop();
      await apply(shop, { payment: first });
      let held: string | undefined;
      const onTie = async () => {
        held = (await readCustomer(table, shop, '71')).rows[0]?.payment;
      };
      const placing = { ...plainPlacing, onTie };
      const { outcome } = await applyOrder(table, shop, fact({ payment: second }), placing);
      expect(held).toBe(outcome === 'applied' ? first : undefined);
    }
  });

  it('asks for a tie to be settled, and a settled state ends it', async () => {
    const shop = freshShop();
    expect(await apply(shop, { payment: 'pending' })).toMatchObject({ tie: false });
    const second = await apply(shop, {});
    const third = await apply(shop, { payment: 'pending' });
    expect([
      second.tie || third.tie,
      third.outcome === 'applied' && second.outcome === 'applied',
    ]).toEqual([true, false]);
    await apply(shop, { settled: true });
    expect(await apply(shop, { payment: 'pending' })).toMatchObject({
      outcome: 'stale',
      tie: false,
    });
    expect((await readCustomer(table, shop, '71')).rows[0]?.payment).toBe('paid');
  });

  it.each([
    [
      'moved to another customer',
      (shop: string) => apply(shop, { updatedAt: 20, customerId: '72' }),
      'stale',
    ],
    ['deleted', (shop: string) => deleteOrder(table, shop, '5001', plainPlacing), 'deleted'],
  ])(
    'that is %s while its first row is on the way is not in two places',
    async (_, meanwhile, outcome) => {
      const shop = freshShop();
      let arrived = false;
      const slow: Table = {
        ...table,
        put: async (item, condition) => {
          // The pointer is there by now and the customer is not.
          if (item['customerId'] === '71' && 'ledger' in item && !arrived) {
            arrived = true;
            await meanwhile(shop);
          }
          return table.put(item, condition);
        },
      };
      const late = await applyOrder(slow, shop, fact({ updatedAt: 10 }), plainPlacing);
      expect([arrived, late.outcome]).toEqual([true, outcome]);
      expect((await readCustomer(table, shop, '71')).rows).toEqual([]);
    },
  );

  it('moves with its customer and leaves nothing behind', async () => {
    const shop = freshShop();
    await apply(shop, { updatedAt: 10 });
    await apply(shop, { updatedAt: 20, customerId: '72' });
    expect((await apply(shop, { updatedAt: 15 })).outcome).toBe('stale');
    expect((await readCustomer(table, shop, '71')).item.totals).toMatchObject({
      rows: 0,
      netMinor: 0,
    });
    expect((await readCustomer(table, shop, '72')).item.totals).toMatchObject({
      rows: 1,
      netMinor: 10_000,
    });
  });

  it("without a customer is kept with its pointer, and found among the shop's guests", async () => {
    const shop = freshShop();
    await apply(shop, { customerId: null, updatedAt: 10 });
    await apply(shop, { customerId: null, updatedAt: 20, totalMinor: 500 });
    expect((await apply(shop, { customerId: null, updatedAt: 15 })).outcome).toBe('stale');
    const guests = await collect(streamGuests(table, shop, bucketOf('5001')));
    expect(guests.map((row) => row.totalMinor)).toEqual([500]);
    await apply(shop, { updatedAt: 30 });
    expect(await collect(streamGuests(table, shop, bucketOf('5001')))).toEqual([]);
    expect((await readCustomer(table, shop, '71')).rows).toHaveLength(1);
    await apply(shop, { updatedAt: 40, customerId: null });
    expect((await readCustomer(table, shop, '71')).rows).toHaveLength(0);
  });

  it('once deleted never comes back, also where the delete came first', async () => {
    const shop = freshShop();
    await apply(shop, {});
    await deleteOrder(table, shop, '5001', plainPlacing);
    expect((await apply(shop, { updatedAt: 2_000_000_000 })).outcome).toBe('deleted');
    expect((await readCustomer(table, shop, '71')).item.totals.rows).toBe(0);
    await deleteOrder(table, shop, '5002', plainPlacing);
    expect((await apply(shop, { orderId: '5002' })).outcome).toBe('deleted');
    await apply(shop, { orderId: '5003', customerId: null });
    await deleteOrder(table, shop, '5003', plainPlacing);
    expect(
      (await apply(shop, { orderId: '5003', customerId: null, updatedAt: 2_000_000_000 })).outcome,
    ).toBe('deleted');
    expect((await readPointer(table, shop, '5003'))?.owner).toEqual({ is: 'deleted' });
  });

  it('of a merged customer goes to who took them over, and a circle of merges is refused', async () => {
    const shop = freshShop();
    await apply(shop, { updatedAt: 20 });
    const merge = async (from: string, into: string) => {
      const { kept, item } = await readCustomer(table, shop, from);
      const { pk, sk, rev } = item;
      await table.put({ ...kept, pk, sk, mergedInto: into, rev: rev + 1 });
    };
    await merge('71', '72');
    await apply(shop, { updatedAt: 10, totalMinor: 1 });
    expect((await readCustomer(table, shop, '71')).rows).toHaveLength(0);
    expect((await readCustomer(table, shop, '72')).rows[0]?.totalMinor).toBe(10_000);
    await merge('72', '71');
    await expect(apply(shop, { updatedAt: 30 })).rejects.toThrow(/merged into each other/);
  });

  it('leaves what other nouns keep on the customer alone', async () => {
    const shop = freshShop();
    await apply(shop, {});
    const { kept, item } = await readCustomer(table, shop, '71');
    await table.put({ ...kept, pk: item.pk, sk: item.sk, coolDownUntil: 99, rev: 2 });
    await apply(shop, { orderId: '5002' });
    expect((await readCustomer(table, shop, '71')).kept['coolDownUntil']).toBe(99);
  });
});

describe('orders told twice, late, by several workers that die, moving between customers', () => {
  const owners = ['71', '72', null];

  it.each([1, 2, 3, 4, 5, 6])('end as if told once and in order (seed %i)', async (seed) => {
    const shop = freshShop();
    const random = seeded(seed * 7919);
    const pick = (count: number) => Math.floor(random() * count);
    const told: OrderFact[] = [];
    const deleted = new Set<string>();
    for (let order = 1; order <= 5; order += 1) {
      let customerId = owners[pick(3)] ?? null;
      for (let version = 0; version <= pick(4); version += 1) {
        if (random() < 0.35) customerId = owners[pick(3)] ?? null;
        const placedAt = 1_700_000_000 + order;
        const updatedAt = placedAt + version - pick(2);
        told.push(
          fact({
            orderId: String(order),
            customerId,
            placedAt,
            updatedAt,
            totalMinor: 1 + pick(9_000),
            lines: [
              { productId: '9', quantity: 1, netMinor: 1, ...(pick(2) && { variant: 'M / Red' }) },
            ],
          }),
        );
      }
      if (random() < 0.2) deleted.add(String(order));
    }
    const unsafe = shaky(table, random, 0.03);
    const jobs = told.flatMap((one) =>
      Array.from({ length: 1 + pick(3) }, () => () => applyOrder(unsafe, shop, one, plainPlacing)),
    );
    for (const id of deleted) jobs.push(() => deleteOrder(unsafe, shop, id, plainPlacing));
    await redeliver(jobs, { workers: 4, random });

    const last = new Map<string, OrderFact>();
    for (const one of told) {
      const known = last.get(one.orderId);
      const version = (of: OrderFact) => versionOf(rowOf(of), of.customerId);
      if (known === undefined || compareVersions(version(one), version(known)) > 0) {
        last.set(one.orderId, one);
      }
    }
    const rowsOf = (owner: string | null) =>
      [...last.values()]
        .filter((one) => one.customerId === owner && !deleted.has(one.orderId))
        .map(rowOf);
    for (const owner of ['71', '72']) {
      const { item } = await readCustomer(table, shop, owner);
      expect(Buffer.from(item.ledger)).toEqual(
        Buffer.from(item.rev === 0 ? [] : layOut(rowsOf(owner)).own),
      );
      expect(item.totals.netMinor).toBe(
        rowsOf(owner).reduce((sum, row) => sum + row.totalMinor, 0),
      );
    }
    const guests = [];
    for (const id of ['1', '2', '3', '4', '5']) {
      guests.push(...(await collect(streamGuests(table, shop, bucketOf(id)))));
    }
    expect(guests.sort((one, other) => one.placedAt - other.placedAt)).toEqual(rowsOf(null));
  });
});

describe('a customer with many orders', () => {
  it('is read whole, by itself and among all others, when chunks come and go', async () => {
    const shop = freshShop();
    const facts = Array.from({ length: 100 }, (_, index) =>
      fact({
        orderId: String(9_000_000 + index * 31),
        placedAt: 1_700_000_000 + index * 977,
        name: null,
      }),
    );
    const random = seeded(5);
    const shuffled = facts.map((one) => [random(), one] as const).sort(([a], [b]) => a - b);
    for (const [, one] of shuffled) await applyOrder(table, shop, one, plainPlacing);
    const { item, rows, chunks } = await readCustomer(table, shop, '71');
    expect(rows).toEqual(facts.map(rowOf));
    expect(chunks).toEqual(layOut(facts.map(rowOf)).chunks);
    expect(item.chunks).toBeGreaterThan(0);
    await apply(shop, { customerId: '7', orderId: '1' });
    const all = [];
    for (let bucket = 0; bucket < bucketCount; bucket += 1) {
      all.push(...(await collect(streamBucket(table, shop, bucket))));
    }
    expect(all.map((one) => [one.item.customerId, one.rows.length]).sort()).toEqual([
      ['7', 1],
      ['71', 100],
    ]);
  });
});

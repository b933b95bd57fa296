import { beforeAll, describe, expect, it } from 'vitest';
import { readRuleCustomer } from '../../functions/coupons/ruleCustomer.ts';
import { applyOrder } from '../../functions/customers/applyOrder.ts';
import { changeCustomer } from '../../functions/customers/changeCustomer.ts';
import { layOut } from '../../functions/customers/chunks.ts';
import { rowOf } from '../../functions/customers/ledgerRow.ts';
import { findCustomerByMail, findOrderByName } from '../../functions/customers/lookupStore.ts';
import { mergeCustomer } from '../../functions/customers/mergeCustomer.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { nobody, openPerson } from '../../functions/customers/person.ts';
import { readPointer } from '../../functions/customers/pointerStore.ts';
import type { ProfileFact } from '../../functions/customers/profile.ts';
import { profileChanges, tombstone } from '../../functions/customers/profileStore.ts';
import {
  buryCustomer,
  findGoneByMail,
  stripOrders,
} from '../../functions/customers/redactionStore.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { startTestTable } from '../support/dynamo.ts';
import { plainPlacing } from './plainPlacing.ts';
import { fact } from './rows.ts';
import { redeliver, seeded, shaky } from './shaky.ts';

const vault = vaultFromKey(new Uint8Array(32).fill(5));
const at = 1_760_000_000;
let table: Table;
let shops = 0;
beforeAll(async () => {
  ({ table } = await startTestTable());
});
const freshShop = () => `shop${String((shops += 1))}.myshopify.com`;
const apply = (shop: string, changes: Partial<OrderFact>, over = table) =>
  applyOrder(over, shop, fact(changes), plainPlacing);
const merge = (shop: string, deletedId: string, keptId: string, over = table) =>
  mergeCustomer(over, vault, shop, { keptId, deletedId, at }, plainPlacing);
const profile = (customerId: string, email: string | null, changes: Partial<ProfileFact> = {}) => ({
  customerId,
  createdAt: at,
  updatedAt: at,
  person: { ...nobody, email },
  shopSays: null,
  tags: null,
  ...changes,
});
const tell = (shop: string, told: ProfileFact) =>
  changeCustomer(table, shop, told.customerId, async (customer) => {
    const { item, writes } = await profileChanges(table, vault, shop, customer, told);
    return { item, also: writes };
  });
const ids = async (shop: string, customer: string) =>
  (await readCustomer(table, shop, customer)).rows.map((row) => row.orderId);

describe('two customers the shop made one', () => {
  it('have their orders in one file, each with its pointer, and the sums with them', async () => {
    const shop = freshShop();
    await apply(shop, { orderId: '1', name: '#1', placedAt: at - 20 });
    await apply(shop, { orderId: '2', name: '#2', placedAt: at - 10, customerId: '72' });
    expect(await merge(shop, '71', '72')).toEqual({ outcome: 'applied', marks: 0 });
    const kept = await readCustomer(table, shop, '72');
    const gone = await readCustomer(table, shop, '71');
    expect(kept.rows.map((row) => row.orderId)).toEqual(['1', '2']);
    expect(kept.item.totals).toMatchObject({ orders: 2, netMinor: 20_000 });
    expect(gone.item).toMatchObject({ mergedInto: '72', chunks: 0 });
    expect([gone.rows, gone.item.totals.netMinor]).toEqual([[], 0]);
    for (const id of ['1', '2']) {
      const owner = (await readPointer(table, shop, id))?.owner;
      expect(owner).toEqual({ is: 'customer', customerId: '72' });
    }
  });

  it('where one was erased, lead nobody back by an address of the other', async () => {
    const shop = freshShop();
    await tell(shop, profile('71', 'other@example.com'));
    await apply(shop, { orderId: '2', customerId: '72' });
    await buryCustomer(table, vault, shop, '72', at);
    await merge(shop, '71', '72');
    expect(await findGoneByMail(table, vault, shop, 'other@example.com')).toBe('72');
    expect(await findCustomerByMail(table, vault, shop, 'other@example.com')).toBeUndefined();
  });

  it('told again change nothing, not even a revision', async () => {
    const shop = freshShop();
    await apply(shop, {});
    await merge(shop, '71', '72');
    const before = await readCustomer(table, shop, '72');
    expect(await merge(shop, '71', '72')).toEqual({ outcome: 'unchanged', marks: 0 });
    expect(await readCustomer(table, shop, '72')).toEqual(before);
  });

  it('keep nothing of the person under the deleted id, who is found under the kept one', async () => {
    const shop = freshShop();
    await tell(shop, profile('71', 'old@example.com'));
    await tell(shop, profile('72', 'new@example.com'));
    await merge(shop, '71', '72');
    const gone = (await readCustomer(table, shop, '71')).item;
    expect([gone.personal, gone.tags, gone.consent]).toEqual([null, {}, {}]);
    expect(await findCustomerByMail(table, vault, shop, 'old@example.com')).toBe('72');
    const kept = (await readCustomer(table, shop, '72')).item;
    expect(openPerson(vault, shop, '72', kept.personal).email).toBe('new@example.com');
    await merge(shop, '72', '73');
    for (const email of ['old@example.com', 'new@example.com']) {
      expect(await findCustomerByMail(table, vault, shop, email)).toBe('73');
    }
  });

  it('are forgotten by every address they had once the kept one is deleted', async () => {
    const shop = freshShop();
    await tell(shop, profile('71', 'old@example.com'));
    await tell(shop, profile('72', 'new@example.com'));
    await merge(shop, '71', '72');
    await changeCustomer(table, shop, '72', async (customer) => {
      const item = await tombstone(table, vault, shop, customer, at);
      return item === null ? null : { item };
    });
    for (const email of ['old@example.com', 'new@example.com']) {
      expect(await findCustomerByMail(table, vault, shop, email)).toBeUndefined();
    }
  });

  it('of whom the kept one was deleted before lend it money and nothing of a person', async () => {
    const shop = freshShop();
    await tell(shop, profile('71', 'old@example.com'));
    await apply(shop, {});
    await changeCustomer(table, shop, '72', () => ({ item: { deletedAt: at } }));
    await merge(shop, '71', '72');
    expect((await readCustomer(table, shop, '72')).item).toMatchObject({
      deletedAt: at,
      personal: null,
      totals: { netMinor: 10_000 },
    });
    expect(await findCustomerByMail(table, vault, shop, 'old@example.com')).toBeUndefined();
  });

  it('of whom the kept one was erased are found by no order either', async () => {
    const shop = freshShop();
    await apply(shop, {});
    await buryCustomer(table, vault, shop, '72', at);
    await merge(shop, '71', '72');
    const { rows } = await readCustomer(table, shop, '72');
    expect(rows).toMatchObject([{ orderId: '5001', name: null, lines: [] }]);
    expect(await findOrderByName(table, shop, '#1001')).toBeUndefined();
  });

  it('have the latest word on tags and consent of either, and their counts together', async () => {
    const shop = freshShop();
    const says = { orders: 2, spentMinor: 300, at: at - 9 };
    await changeCustomer(table, shop, '71', () => ({
      item: {
        tags: { vip: { on: false, at: 9 }, local: { on: true, at: 1 } },
        consent: { email: { state: 'unsubscribed', at: 9 } },
        shopSays: says,
      },
    }));
    await changeCustomer(table, shop, '72', () => ({
      item: {
        tags: { vip: { on: true, at: 8 } },
        consent: { email: { state: 'subscribed', at: 8 }, sms: { state: 'subscribed', at: 3 } },
        shopSays: { ...says, at: at - 5 },
      },
    }));
    await merge(shop, '71', '72');
    const { tags, consent, shopSays } = (await readCustomer(table, shop, '72')).item;
    expect(tags).toEqual({ vip: { on: false, at: 9 }, local: { on: true, at: 1 } });
    expect(consent).toEqual({
      email: { state: 'unsubscribed', at: 9 },
      sms: { state: 'subscribed', at: 3 },
    });
    expect(shopSays).toEqual({ orders: 4, spentMinor: 600, at: at - 5 });
  });

  it('of whom neither is known yet send what comes later to the kept one', async () => {
    const shop = freshShop();
    await merge(shop, '71', '72');
    await apply(shop, { customerId: '71' });
    expect([await ids(shop, '71'), await ids(shop, '72')]).toEqual([[], ['5001']]);
    await tell(shop, profile('71', 'late@example.com'));
    expect((await readCustomer(table, shop, '72')).item.personal).toBeNull();
    expect(await findCustomerByMail(table, vault, shop, 'late@example.com')).toBeUndefined();
  });
});

describe('a merge nobody told us of', () => {
  it('is seen when the shop shows the very same state under another id', async () => {
    for (let orderId = 1; orderId <= 6; orderId += 1) {
      const shop = freshShop();
      const state = { orderId: String(orderId), settled: true };
      await apply(shop, state);
      await apply(shop, { ...state, customerId: '72' });
      expect(await ids(shop, '72')).toEqual([String(orderId)]);
      // An older word of the first customer comes late.
      await apply(shop, { orderId: String(orderId) });
      expect(await ids(shop, '71')).toEqual([]);
    }
  });
});

describe('what rules were to look at of the deleted customer', () => {
  it('is looked at for the kept one', async () => {
    const shop = freshShop();
    await apply(shop, {});
    await merge(shop, '71', '72');
    expect(await readRuleCustomer(table, shop, '71')).toMatchObject({
      customerId: '72',
      gone: false,
    });
  });
});

describe('a late word of an order whose buyer was erased since', () => {
  it('does not make it findable by its name again', async () => {
    const shop = freshShop();
    await apply(shop, { updatedAt: 10 });
    await apply(shop, { updatedAt: 20, customerId: '72' });
    await buryCustomer(table, vault, shop, '72', at);
    await stripOrders(table, shop, '72');
    await apply(shop, { updatedAt: 15 });
    expect(await findOrderByName(table, shop, '#1001')).toBeUndefined();
  });
});

describe('merges one after another', () => {
  it('end at the last one kept, in whatever order they are told', async () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const shop = freshShop();
      const chain: [string, string][] = [
        ['71', '72'],
        ['72', '73'],
        ['73', '74'],
      ];
      await apply(shop, { orderId: '1' });
      await apply(shop, { orderId: '2', customerId: '73', name: '#2' });
      for (const index of order) {
        const [deleted, kept] = chain[index]!;
        await merge(shop, deleted, kept);
      }
      await apply(shop, { orderId: '3', customerId: '72', name: '#3' });
      expect((await ids(shop, '74')).sort()).toEqual(['1', '2', '3']);
    }
  });

  it('that would go round are refused, also when all are told at once', async () => {
    const shop = freshShop();
    await expect(merge(shop, '71', '71')).rejects.toThrow(/into each other/);
    await merge(shop, '71', '72');
    await merge(shop, '72', '73');
    await expect(merge(shop, '73', '71')).rejects.toThrow(/into each other/);
    for (let round = 0; round < 5; round += 1) {
      const circle = freshShop();
      const told = await Promise.allSettled([
        merge(circle, '1', '2'),
        merge(circle, '2', '3'),
        merge(circle, '3', '1'),
      ]);
      expect(told.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      await apply(circle, { customerId: '1' });
    }
  });
});

describe('a merge cut short anywhere, told again, among orders of either', () => {
  it.each([1, 2, 3, 4])('ends as if nothing had happened (seed %i)', async (seed) => {
    const shop = freshShop();
    const random = seeded(seed * 104_729);
    const told = Array.from({ length: 75 }, (_, index) =>
      fact({
        orderId: String(9_000_000 + index * 31),
        name: null,
        placedAt: 1_700_000_000 + ((index * 37) % 75),
        customerId: index % 4 === 0 ? '72' : '71',
      }),
    );
    for (const one of told.slice(0, 60)) await applyOrder(table, shop, one, plainPlacing);
    const unsafe = shaky(table, random, 0.06);
    const jobs: (() => Promise<unknown>)[] = told
      .slice(50)
      .map((one) => () => applyOrder(unsafe, shop, one, plainPlacing));
    jobs.push(() => merge(shop, '71', '72', unsafe));
    jobs.push(() => merge(shop, '71', '72', unsafe));
    jobs.push(() => merge(shop, '72', '73', unsafe));
    await redeliver(jobs, { workers: 3, random });
    const { item, rows, chunks } = await readCustomer(table, shop, '73');
    const layout = layOut(told.map(rowOf));
    expect(rows).toHaveLength(75);
    expect([Buffer.from(item.ledger), chunks]).toEqual([Buffer.from(layout.own), layout.chunks]);
    expect(await ids(shop, '71')).toEqual([]);
    expect(await ids(shop, '72')).toEqual([]);
    for (const one of told) {
      const owner = (await readPointer(table, shop, one.orderId))?.owner;
      expect(owner).toEqual({ is: 'customer', customerId: '73' });
    }
  });
});

describe('an order claimed for the deleted customer and not yet in their ledger', () => {
  it.each([true, false])('is put where the merge leads (settled: %s)', async (settled) => {
    for (let orderId = 1; orderId <= 6; orderId += 1) {
      const shop = freshShop();
      const one = fact({ orderId: String(orderId), settled });
      let puts = 0;
      const dying: Table = {
        ...table,
        put: (item, condition) => {
          puts += 1;
          if (puts === 3) throw new Error('power cut');
          return table.put(item, condition);
        },
      };
      await expect(applyOrder(dying, shop, one, plainPlacing)).rejects.toThrow('power cut');
      await merge(shop, '71', '72');
      const again = await applyOrder(table, shop, one, plainPlacing);
      expect(again).toMatchObject({ outcome: 'applied', tie: false });
      expect(await ids(shop, '72')).toEqual([one.orderId]);
    }
  });
});

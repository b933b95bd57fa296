import { afterEach, describe, expect, it } from 'vitest';
import { nextMoment, startLive } from '../../../../infra/local/demo/live.ts';
import type { Moment } from '../../../../infra/local/demo/moment.ts';
import { seedDemoShop } from '../../../../infra/local/demo/seed.ts';
import { everything } from '../../../../infra/local/shopify/records/shelf.ts';
import { openTestShop, until, type TestShop } from '../shopify/openShop.ts';

const domain = 'demo.myshopify.com';
let shop: TestShop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

async function seeded(customers = 120): Promise<TestShop> {
  shop = await openTestShop();
  const endAt = Math.floor(shop.clock.business / 1000);
  const options = { domain, currency: 'JPY', timeZone: 'Asia/Tokyo', seed: 3, customers, endAt };
  await seedDemoShop(shop.standIn, options);
  return shop;
}

const counted = ({ standIn }: TestShop) => ({
  customers: standIn.records.customers.count(domain, everything),
  orders: standIn.records.orders.count(domain, everything),
});

describe('the demo shop', () => {
  it('is given its past once, without a webhook', async () => {
    const from = await seeded();
    const before = counted(from);
    expect(before.customers).toBe(120);
    expect(from.standIn.pendingWebhooks()).toBe(0);
    const again = await seedDemoShop(from.standIn, {
      ...{ domain, currency: 'JPY', timeZone: 'Asia/Tokyo', seed: 3, customers: 500 },
      endAt: 1_700_000_000,
    });
    expect(again).toBe('alreadyThere');
    expect(counted(from)).toEqual(before);
  });

  it('takes a history up that a killed run left half written', async () => {
    shop = await openTestShop();
    const endAt = Math.floor(shop.clock.business / 1000);
    const options = {
      domain,
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
      seed: 3,
      customers: 900,
      endAt,
    };
    const killed = seedDemoShop(shop.standIn, options, () => {
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(counted(shop).customers).toBeLessThan(900);
    await seedDemoShop(shop.standIn, { ...options, endAt: endAt + 500 });
    const other = await openTestShop();
    await seedDemoShop(other.standIn, options);
    expect(counted(shop)).toEqual(counted(other));
    await other.close();
  });

  it('tells its progress', async () => {
    shop = await openTestShop();
    const seen: number[] = [];
    await seedDemoShop(
      shop.standIn,
      {
        domain,
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        seed: 1,
        customers: 900,
        endAt: 1_795_000_000,
      },
      ({ done }) => seen.push(done),
    );
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(900);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('lives on: orders, newcomers, refunds, tags, and a coupon used by its owner', async () => {
    const from = await seeded();
    from.standIn.openShop({ domain, currency: 'JPY', timeZone: 'Asia/Tokyo', installed: true });
    const [customer] = from.standIn.records.customers.select(domain, everything, 'id', 1);
    from.standIn.shop(domain).putDiscount({
      id: '99',
      code: 'YOURS',
      title: 'Yours',
      offer: { as: 'percentage', fraction: 0.2 },
      startsAt: 0,
      endsAt: null,
      customerIds: [customer!.id],
      usageLimit: 1,
      oncePerCustomer: true,
      minimumSubtotalMinor: null,
      minimumQuantity: null,
      combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
      createdAt: 0,
      updatedAt: 0,
    });
    const before = counted(from);
    const moments = new Map<Moment, number>();
    for (let nth = 0; nth < 120; nth += 1) {
      from.clock.business += 4000;
      const moment = nextMoment(from.standIn, { domain, seed: 3, clock: from.clock });
      moments.set(moment, (moments.get(moment) ?? 0) + 1);
    }
    expect([...moments.keys()]).toEqual(
      expect.arrayContaining(['returningBuyer', 'newBuyer', 'guest', 'refund', 'tags', 'consent']),
    );
    expect(moments.get('redemption')).toBe(1);
    const after = counted(from);
    expect(after.orders).toBeGreaterThan(before.orders + 40);
    expect(after.customers).toBe(before.customers + (moments.get('newBuyer') ?? 0));
    expect(from.standIn.pendingWebhooks()).toBeGreaterThan(100);
  });

  it('carries on after a second start with new ids and new people', async () => {
    const from = await seeded(60);
    const live = { domain, seed: 3, clock: from.clock };
    for (let nth = 0; nth < 30; nth += 1) nextMoment(from.standIn, live);
    const before = counted(from);
    await from.reopen();
    for (let nth = 0; nth < 30; nth += 1) nextMoment(from.standIn, live);
    const { records } = from.standIn;
    expect(records.memo(domain, 'liveMoments')).toBe('60');
    expect(counted(from).orders).toBeGreaterThan(before.orders);
    const orders = records.orders.select(domain, everything, 'id', null);
    expect(new Set(orders.map(({ name }) => name)).size).toBe(orders.length);
    const mails = records.customers
      .select(domain, everything, 'id', null)
      .flatMap(({ email }) => email ?? []);
    expect(new Set(mails).size).toBe(mails.length);
  });

  it('runs by itself until stopped', async () => {
    const from = await seeded(20);
    let happened = 0;
    const live = startLive(from.standIn, {
      ...{ domain, seed: 3, clock: from.clock, intervalMs: 2 },
      onMoment: () => {
        happened += 1;
      },
    });
    await until(() => happened >= 3);
    live.stop();
    const then = happened;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(happened).toBe(then);
  });
});

import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateHistory, type HistoryPlan } from '../../../../infra/local/demo/history.ts';
import type { OrderRecord } from '../../../../infra/local/shopify/records/schema.ts';

const plan: HistoryPlan = {
  seed: 7,
  customers: 1200,
  endAt: Date.parse('2026-11-22T09:00:00Z') / 1000,
  years: 2,
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
};

function gather(from: HistoryPlan) {
  const items = [...generateHistory(from)];
  const orders = items.flatMap((item) => (item.kind === 'order' ? item.order : []));
  const customers = items.flatMap((item) => (item.kind === 'customer' ? item.customer : []));
  const byCustomer = Map.groupBy(
    orders.filter((order) => order.customerId !== null),
    (order) => order.customerId,
  );
  return { items, orders, customers, byCustomer };
}

const fingerprint = (from: HistoryPlan) => {
  const hash = createHash('sha256');
  for (const item of generateHistory(from)) hash.update(JSON.stringify(item));
  return hash.digest('hex');
};

const share = (orders: readonly OrderRecord[], of: (order: OrderRecord) => boolean) =>
  orders.filter(of).length / orders.length;

describe('a generated history', () => {
  it('is the same to the byte for the same plan, and another for another seed', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer({ min: 0, max: 1e9 }),
          customers: fc.integer({ min: 0, max: 25 }),
          endAt: fc.integer({ min: 1_600_000_000, max: 1_900_000_000 }),
          currency: fc.constantFrom('CNY', 'KRW', 'JPY', 'USD', 'EUR', 'KWD', 'CHF'),
          timeZone: fc.constantFrom('Asia/Seoul', 'America/New_York', 'UTC'),
        }),
        (drawn) => {
          const one = { ...plan, ...drawn };
          expect(fingerprint(one)).toBe(fingerprint(one));
          expect(fingerprint(one)).not.toBe(fingerprint({ ...one, seed: one.seed + 1 }));
        },
      ),
      { numRuns: 8 },
    );
  });

  it('looks like a shop: one-time buyers, regulars, guests, refunds, cancellations, codes', () => {
    const { orders, customers, byCustomer } = gather(plan);
    const buyers = [...byCustomer.values()];
    const oneTime = buyers.filter((theirs) => theirs.length === 1).length / buyers.length;
    expect(oneTime).toBeGreaterThan(0.4);
    expect(oneTime).toBeLessThan(0.7);
    expect(buyers.some((theirs) => theirs.length >= 12)).toBe(true);
    const prospects = 1 - buyers.length / customers.length;
    expect(prospects).toBeGreaterThan(0.02);
    expect(prospects).toBeLessThan(0.09);
    expect(share(orders, (order) => order.customerId === null)).toBeGreaterThan(0.03);
    expect(share(orders, (order) => order.refunds.length > 0)).toBeGreaterThan(0.03);
    expect(share(orders, (order) => order.payment === 'PARTIALLY_REFUNDED')).toBeGreaterThan(0.01);
    expect(share(orders, (order) => order.cancelledAt !== null)).toBeGreaterThan(0.005);
    expect(
      share(orders, (order) => order.discounts.some(({ kind }) => kind === 'code')),
    ).toBeGreaterThan(0.05);
    expect(
      share(orders, (order) => order.discounts.some(({ kind }) => kind === 'manual')),
    ).toBeGreaterThan(0.005);
    const subscribed = customers.filter(({ emailConsent }) => emailConsent.state === 'SUBSCRIBED');
    expect(subscribed.length / customers.length).toBeCloseTo(0.6, 1);
    expect(customers.some(({ metafields }) => metafields[0]?.key === 'birth_date')).toBe(true);
    expect(customers.some(({ tags }) => tags.includes('vip'))).toBe(true);
  });

  it('sells clothes in sizes, of which most people keep to one', () => {
    const { byCustomer } = gather(plan);
    let same = 0;
    let all = 0;
    for (const orders of byCustomer.values()) {
      const sizes = orders
        .flatMap(({ lines }) => lines)
        .flatMap(({ variantTitle }) => variantTitle?.split(' / ')[0] ?? []);
      if (sizes.length < 2) continue;
      const counts = [...Map.groupBy(sizes, String).values()].map((one) => one.length);
      all += sizes.length;
      same += Math.max(...counts);
    }
    expect(all).toBeGreaterThan(50);
    expect(same / all).toBeGreaterThan(0.8);
    expect(same / all).toBeLessThan(1);
  });

  it('has no negative amount, nothing refunded twice and nothing in the future', () => {
    const { orders } = gather({ ...plan, customers: 400, currency: 'KWD' });
    for (const order of orders) {
      const refunded = order.refunds.reduce((sum, refund) => sum + refund.minor, 0);
      expect(order.lines.length).toBeGreaterThan(0);
      expect(order.totalMinor).toBeGreaterThanOrEqual(0);
      expect(refunded).toBeLessThanOrEqual(order.receivedMinor);
      expect(order.updatedAt).toBeGreaterThanOrEqual(order.createdAt);
      expect(order.updatedAt).toBeLessThan(plan.endAt);
      expect(order.lines.every((line) => line.discountMinor >= 0)).toBe(true);
    }
  });

  it('numbers orders in the order of time and gives every thing an id of its own', () => {
    const { orders, customers } = gather(plan);
    const byNumber = orders.toSorted((a, b) => a.number - b.number);
    for (const [at, order] of byNumber.entries()) {
      expect(order.number).toBe(1001 + at);
      if (at > 0) expect(order.createdAt).toBeGreaterThanOrEqual(byNumber[at - 1]!.createdAt);
    }
    expect(new Set(orders.map(({ id }) => id)).size).toBe(orders.length);
    expect(new Set(customers.map(({ id }) => id)).size).toBe(customers.length);
    const inner = orders.flatMap((order) => [
      order.saleTransactionId,
      ...order.lines.map(({ id }) => id),
      ...order.refunds.flatMap((refund) => [refund.id, refund.transactionId]),
    ]);
    expect(new Set(inner).size).toBe(inner.length);
    const long = [...orders, ...customers].filter(({ id }) => String(Number(id)) !== id);
    expect(long.length).toBeGreaterThan(2);
  });

  it('sells by day more than by night, and more before the holidays', () => {
    const { orders } = gather({ ...plan, customers: 2000 });
    const hour = (order: OrderRecord) => (new Date(order.createdAt * 1000).getUTCHours() + 8) % 24;
    expect(share(orders, (order) => hour(order) >= 18)).toBeGreaterThan(0.3);
    expect(share(orders, (order) => hour(order) < 6)).toBeLessThan(0.06);
    const inMonth = (year: number, month: number) =>
      orders.filter(({ createdAt }) => {
        const date = new Date(createdAt * 1000);
        return date.getUTCFullYear() === year && date.getUTCMonth() === month;
      }).length;
    expect(inMonth(2025, 10)).toBeGreaterThan(inMonth(2025, 9));
    expect(inMonth(2026, 1)).toBeLessThan(inMonth(2026, 0));
  });

  it.each([
    ['CNY', /[\u4e00-\u9fff]/],
    ['KRW', /[\uac00-\ud7a3]/],
    ['JPY', /[\u3040-\u30ff\u4e00-\u9fff]/],
    ['USD', /[A-Za-z]/],
  ])('in %s has names and prices of its country', (currency, letters) => {
    const { customers, orders } = gather({ ...plan, currency, customers: 150 });
    const own = customers.filter(({ lastName }) => letters.test(lastName ?? ''));
    expect(own.length / customers.length).toBeGreaterThan(0.85);
    const whole = orders.every(({ lines }) =>
      lines.every(({ unitMinor }) => Number.isInteger(unitMinor)),
    );
    expect(whole).toBe(true);
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minorOf } from '../../../../infra/local/shopify/amount.ts';
import { domain, openTestShop, tea, type TestShop, type Json } from './openShop.ts';

let shop: TestShop;
let product: string;
beforeAll(async () => {
  shop = await openTestShop({}, { throttle: { maximumAvailable: 1_000_000, restoreRate: 1 } });
  product = shop.standIn.shop(domain).createProduct(tea).id;
});
afterAll(() => shop.close());

const deeds = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 9 }),
    payment: fc.constantFrom('PAID', 'PENDING', 'AUTHORIZED'),
    test: fc.boolean(),
    then: fc.constantFrom(
      'nothing',
      'refund',
      'refundPart',
      'refundTwice',
      'cancel',
      'pay',
      'delete',
    ),
  }),
  { maxLength: 6 },
);

const query = `query ($id: ID!) { customer(id: $id) { amountSpent { amount } numberOfOrders
  orders(first: 50) { nodes { test totalReceivedSet { shopMoney { amount } }
    totalRefundedSet { shopMoney { amount } } } } } }`;

describe('what Shopify says of a customer', () => {
  it('is the fold of the orders: received less refunded, tests aside', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, async (orders) => {
        const floor = shop.standIn.shop(domain);
        const { id } = floor.createCustomer({});
        for (const { then, quantity, ...rest } of orders) {
          const placed = floor.createOrder({
            ...rest,
            payment: rest.payment,
            customerId: id,
            lines: [{ productId: product, quantity }],
          });
          if (placed.outcome !== 'placed') throw new Error(placed.because);
          const order = placed.order.id;
          if (then === 'refund') floor.refundOrder(order);
          if (then === 'refundPart' || then === 'refundTwice')
            floor.refundOrder(order, { minor: 333 });
          if (then === 'refundTwice') floor.refundOrder(order, { minor: 999_999 });
          if (then === 'cancel') floor.cancelOrder(order);
          if (then === 'pay') floor.payOrder(order);
          if (then === 'delete') floor.deleteOrder(order);
        }
        const { customer } = (await shop.ask(query, { id: `gid://shopify/Customer/${id}` })).data;
        const real = customer.orders.nodes.filter((order: Json) => !order.test);
        const minor = (set: Json) => minorOf(set.shopMoney.amount, 'USD')!;
        const spent = real.reduce(
          (sum: number, order: Json) =>
            sum + minor(order.totalReceivedSet) - minor(order.totalRefundedSet),
          0,
        );
        expect(minorOf(customer.amountSpent.amount, 'USD')).toBe(spent);
        expect(customer.numberOfOrders).toBe(String(real.length));
        expect(spent).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });

  it('counts orders too old to be seen without read_all_orders', async () => {
    const young = await openTestShop({ readAllOrders: false });
    const floor = young.standIn.shop(domain);
    const { id } = floor.createCustomer({});
    const productId = floor.createProduct(tea).id;
    const buy = () => floor.createOrder({ customerId: id, lines: [{ productId, quantity: 1 }] });
    const old = buy();
    young.clock.business += 61 * 86_400_000;
    buy();
    const customer = (await young.ask(query, { id: `gid://shopify/Customer/${id}` })).data.customer;
    expect(customer).toMatchObject({ numberOfOrders: '2', amountSpent: { amount: '25.00' } });
    expect(customer.orders.nodes).toHaveLength(1);
    const all = await young.ask('{ orders(first: 5) { nodes { name } } ordersCount { count } }');
    expect(all.data).toEqual({ orders: { nodes: [{ name: '#1002' }] }, ordersCount: { count: 1 } });
    if (old.outcome !== 'placed') throw new Error(old.because);
    const hidden = await young.ask('query ($id: ID!) { order(id: $id) { id } }', {
      id: `gid://shopify/Order/${old.order.id}`,
    });
    expect(hidden.data.order).toBeNull();

    young.standIn.openShop({ domain, currency: 'USD', timeZone: 'UTC', readAllOrders: true });
    const seen = await young.ask('{ orders(first: 5) { nodes { name } } }');
    expect(seen.data.orders.nodes).toHaveLength(2);
    await young.close();
  });
});

import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encode } from '../../../../infra/local/shopify/webhooks/encode.ts';
import {
  apiSecret,
  domain,
  listen,
  openTestShop,
  tea,
  until,
  type Listener,
  type TestShop,
} from './openShop.ts';

let app: Listener;
let shop: TestShop | undefined;
beforeEach(async () => {
  app = await listen();
});
afterEach(async () => {
  await shop?.close();
  shop = undefined;
  await app.close();
});

async function opened(options = {}, given = {}): Promise<TestShop> {
  shop = await openTestShop(given, { webhookUrl: app.url, firstRetryMs: 1, ...options });
  shop.clock.wallMs = () => Date.now();
  return shop;
}

const bodies = () =>
  app.received.map(({ topic, body }) => ({ topic, body: JSON.parse(body.toString()) }));
const topics = () => app.received.map(({ topic }) => topic).sort();

describe('webhooks', () => {
  it('carry a signature over their raw bytes and say where they come from', async () => {
    const { standIn } = await opened();
    standIn.shop(domain).createProduct({ ...tea, title: '茉莉花茶 “Jasmin”' });
    await until(() => app.received.length === 1);
    const { headers, body } = app.received[0]!;
    const signature = createHmac('sha256', apiSecret).update(body).digest('base64');
    expect(headers['x-shopify-hmac-sha256']).toBe(signature);
    expect(headers).toMatchObject({
      'x-shopify-topic': 'products/create',
      'x-shopify-shop-domain': domain,
      'x-shopify-api-version': '2026-10',
    });
    expect(headers['x-shopify-triggered-at']).toMatch(/^2026-11-22T09:00:00\.\d{6}Z$/);
    expect(headers['x-shopify-webhook-id']).not.toBe(headers['x-shopify-event-id']);
  });

  it('tell of two customers made one, whose orders are the kept one’s from then on', async () => {
    const { standIn } = await opened();
    const floor = standIn.shop(domain);
    const product = floor.createProduct(tea);
    const [kept, gone] = [floor.createCustomer({ tags: ['a'] }), floor.createCustomer({})];
    const lines = [{ productId: product.id, quantity: 1 }];
    const placed = floor.createOrder({ customerId: gone.id, lines });
    if (placed.outcome !== 'placed') throw new Error(placed.because);
    expect(floor.mergeCustomers(kept.id, gone.id)?.id).toBe(kept.id);
    expect(floor.mergeCustomers(kept.id, gone.id)).toBeUndefined();
    floor.fulfilOrder(placed.order.id);
    await until(() => standIn.pendingWebhooks() === 0);
    const of = (topic: string) => bodies().find((one) => one.topic === topic)?.body;
    expect(of('customers/merge')).toMatchObject({
      admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept.id}`,
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${gone.id}`,
      status: 'completed',
    });
    expect(String(of('orders/updated').customer.id)).toBe(kept.id);
  });

  it('are what a life in the shop says, each topic with its own shape', async () => {
    const { standIn } = await opened();
    const floor = standIn.shop(domain);
    const product = floor.createProduct(tea);
    const customer = floor.createCustomer({ email: 'ada@example.com', emailState: 'SUBSCRIBED' });
    const placed = floor.createOrder({
      customerId: customer.id,
      lines: [{ productId: product.id, quantity: 2 }],
    });
    if (placed.outcome !== 'placed') throw new Error(placed.because);
    floor.refundOrder(placed.order.id, { minor: 500 });
    floor.setTags(customer.id, ['vip']);
    floor.setTags(customer.id, []);
    floor.cancelOrder(placed.order.id);
    floor.deleteOrder(placed.order.id);
    floor.deleteCustomer(customer.id);
    await until(() => standIn.pendingWebhooks() === 0);
    expect(topics()).toEqual([
      'customer.tags_added',
      'customer.tags_removed',
      'customers/create',
      'customers/delete',
      'customers/update',
      'customers/update',
      'customers_email_marketing_consent/update',
      'orders/cancelled',
      'orders/create',
      'orders/delete',
      'orders/updated',
      'orders/updated',
      'products/create',
    ]);
    const cancelled = bodies().find(({ topic }) => topic === 'orders/cancelled')!.body;
    expect(cancelled).toMatchObject({
      total_price: '25.00',
      current_total_price: '0.00',
      financial_status: 'refunded',
      cancelled_at: '2026-11-22T10:00:00+01:00',
      refunds: [
        { transactions: [{ kind: 'refund', status: 'success', amount: '5.00', currency: 'USD' }] },
        { transactions: [{ amount: '20.00' }] },
      ],
    });
    const created = bodies().find(({ topic }) => topic === 'customers/create')!.body;
    for (const gone of ['tags', 'orders_count', 'total_spent', 'email_marketing_consent']) {
      expect(created).not.toHaveProperty(gone);
    }
  });

  it('keep every digit of an id beyond 2^53', () => {
    expect(encode({ id: 9_007_199_254_740_993n, list: [1n, 'a"b', null, true, 1.5] })).toBe(
      '{"id":9007199254740993,"list":[1,"a\\"b",null,true,1.5]}',
    );
  });

  it('are sent again after a 500 until they are taken, with the same webhook id', async () => {
    app.answer = (nth) => (nth < 3 ? 500 : 200);
    const { standIn } = await opened();
    standIn.shop(domain).createProduct(tea);
    await until(() => standIn.pendingWebhooks() === 0);
    expect(app.received).toHaveLength(4);
    expect(new Set(app.received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(
      1,
    );
    expect(new Set(app.received.map(({ body }) => body.toString())).size).toBe(1);
  });

  it('count a redirect as a failure', async () => {
    app.answer = (nth) => (nth === 0 ? 302 : 200);
    const { standIn } = await opened();
    standIn.shop(domain).createProduct(tea);
    await until(() => standIn.pendingWebhooks() === 0);
    expect(app.received).toHaveLength(2);
  });

  it('wait on disk for the next run', async () => {
    app.answer = () => 503;
    const from = await opened();
    from.standIn.shop(domain).createProduct(tea);
    await until(() => app.received.length > 0);
    const before = app.received.length;
    app.answer = () => 200;
    await from.reopen();
    await until(() => from.standIn.pendingWebhooks() === 0);
    expect(app.received.length).toBeGreaterThan(before);
    expect(app.received.at(-1)!.topic).toBe('products/create');
  });

  it('come twice, late, out of order or never when asked to', async () => {
    const { standIn } = await opened();
    standIn.setChaos({ duplicate: 1, loss: 0, delayMs: 40 });
    const floor = standIn.shop(domain);
    for (let nth = 0; nth < 10; nth += 1) floor.createProduct({ ...tea, title: String(nth) });
    await until(() => standIn.pendingWebhooks() === 0);
    expect(app.received).toHaveLength(20);
    expect(new Set(app.received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(
      10,
    );
    const order = bodies().map(({ body }) => body.title);
    expect(order).not.toEqual(order.toSorted());
    standIn.setChaos({ duplicate: 0, loss: 1, delayMs: 0 });
    floor.createProduct(tea);
    expect(standIn.pendingWebhooks()).toBe(0);
    expect(standIn.look(domain, 'webhooks')).toMatchObject({ lost: 1, delivered: 20 });
  });

  it('go to those who subscribed through the API, once an address', async () => {
    const { ask, standIn } = await opened({ appTopics: [] });
    const subscribe = `mutation ($uri: String!) { webhookSubscriptionCreate(topic: PRODUCTS_CREATE,
      webhookSubscription: { uri: $uri }) { webhookSubscription { id topic uri } userErrors { message } } }`;
    const first = await ask(subscribe, { uri: app.url });
    expect(first.data.webhookSubscriptionCreate.userErrors).toEqual([]);
    const again = await ask(subscribe, { uri: app.url });
    expect(again.data.webhookSubscriptionCreate.userErrors[0].message).toContain(
      'already been taken',
    );
    const { data } = await ask(
      '{ webhookSubscriptions(first: 5, topics: [PRODUCTS_CREATE]) { nodes { topic uri } } }',
    );
    expect(data.webhookSubscriptions.nodes).toEqual([{ topic: 'PRODUCTS_CREATE', uri: app.url }]);
    standIn.shop(domain).createCustomer({});
    standIn.shop(domain).createProduct(tea);
    await until(() => standIn.pendingWebhooks() === 0 && app.received.length > 0);
    expect(topics()).toEqual(['products/create']);
  });

  it('stop after the app is gone, but for the order to forget the shop', async () => {
    const { standIn } = await opened();
    const floor = standIn.shop(domain);
    floor.uninstall();
    floor.createProduct(tea);
    floor.redactShop();
    await until(() => app.received.length === 2);
    expect(topics()).toEqual(['app/uninstalled', 'shop/redact']);
    const redact = bodies().find(({ topic }) => topic === 'shop/redact')!.body;
    expect(redact.shop_domain).toBe(domain);
  });

  it('give a guest no customer and withhold personal data where it is not approved', async () => {
    const { standIn } = await opened({}, { personalData: 'withheld' });
    const floor = standIn.shop(domain);
    const product = floor.createProduct(tea);
    const customer = floor.createCustomer({
      firstName: 'Ada',
      email: 'ada@example.com',
      phone: '+15035550100',
    });
    const lines = [{ productId: product.id, quantity: 1 }];
    floor.createOrder({ customerId: customer.id, lines });
    floor.createOrder({ customerId: null, email: null, lines });
    await until(() => standIn.pendingWebhooks() === 0);
    const orders = bodies().filter(({ topic }) => topic === 'orders/create');
    expect(orders.map(({ body }) => body.customer?.first_name ?? null)).toEqual([null, null]);
    expect(orders.filter(({ body }) => body.customer === null)).toHaveLength(1);
    expect(app.received.some(({ body }) => body.includes('ada@example.com'))).toBe(false);
  });
});

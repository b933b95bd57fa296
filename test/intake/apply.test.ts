import { beforeAll, describe, expect, it } from 'vitest';
import { deleteDueChange, listDueChanges } from '../../functions/customers/dueMarkStore.ts';
import { findCustomerByMail, findOrderByName } from '../../functions/customers/lookupStore.ts';
import { openPerson } from '../../functions/customers/person.ts';
import { listProducts, readProduct } from '../../functions/intake/productStore.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { bucketOf } from '../../functions/platform/keys.ts';
import { privacyRequestSchema } from '../../functions/privacy/request.schema.ts';
import { listRequests } from '../../functions/privacy/store.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { fact } from '../customers/rows.ts';
import { redeliver, seeded, shaky, Crash } from '../customers/shaky.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { collect } from '../support/collect.ts';
import { startTestTable } from '../support/dynamo.ts';
import { day, now, openDesk, vault } from './intakeDesk.ts';

let table: Table;
let shops = 0;
beforeAll(async () => {
  ({ table } = await startTestTable());
});
const desk = (options?: { run?: boolean; wrapped?: Table }) => {
  shops += 1;
  return openDesk(table, `shop${String(shops)}.myshopify.com`, options);
};

const ann = '7123456789012';
const iso = (second: number) => new Date(second * 1000).toISOString();
const usd = (amount: string) => ({ shop_money: { amount, currency_code: 'USD' } });
/** An order of Ann's, placed and changed at these epoch seconds. */
const order = (placedAt: number, changes: object = {}, updatedAt = placedAt) =>
  orderBody({
    created_at: iso(placedAt),
    processed_at: iso(placedAt),
    updated_at: iso(updatedAt),
    ...changes,
  });

describe('an order', () => {
  it('makes its customer, with the person sealed and findable', async () => {
    const { deliver, customer, shop, changed } = await desk();
    expect(await deliver('orders/create', order(now - 60))).toEqual([]);
    const { item, rows } = await customer(ann);
    expect(rows).toMatchObject([{ orderId: '6123456789012', totalMinor: 5_450 }]);
    expect(item.totals).toMatchObject({ orders: 1, netMinor: 5_450, lastAt: now - 60 });
    expect(openPerson(vault, shop, ann, item.personal)).toMatchObject({
      firstName: 'Ann',
      email: 'ann@example.com',
    });
    expect(Buffer.from(item.personal ?? []).toString('latin1')).not.toMatch(/Ann|example/);
    expect(await findCustomerByMail(table, vault, shop, ' ANN@example.com')).toBe(ann);
    expect(await findOrderByName(table, shop, '#1042')).toBe('6123456789012');
    expect(changed).toEqual([[shop, { applied: 1, dueMarks: 0 }]]);
  });

  it('classifies its customer at once and says why; a class no rule can wait for leaves no mark', async () => {
    const { deliver, customer, timeline, marks } = await desk();
    await deliver('orders/create', order(now - 60));
    const { classes } = (await customer(ann)).item;
    expect(classes).toMatchObject({
      lifecycle: {
        value: 'first_timer',
        since: now,
        cause: 'order',
        from: null,
        orderId: '6123456789012',
      },
      segment: { value: 'new' },
      level: { value: 'C' },
      abc: { value: 'C' },
    });
    expect(await timeline(ann)).toMatchObject(
      ['segment', 'level', 'abc', 'lifecycle', 'quadrant', 'loyalty', 'promotion'].map(
        (scheme) => ({ kind: 'class', scheme }),
      ),
    );
    expect(await marks(ann)).toEqual([]);
  });

  it('told again changes nothing, not even a revision', async () => {
    const { deliver, customer, changed } = await desk();
    await deliver('orders/create', order(now - 60));
    const before = (await customer(ann)).item;
    await deliver('orders/create', order(now - 60));
    expect((await customer(ann)).item).toEqual(before);
    expect(changed).toHaveLength(1);
  });

  it('leaves classes to the first run where there was none, and marks nothing', async () => {
    const { deliver, customer, marks } = await desk({ run: false });
    await deliver('orders/create', order(now - 60));
    const { item } = await customer(ann);
    expect([item.classes, item.totals.orders]).toEqual([{}, 1]);
    expect(await marks(ann)).toEqual([]);
  });

  it('of long ago told only now is history: classes, but nothing for rules to act on', async () => {
    const { deliver, customer, marks } = await desk();
    await deliver('orders/updated', order(now - 200 * day, { total_price_set: usd('900.00') }));
    expect((await customer(ann)).item.classes.lifecycle).toMatchObject({
      value: 'lost',
      cause: 'import',
    });
    expect(await marks(ann)).toEqual([]);
  });

  it('refunded moves its customer with the refund as cause', async () => {
    const { deliver, customer, timeline } = await desk();
    await deliver('orders/create', order(now - 60));
    const refunds = [
      {
        id: 1,
        created_at: iso(now - 10),
        processed_at: iso(now - 10),
        transactions: [{ kind: 'refund', status: 'success', amount: '54.50', currency: 'USD' }],
      },
    ];
    await deliver(
      'orders/updated',
      order(now - 60, { refunds, financial_status: 'refunded' }, now - 10),
    );
    expect((await customer(ann)).item.totals).toMatchObject({ rows: 1, orders: 0, netMinor: 0 });
    expect(await timeline(ann)).toContainEqual(
      expect.objectContaining({ scheme: 'abc', from: 'C', to: 'none', cause: 'refund' }),
    );
  });

  it('edited long after says that time moved its customer, not the edit', async () => {
    const { deliver, customer, clock, marks } = await desk();
    await deliver('orders/create', order(now - 60));
    clock.seconds += 200 * day;
    await deliver(
      'orders/updated',
      order(now - 60, { note: 'x', name: '#1042b' }, now + 200 * day),
    );
    expect((await customer(ann)).item.classes.lifecycle).toMatchObject({
      value: 'lost',
      cause: 'time',
      orderId: null,
    });
    const { rev } = (await customer(ann)).item;
    expect(await marks(ann)).toEqual([
      {
        kind: 'class',
        rev,
        at: now + 200 * day,
        customerId: ann,
        scheme: 'lifecycle',
        from: 'first_timer',
        to: 'lost',
        cause: 'time',
        orderId: null,
      },
    ]);
  });

  it('a little ahead of our clock counts already', async () => {
    const { deliver, customer } = await desk();
    await deliver('orders/create', order(now + 90));
    expect((await customer(ann)).item.totals.orders).toBe(1);
  });

  it('deleted at the shop is gone with its money, and stays gone', async () => {
    const { deliver, customer } = await desk();
    await deliver('orders/create', order(now - 60));
    await deliver('orders/delete', { id: 6123456789012 });
    await deliver('orders/updated', order(now - 60, {}, now));
    expect((await customer(ann)).item.totals).toMatchObject({ rows: 0, netMinor: 0 });
  });
});

/** Takes away all that rules have yet to look at in a customer's bucket. */
async function dealWithAll(shop: string, customerId: string): Promise<void> {
  for (const change of (await collect(listDueChanges(table, shop, bucketOf(customerId)))).flat()) {
    await deleteDueChange(table, change);
  }
}

describe('a large order', () => {
  const large = { total_price_set: usd('500.01') };
  const isLarge = (mark: object) => 'kind' in mark && mark.kind === 'large-order';

  it('is marked when it begins to count, and only then', async () => {
    const { deliver, marks } = await desk();
    await deliver('orders/create', order(now - 60, { ...large, financial_status: 'pending' }));
    expect((await marks(ann)).filter(isLarge)).toEqual([]);
    await deliver('orders/updated', order(now - 60, large, now - 50));
    const [mark] = (await marks(ann)).filter(isLarge);
    expect(mark).toMatchObject({
      orderId: '6123456789012',
      totalMinor: 50_001,
      customerId: ann,
      at: now,
    });
    await dealWithAll(`shop${String(shops)}.myshopify.com`, ann);
    await deliver('orders/updated', order(now - 60, { ...large, name: 'x' }, now - 40));
    expect((await marks(ann)).filter(isLarge)).toEqual([]);
  });

  it('at the line is not large', async () => {
    const { deliver, marks } = await desk();
    await deliver('orders/create', order(now - 60, { total_price_set: usd('500.00') }));
    expect((await marks(ann)).filter(isLarge)).toEqual([]);
  });
});

describe('an order with a code', () => {
  const withCode = (code: string) => ({ discount_applications: [{ type: 'discount_code', code }] });

  it('of ours is marked whenever it changes, so that its coupon is settled anew', async () => {
    const { deliver, marks, ourCodes, shop } = await desk();
    ourCodes.add('WAKE123');
    await deliver('orders/create', order(now - 60, withCode('wake123')));
    const redeemed = async () => (await marks(ann)).filter(({ kind }) => kind === 'redeemed');
    const [first] = await redeemed();
    expect(first).toMatchObject({ codes: ['WAKE123'], orderId: '6123456789012', customerId: ann });
    if (first === undefined) throw new Error('no mark');
    await deliver(
      'orders/cancelled',
      order(now - 60, { ...withCode('wake123'), cancelled_at: iso(now) }, now),
    );
    const [, second] = await redeemed();
    expect(second?.rev).toBeGreaterThan(first.rev);
    await dealWithAll(shop, ann);
    expect(await redeemed()).toEqual([]);
    await deliver('orders/delete', { id: 6123456789012 });
    expect(await redeemed()).toHaveLength(1);
  });

  it("of the shop's own is not", async () => {
    const { deliver, marks } = await desk();
    await deliver('orders/create', order(now - 60, withCode('spring')));
    expect((await marks(ann)).map(({ kind }) => kind)).not.toContain('redeemed');
  });
});

describe('a customer', () => {
  const person = (updatedAt: number, changes: object) => ({
    id: 7123456789012,
    created_at: iso(now - 100 * day),
    updated_at: iso(updatedAt),
    first_name: 'Ann',
    last_name: 'Lee',
    email: 'ann@example.com',
    phone: null,
    ...changes,
  });

  it('without orders is a prospect, and nothing for rules to act on', async () => {
    const { deliver, customer, marks } = await desk();
    await deliver('customers/create', person(now - 60, {}));
    expect((await customer(ann)).item.classes).toMatchObject({ lifecycle: { value: 'prospect' } });
    expect(await marks(ann)).toEqual([]);
  });

  it('is who the newest word says; withheld fields and older words erase nothing', async () => {
    const { deliver, customer, shop } = await desk();
    await deliver('customers/update', person(now - 60, { email: 'new@example.com' }));
    await deliver(
      'customers/update',
      person(now - 90, { email: 'old@example.com', phone: '+821' }),
    );
    await deliver(
      'customers/update',
      person(now - 30, { email: null, last_name: null, first_name: 'Anna' }),
    );
    const { item } = await customer(ann);
    expect(openPerson(vault, shop, ann, item.personal)).toMatchObject({
      firstName: 'Anna',
      lastName: 'Lee',
      email: 'new@example.com',
      phone: '+821',
    });
    expect(await findCustomerByMail(table, vault, shop, 'new@example.com')).toBe(ann);
    expect(await findCustomerByMail(table, vault, shop, 'old@example.com')).toBeUndefined();
  });

  it('has the tags last said, whatever order they are told in', async () => {
    const { deliver, customer } = await desk();
    const tags = (values: string[], at: number) => ({
      customerId: `gid://shopify/Customer/${ann}`,
      tags: values,
      occurredAt: iso(at),
    });
    await deliver('customer.tags_removed', tags(['vip'], now - 10));
    await deliver('customer.tags_added', tags(['vip', 'local'], now - 20));
    await deliver('customer.tags_added', tags(['local'], now - 30));
    expect((await customer(ann)).item.tags).toEqual({
      vip: { on: false, at: (now - 10) * 1000 },
      local: { on: true, at: (now - 20) * 1000 },
    });
  });

  it('consents to what they last said, by channel', async () => {
    const { deliver, customer } = await desk();
    const consent = (state: string, at: number) => ({
      customer_id: 7123456789012,
      email_marketing_consent: { state, consent_updated_at: iso(at) },
    });
    const topic = 'customers_email_marketing_consent/update';
    await deliver(topic, consent('unsubscribed', now - 10));
    await deliver(topic, consent('subscribed', now - 20));
    const sms = { id: 7123456789012, sms_marketing_consent: { state: 'subscribed' } };
    await deliver('customers_marketing_consent/update', sms, now - 5);
    expect((await customer(ann)).item.consent).toEqual({
      email: { state: 'unsubscribed', at: now - 10 },
      sms: { state: 'subscribed', at: now - 5 },
    });
  });

  it('deleted at the shop does not come back: money stays, the person does not', async () => {
    const { deliver, customer, shop, marks } = await desk();
    await deliver('customers/create', person(now - 60, {}));
    await deliver('customers/delete', { id: 7123456789012 });
    await deliver('customers/update', person(now, {}));
    await deliver('customer.tags_added', {
      customerId: `gid://shopify/Customer/${ann}`,
      tags: ['vip'],
      occurredAt: iso(now),
    });
    await deliver('orders/create', order(now - 60));
    const { item } = await customer(ann);
    expect(item).toEqual(
      expect.objectContaining({ deletedAt: now, personal: null, tags: {}, classes: {} }),
    );
    expect(item.totals.netMinor).toBe(5_450);
    expect(await findCustomerByMail(table, vault, shop, 'ann@example.com')).toBeUndefined();
    expect(await marks(ann)).toEqual([]);
  });

  it("keeps the shop's own count beside ours", async () => {
    const { deliver, customer } = await desk();
    const summary = (orders: number, at: number) => ({
      customerId: `gid://shopify/Customer/${ann}`,
      numberOfOrders: orders,
      amountSpent: { amount: '70.00', currencyCode: 'USD' },
      occurredAt: iso(at),
    });
    await deliver('customers/purchasing_summary', summary(3, now - 10));
    await deliver('customers/purchasing_summary', summary(2, now - 20));
    expect((await customer(ann)).item.shopSays).toEqual({
      orders: 3,
      spentMinor: 7_000,
      at: now - 10,
    });
  });
});

describe('two customers made one by the shop', () => {
  const merged = (status: string, keptId = '72') => ({
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${keptId}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${ann}`,
    admin_graphql_api_job_id: null,
    status,
    errors: [],
  });
  const large = { total_price_set: usd('500.01') };

  it('have one file once it is completed, and say so; no rule hears of an order twice', async () => {
    const { deliver, customer, timeline, marks } = await desk();
    await deliver(
      'orders/create',
      order(now - 90 * day, { id: 2, name: '#2', customer: { id: 72 } }),
    );
    await deliver('orders/create', order(now - 60, large));
    await deliver('customers/merge', merged('failed'));
    expect((await customer(ann)).item.mergedInto).toBeNull();
    await deliver('customers/merge', merged('Completed'));
    expect((await customer('72')).item.totals.orders).toBe(2);
    expect(await timeline('72')).toContainEqual(
      expect.objectContaining({ scheme: 'lifecycle', to: 'regular', cause: 'merge' }),
    );
    await deliver('orders/updated', order(now - 60, large, now));
    expect(await marks('72')).toEqual([]);
    expect((await customer(ann)).item).toMatchObject({ classes: {}, totals: { rows: 0 } });
  });

  it('and the deleted one deleted once more: the kept one stays', async () => {
    const { deliver, customer } = await desk();
    await deliver('orders/create', order(now - 60));
    await deliver('customers/merge', merged('completed'));
    await deliver('customers/delete', { id: Number(ann) });
    expect((await customer('72')).item).toMatchObject({ deletedAt: null, totals: { orders: 1 } });
  });

  it('in a circle are refused, for somebody to look at', async () => {
    const { deliver } = await desk();
    expect(await deliver('customers/merge', merged('completed', ann))).toEqual(['0']);
  });
});

describe('what only the shop can say', () => {
  it('is asked for where a refund moved in another currency, and applied when it answers', async () => {
    const { deliver, apply, customer, asked, atShop, shop } = await desk();
    const transactions = [{ kind: 'refund', status: 'success', amount: '1.00', currency: 'EUR' }];
    const refunds = [{ id: 1, created_at: iso(now), transactions }];
    await deliver('orders/updated', order(now - 60, { refunds }, now));
    await deliver('refunds/create', { id: 1, order_id: 6123456789012 });
    expect(asked).toEqual(['6123456789012', '6123456789012']);
    expect((await customer(ann)).rows).toEqual([]);
    atShop.set(
      '6123456789012',
      fact({ orderId: '6123456789012', customerId: ann, updatedAt: now - 5, placedAt: now - 60 }),
    );
    await apply({ kind: 'reread', shop, orderId: '6123456789012' });
    expect((await customer(ann)).rows).toMatchObject([{ settled: true, totalMinor: 10_000 }]);
    expect(await apply({ kind: 'reread', shop, orderId: '404' })).toEqual([]);
  });

  it('is asked for where two states share a second, until it has settled which is the last', async () => {
    const { deliver, apply, customer, asked, atShop, shop } = await desk();
    await deliver('orders/create', order(now - 60, { financial_status: 'pending' }));
    await deliver('orders/updated', order(now - 60));
    await deliver('orders/create', order(now - 60, { financial_status: 'pending' }));
    expect(new Set(asked)).toEqual(new Set(['6123456789012']));
    const told = (await customer(ann)).rows[0];
    if (told === undefined) throw new Error('no such order');
    atShop.set(told.orderId, { ...told, customerId: ann, payment: 'paid' });
    await apply({ kind: 'reread', shop, orderId: told.orderId });
    const before = asked.length;
    await deliver('orders/create', order(now - 60, { financial_status: 'pending' }));
    expect((await customer(ann)).rows[0]?.payment).toBe('paid');
    expect(asked).toHaveLength(before);
  });
});

describe('a shop', () => {
  it('nobody knows has its deliveries dropped and counted', async () => {
    const { apply, envelope, log, changed } = await desk();
    const stranger = {
      ...envelope('orders/create', order(now - 60)),
      shop: 'stranger.myshopify.com',
    };
    expect(await apply(stranger)).toEqual([]);
    expect(log).toHaveLength(1);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({
      event: 'apply.dropped',
      reason: 'unknownShop',
      what: 'orders/create',
    });
    expect(changed).toEqual([]);
  });

  it('that removed the app is not worked on, except for what the law asks', async () => {
    const { deliver, shop, log, customer } = await desk();
    await deliver('app/uninstalled', { id: 1, myshopify_domain: null });
    expect((await openShopStore(table).read(shop))?.uninstalledAtMs).toBe(now * 1000);
    await deliver('orders/create', order(now - 60));
    expect((await customer(ann)).item.rev).toBe(0);
    await deliver('shop/redact', { shop_id: 1, shop_domain: shop });
    expect(await listRequests(table, shop)).toMatchObject([{ kind: 'redactShop', state: 'open' }]);
    expect(log.join()).toMatch(/uninstalled/);
  });

  it('that installed again is not undone by a late word of the removal before', async () => {
    const { deliver, shop } = await desk();
    await deliver('app/uninstalled', { id: 1, myshopify_domain: null }, now - 40 * day);
    expect((await openShopStore(table).read(shop))?.uninstalledAtMs).toBeNull();
  });

  it('asking for a person has it kept once, and only where the signed body names that shop', async () => {
    const { deliver, shop, log } = await desk();
    const request = {
      shop_id: 1,
      shop_domain: shop,
      customer: { id: 191167, email: 'john@example.com', phone: '555' },
      orders_requested: [299938],
      data_request: { id: 9999 },
    };
    await deliver('customers/data_request', request);
    await deliver('customers/data_request', request);
    await deliver('customers/redact', { ...request, shop_domain: 'other.myshopify.com' });
    const kept = await listRequests(table, shop);
    expect(kept).toEqual([
      privacyRequestSchema.parse({
        id: 'dataRequest-9999',
        kind: 'dataRequest',
        customerId: '191167',
        orderIds: ['299938'],
        requestId: '9999',
        receivedAtMs: now * 1000,
        state: 'open',
        rev: 1,
      }),
    ]);
    expect(log.join()).toMatch(/otherShop/);
    expect(log.join()).not.toMatch(/john|555/);
  });

  it("keeps its products' type, vendor, tags and options, the newest word of each", async () => {
    const { deliver, shop } = await desk();
    const product = (vendor: string, at: number) => ({
      id: 5,
      title: 'Tea',
      product_type: 'Drinks',
      vendor,
      tags: 'premium, leaf , premium,,',
      options: [
        { id: 2, name: 'Color', position: 2, values: ['Red'] },
        { id: 1, name: ' Size', position: 1, values: ['S', 'M'] },
      ],
      updated_at: iso(at),
    });
    await deliver('products/update', product('New Leaf', now - 10));
    await deliver('products/create', product('Old Leaf', now - 20));
    expect(await readProduct(table, shop, '5')).toMatchObject({
      type: 'Drinks',
      vendor: 'New Leaf',
      tags: ['leaf', 'premium'],
      options: ['Size', 'Color'],
    });
    const pages = await collect(listProducts(table, shop));
    expect(pages.flat().map(({ productId }) => productId)).toEqual(['5']);
  });
});

describe('a batch', () => {
  it('gives back what failed and keeps the rest, with nothing of a person in the log', async () => {
    const { apply, envelope, customer, log } = await desk();
    const failed = await apply(
      envelope('orders/create', { email: 'ann@example.com', id: 1 }),
      envelope('orders/create', order(now - 60)),
      '{"kind":"ann@example.com"}',
      'not json: ann@example.com',
    );
    expect(failed.sort()).toEqual(['0', '2', '3']);
    expect((await customer(ann)).rows).toHaveLength(1);
    expect(log.join()).not.toMatch(/ann@|Lee/);
    expect(log).toHaveLength(3);
  });

  it('told in any order, twice and by workers that die, ends the same', async () => {
    const bodies = (tag: number): [string, object][] => [
      ['orders/create', order(now - 900, { financial_status: 'pending' })],
      ['orders/updated', order(now - 900, {}, now - 800)],
      ['orders/updated', order(now - 900, { customer: { id: 72 } }, now - 700)],
      ['orders/create', order(now - 600, { id: 2, name: '#2' })],
      [
        'orders/cancelled',
        order(now - 600, { id: 2, name: '#2', cancelled_at: iso(now - 500) }, now - 500),
      ],
      ['orders/create', order(now - 400, { id: 3, name: '#3', total_price_set: usd('700.00') })],
      ['orders/create', order(now - 300, { id: 4, name: '#4', customer: null })],
      ['orders/updated', order(now - 300, { id: 4, name: '#4' }, now - 200)],
      ['orders/create', order(now - 100, { id: 5, name: '#5' })],
      ['orders/delete', { id: 5 }],
      [
        'customer.tags_added',
        { customerId: `gid://shopify/Customer/${ann}`, tags: ['vip'], occurredAt: iso(now - tag) },
      ],
      [
        'customer.tags_removed',
        { customerId: `gid://shopify/Customer/${ann}`, tags: ['vip'], occurredAt: iso(now - 50) },
      ],
    ];
    const summary = async ({ customer }: Awaited<ReturnType<typeof desk>>) =>
      Promise.all(
        [ann, '72'].map(async (id) => {
          const { item } = await customer(id);
          const values = Object.entries(item.classes).map(([scheme, held]) => [scheme, held.value]);
          return [Buffer.from(item.ledger).toString('hex'), item.totals, item.tags, values.sort()];
        }),
      );
    const calm = await desk();
    for (const [topic, body] of bodies(90)) await calm.deliver(topic, body);
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed);
      const stormy = await desk({ wrapped: shaky(table, random, 0.03) });
      const jobs = [...bodies(90), ...bodies(90)].map(([topic, body]) => async () => {
        if ((await stormy.deliver(topic, body)).length > 0) throw new Crash();
      });
      await redeliver(jobs, { workers: 3, random });
      expect(await summary(stormy)).toEqual(await summary(calm));
    }
  });
});

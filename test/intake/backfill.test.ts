import { expect, test } from 'vitest';
import { readCustomer } from '../../functions/customers/store.ts';
import { streamGuests } from '../../functions/customers/pointerStore.ts';
import { openPerson } from '../../functions/customers/person.ts';
import { rowOf } from '../../functions/customers/ledgerRow.ts';
import { historyIncomplete } from '../../functions/customers/profile.ts';
import { runBackfillStep, type BackfillDeps } from '../../functions/intake/backfill.ts';
import { readProduct } from '../../functions/intake/productStore.ts';
import { keys, bucketCount } from '../../functions/platform/keys.ts';
import { readDelivery } from '../../functions/shopify/payloads.ts';
import { orderTold } from '../../functions/shopify/payloadsOrder.ts';
import { readOrder } from '../../functions/shopify/orders.ts';
import { parseLossless } from '../../functions/platform/losslessJson.ts';
import { encode } from '../../infra/local/shopify/webhooks/encode.ts';
import { orderPayload } from '../../infra/local/shopify/webhooks/orderPayload.ts';
import { productPayload } from '../../infra/local/shopify/webhooks/productPayload.ts';
import { everything } from '../../infra/local/shopify/records/shelf.ts';
import { demoBackfill, domain, endAt, type DemoBackfill } from '../support/demoBackfill.ts';

/** Everything the shop's customers hold, as it is kept. */
async function allRows({ standIn, table }: DemoBackfill) {
  const held = new Map<string, unknown>();
  for (const { id } of standIn.records.customers.select(domain, everything, 'id', null)) {
    const { item, rows } = await readCustomer(table, domain, id);
    held.set(id, { rows, totals: item.totals, shopSays: item.shopSays, tags: item.tags });
  }
  const guests: unknown[] = [];
  for (let bucket = 0; bucket < bucketCount; bucket += 1) {
    for await (const row of streamGuests(table, domain, bucket)) guests.push(row);
  }
  return { held, guests };
}

test('a whole history becomes customer files that say what the shop says', async () => {
  const demo = await demoBackfill({ customers: 40 });
  await demo.load();
  const { records } = demo.standIn;
  const orders = records.orders.select(domain, everything, 'id', null);
  const customers = records.customers.select(domain, everything, 'id', null);
  expect(await demo.deps.jobs.readBackfill(domain)).toMatchObject({
    phase: 'done',
    failure: null,
    customers: customers.length,
    orders: orders.length,
    products: records.products.count(domain, everything),
  });
  for (const customer of customers) {
    const { item, rows } = await readCustomer(demo.table, domain, customer.id);
    const theirs = orders.filter((order) => order.customerId === customer.id);
    expect(rows.map((row) => row.orderId).sort()).toEqual(theirs.map(({ id }) => id).sort());
    expect(item.totals.rows).toBe(theirs.length);
    expect(historyIncomplete(item.shopSays, item.totals.rows)).toBe(false);
    expect(openPerson(demo.vault, domain, customer.id, item.personal)).toMatchObject({
      firstName: customer.firstName,
      lastName: customer.lastName,
      email: customer.email,
    });
    const told = Object.keys(item.tags).filter((tag) => item.tags[tag]?.on === true);
    expect(told.sort()).toEqual([...customer.tags].sort());
    const subscribed = customer.emailConsent.state === 'SUBSCRIBED' && customer.email !== null;
    expect(item.consent.email?.state === 'subscribed').toBe(subscribed);
  }
  const guests = orders.filter((order) => order.customerId === null);
  expect((await allRows(demo)).guests).toHaveLength(guests.length);
});

test('an order read from the history or by itself is the fact its webhook tells, variants included', async () => {
  const demo = await demoBackfill({ customers: 40 });
  const { records } = demo.standIn;
  const shop = records.shop(domain)!;
  await demo.load();
  const variants = new Set<string | undefined>();
  for (const order of records.orders.select(domain, everything, 'id', null)) {
    const customer =
      order.customerId === null ? null : records.customers.get(domain, order.customerId)!;
    const told = orderTold(parseLossless(encode(orderPayload(order, customer, shop))));
    if (told.kind === 'reread') continue;
    const fact = { ...told.fact, settled: false };
    expect(await readOrder(domain, order.id, demo.deps.admin)).toEqual(fact);
    if (order.customerId === null) continue;
    const { rows } = await readCustomer(demo.table, domain, order.customerId);
    const kept = rows.find((row) => row.orderId === order.id);
    expect(kept).toEqual({ ...rowOf(fact), settled: order.updatedAt < endAt });
    for (const { variant } of rowOf(fact).lines) variants.add(variant);
  }
  expect(variants.has(undefined)).toBe(true);
  expect(variants.size).toBeGreaterThan(3);
});

test('a product read from the history is what its webhook tells', async () => {
  const demo = await demoBackfill({ customers: 1 });
  const { records } = demo.standIn;
  const shop = records.shop(domain)!;
  await demo.load();
  const options = new Set<string>();
  for (const product of records.products.select(domain, everything, 'id', null)) {
    const body = encode(productPayload(product, shop));
    const told = readDelivery('products/update', body, endAt);
    if (told.kind !== 'product') throw new Error(`told of ${told.kind}`);
    expect(await readProduct(demo.table, domain, product.id)).toEqual(told.product);
    options.add(told.product.options.join());
  }
  expect(options).toEqual(new Set(['Title', 'Size,Color']));
});

test('loading it again, or killed at any point and again, ends the same', async () => {
  const demo = await demoBackfill({ customers: 25 });
  await demo.load();
  const once = await allRows(demo);

  let left = 0;
  let deaths = 0;
  const dying = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      left -= 1;
      if (left === 0) {
        deaths += 1;
        throw new Error('killed');
      }
      const result = await work(...args);
      left -= 1;
      if (left === 0) {
        deaths += 1;
        throw new Error('killed');
      }
      return result;
    };
  };
  const { history, jobs } = demo.deps;
  const mortal: BackfillDeps = {
    ...demo.deps,
    history: {
      ...history,
      products: dying((...told) => history.products(...told)),
      customers: dying((...told) => history.customers(...told)),
      orders: dying((...told) => history.orders(...told)),
    },
    jobs: { ...jobs, writeBackfill: dying((...told) => jobs.writeBackfill(...told)) },
  };
  const state = await jobs.readBackfill(domain);
  const again = () => demo.table.delete(keys.job(domain, 'backfill'));
  await again();
  for (let at = 1; at <= 7; at += 1) {
    left = at;
    if ((await jobs.readBackfill(domain))?.phase === 'done') await again();
    for (let step = 0; step < 30 && left > 0; step += 1) {
      await runBackfillStep(domain, mortal).catch(() => undefined);
    }
  }
  expect(deaths).toBe(7);
  await demo.load();
  expect(await allRows(demo)).toEqual(once);
  expect(await jobs.readBackfill(domain)).toMatchObject({
    phase: 'done',
    customers: state?.customers,
    orders: state?.orders,
  });
});

test('without leave to read everything, a customer with older orders is known to be incomplete', async () => {
  const demo = await demoBackfill({ customers: 20, readAllOrders: false });
  await demo.load();
  const { records } = demo.standIn;
  const older = records.orders
    .select(domain, everything, 'id', null)
    .filter((order) => order.createdAt < endAt - 61 * 86_400 && order.customerId !== null);
  expect(older.length).toBeGreaterThan(0);
  for (const { customerId } of older) {
    const { item } = await readCustomer(demo.table, domain, customerId!);
    expect(historyIncomplete(item.shopSays, item.totals.rows)).toBe(true);
  }
});

test('webhooks are subscribed to before the first file is asked for, and only once', async () => {
  const demo = await demoBackfill({ customers: 5 });
  expect(await runBackfillStep(domain, demo.deps)).toBe('more');
  const { subscriptions, bulks } = demo.standIn.records;
  const subscribed = subscriptions.count(domain, everything);
  expect(subscribed).toBeGreaterThan(10);
  expect(bulks.count(domain, everything)).toBe(0);
  await demo.load();
  await demo.table.delete(keys.job(domain, 'backfill'));
  await demo.load();
  expect(subscriptions.count(domain, everything)).toBe(subscribed);
});

test('two runners do not load one history at once, and a shop that left is left alone', async () => {
  const demo = await demoBackfill({ customers: 5 });
  const both = await Promise.all([
    runBackfillStep(domain, demo.deps),
    runBackfillStep(domain, demo.deps),
  ]);
  expect(both.sort()).toEqual(['more', 'waiting']);
  const record = (await demo.deps.shops.read(domain))!;
  await demo.deps.shops.write({ ...record, uninstalledAtMs: record.installedAtMs + 1 });
  expect(await runBackfillStep(domain, demo.deps)).toBe('done');
  await expect(runBackfillStep('other.myshopify.com', demo.deps)).rejects.toMatchObject({
    code: 'notFound',
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factsSelection } from '../../../../functions/shopify/customerFacts.ts';
import { readOrder } from '../../../../functions/shopify/orders.ts';
import { readDelivery } from '../../../../functions/shopify/payloads.ts';
import {
  customerNamesQuery,
  customerSearchQuery,
  customersBulkQuery,
} from '../../../../functions/shopify/operations/customers.ts';
import {
  discountByCodeQuery,
  discountCreateMutation,
} from '../../../../functions/shopify/operations/discounts.ts';
import { customerSumsBulkQuery } from '../../../../functions/shopify/operations/reconcile.ts';
import { ordersBulkQuery } from '../../../../functions/shopify/operations/orders.ts';
import { productsBulkQuery } from '../../../../functions/shopify/operations/products.ts';
import {
  shopLocalesQuery,
  shopProfileQuery,
} from '../../../../functions/shopify/operations/shop.ts';
import { seedDemoShop } from '../../../../infra/local/demo/seed.ts';
import { bulkShape } from '../../../../infra/local/shopify/bulk/shape.ts';
import { openDatabase } from '../../../../infra/local/shopify/records/database.ts';
import { everything } from '../../../../infra/local/shopify/records/shelf.ts';
import { orderPayload } from '../../../../infra/local/shopify/webhooks/orderPayload.ts';
import { encode } from '../../../../infra/local/shopify/webhooks/encode.ts';
import { domain, openTestShop, type TestShop } from './openShop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({}, { throttle: { maximumAvailable: 1_000_000, restoreRate: 1 } });
  const endAt = Math.floor(shop.clock.business / 1000);
  await seedDemoShop(shop.standIn, {
    ...{ domain, currency: 'USD', timeZone: 'Europe/Berlin', seed: 5, customers: 150, endAt },
  });
});
afterAll(() => shop.close());

describe('what the app asks', () => {
  it.each([
    ['profile', shopProfileQuery, {}],
    ['locales', shopLocalesQuery, {}],
    ['search', customerSearchQuery, { search: 'a', first: 5 }],
    ['names', customerNamesQuery, { ids: ['gid://shopify/Customer/7012000000000'] }],
    ['a code', discountByCodeQuery, { code: 'welcome10' }],
    ['a discount', discountCreateMutation, { discount: { title: 'x' } }],
  ])('is answered: %s', async (_, document, variables) => {
    const { errors, data } = await shop.ask(document, variables);
    expect(errors).toBeUndefined();
    expect(Object.values(data as object)).not.toContain(null);
  });

  it.each([
    ['orders', ordersBulkQuery],
    ['customers', customersBulkQuery(factsSelection(['facts.birth_date', 'custom.skin-type']))],
    ['sums', customerSumsBulkQuery(factsSelection(['custom.skin_type']))],
    ['products', productsBulkQuery],
  ])('in bulk keeps to the limits: %s', (_, document) => {
    expect(bulkShape(document).outcome).toBe('ok');
  });
});

describe('an order', () => {
  it('is the same read from its webhook and from the API', async () => {
    const { records } = shop.standIn;
    const shopRecord = records.shop(domain)!;
    const orders = records.orders.select(domain, everything, 'id', 120);
    expect(orders.some(({ refunds }) => refunds.length > 0)).toBe(true);
    for (const order of orders) {
      const customer =
        order.customerId === null
          ? null
          : (records.customers.get(domain, order.customerId) ?? null);
      const body = encode(orderPayload(order, customer, shopRecord));
      const told = readDelivery('orders/updated', body, 0);
      const read = await readOrder(domain, order.id, {
        graphql: async (_, document, variables, schema) =>
          schema.parse((await shop.ask(document, variables)).data),
      });
      if (told.kind === 'order') expect(read).toMatchObject(told.fact);
      else expect(order.presentment).not.toBeNull();
    }
  });
});

it('a file that is no database is refused with what to do about it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const path = join(folder, 'shopify.sqlite');
  writeFileSync(path, 'this is a letter, not a database'.repeat(200));
  expect(() => openDatabase(path)).toThrow(
    /cannot be opened .* Delete it to start with a new shop/,
  );
  rmSync(folder, { recursive: true });
});

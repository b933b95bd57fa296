import { afterEach, describe, expect, it } from 'vitest';
import { openTestShop, tea, type TestShop, type Json } from './openShop.ts';

let shop: TestShop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

async function withOrders(orders: number): Promise<TestShop> {
  shop = await openTestShop();
  const floor = shop.standIn.shop('tea-house.myshopify.com');
  const product = floor.createProduct(tea);
  const customer = floor.createCustomer({
    firstName: 'Ada',
    lastName: 'Birch',
    email: 'Ada@example.com',
  });
  for (let nth = 0; nth < orders; nth += 1) {
    shop.clock.business += 60_000;
    floor.createOrder({
      customerId: customer.id,
      lines: [{ productId: product.id, quantity: 1 + nth }],
    });
  }
  return shop;
}

describe('the Admin API of the stand-in', () => {
  it('refuses a call without a token it gave out', async () => {
    shop = await openTestShop();
    const body = { query: '{ shop { name } }' };
    expect((await shop.post('admin/api/2026-10/graphql.json', body)).status).toBe(401);
    const forged = { 'X-Shopify-Access-Token': 'shpat_forged' };
    expect((await shop.post('admin/api/2026-10/graphql.json', body, forged)).status).toBe(401);
    const held = { 'X-Shopify-Access-Token': shop.token };
    expect((await shop.post('admin/api/2025-01/graphql.json', body, held)).status).toBe(404);
  });

  it('answers shop, scopes and locale', async () => {
    shop = await openTestShop({ currency: 'KRW', timeZone: 'Asia/Seoul', readAllOrders: false });
    const { data } = await shop.ask(`{
      shop { name currencyCode ianaTimezone timezoneOffset myshopifyDomain }
      currentAppInstallation { accessScopes { handle } }
      shopLocales { locale primary }
    }`);
    expect(data.shop).toEqual({
      name: 'tea-house',
      currencyCode: 'KRW',
      ianaTimezone: 'Asia/Seoul',
      timezoneOffset: '+0900',
      myshopifyDomain: 'tea-house.myshopify.com',
    });
    const handles = data.currentAppInstallation.accessScopes.map((scope: Json) => scope.handle);
    expect(handles).toContain('read_orders');
    expect(handles).not.toContain('read_all_orders');
  });

  it('validates against the real schema', async () => {
    shop = await openTestShop();
    const { errors } = await shop.ask('{ shop { nickname } }');
    expect(errors[0].message).toContain('Cannot query field "nickname" on type "Shop"');
  });

  it('names the field it does not know instead of making an answer up', async () => {
    const { ask } = await withOrders(1);
    const { errors } = await ask('{ orders(first: 1) { nodes { risk { recommendation } } } }');
    expect(errors[0].message).toBe('the stand-in does not know Order.risk');
    const nullable = await ask('{ orders(first: 1) { nodes { poNumber } } }');
    expect(nullable.data.orders.nodes).toEqual([{ poNumber: null }]);
  });

  it.each([
    [
      'Order id of another kind',
      '{ order(id: "gid://shopify/Customer/1") { id } }',
      'Invalid global id',
    ],
    ['an id that is no gid', '{ customer(id: "12") { id } }', 'Invalid global id'],
    ['no page size', '{ orders { nodes { id } } }', 'you must provide one of first or last'],
    [
      'too large a page',
      '{ orders(first: 251) { nodes { id } } }',
      'first or last must be from 0 to 250',
    ],
    ['a made-up cursor', '{ orders(first: 1, after: "abc") { nodes { id } } }', 'Invalid cursor'],
    [
      'an unknown search field',
      '{ orders(first: 1, query: "colour:red") { nodes { id } } }',
      'does not know the search field colour',
    ],
  ])('refuses %s', async (_, query, message) => {
    shop = await openTestShop();
    const { errors } = await shop.ask(query);
    expect(errors[0].message).toContain(message);
  });

  it('pages through orders both ways without losing or repeating one', async () => {
    const { ask } = await withOrders(7);
    const query = `query ($after: String, $reverse: Boolean) {
      orders(first: 3, after: $after, reverse: $reverse, sortKey: UPDATED_AT) {
        nodes { name } pageInfo { hasNextPage endCursor } } }`;
    for (const reverse of [false, true]) {
      const names: string[] = [];
      let after: string | null = null;
      do {
        const { data }: Json = await ask(query, { after, reverse });
        names.push(...data.orders.nodes.map((node: Json) => node.name));
        after = data.orders.pageInfo.hasNextPage ? data.orders.pageInfo.endCursor : null;
      } while (after !== null);
      const expected = ['#1001', '#1002', '#1003', '#1004', '#1005', '#1006', '#1007'];
      expect(names).toEqual(reverse ? expected.toReversed() : expected);
    }
    const last = await ask(
      '{ orders(last: 2, sortKey: ID) { nodes { name } pageInfo { hasPreviousPage } } }',
    );
    expect(last.data.orders).toEqual({
      nodes: [{ name: '#1006' }, { name: '#1007' }],
      pageInfo: { hasPreviousPage: true },
    });
  });

  it.each([
    ['email:ada@EXAMPLE.com', 1],
    ["email:'nobody@example.com'", 0],
    ['birch', 1],
    ['Ada Birch', 1],
    ['ada nobody', 0],
    ["updated_at:>'2026-11-22T08:59:00Z'", 1],
    ['updated_at:<2026-01-01', 0],
    ['NOT tag:vip', 1],
    ['email:x@example.com OR birch', 1],
  ])('finds customers by %s', async (search, found) => {
    const { ask } = await withOrders(0);
    const { data } = await ask(
      'query ($q: String) { customers(first: 5, query: $q) { nodes { id } } }',
      {
        q: search,
      },
    );
    expect(data.customers.nodes).toHaveLength(found);
  });

  it('gives money with the digits of its currency, as the shop and as the buyer have it', async () => {
    shop = await openTestShop({ currency: 'KWD' });
    const floor = shop.standIn.shop('tea-house.myshopify.com');
    const product = floor.createProduct(tea);
    floor.createOrder({
      customerId: null,
      lines: [{ productId: product.id, quantity: 2 }],
      presentment: { currency: 'JPY', ratePpm: 489_000 },
    });
    const { data } = await shop.ask(`{ orders(first: 1) { nodes { customer { id } totalPriceSet {
      shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } } } } }`);
    expect(data.orders.nodes[0]).toEqual({
      customer: null,
      totalPriceSet: {
        shopMoney: { amount: '2.500', currencyCode: 'KWD' },
        presentmentMoney: { amount: '1223', currencyCode: 'JPY' },
      },
    });
  });

  it('keeps tags by tagsAdd and tagsRemove, fields by customerUpdate, facts by metafieldsSet', async () => {
    const { ask } = await withOrders(0);
    const id = (await ask('{ customers(first: 1) { nodes { id } } }')).data.customers.nodes[0].id;
    await ask(
      'mutation ($id: ID!) { tagsAdd(id: $id, tags: ["vip", "tea"]) { userErrors { message } } }',
      { id },
    );
    await ask(
      'mutation ($id: ID!) { tagsRemove(id: $id, tags: ["tea"]) { userErrors { message } } }',
      { id },
    );
    await ask(
      'mutation ($in: CustomerInput!) { customerUpdate(input: $in) { userErrors { message } } }',
      { in: { id, note: 'likes oolong' } },
    );
    await ask(
      'mutation ($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }',
      {
        m: [
          { ownerId: id, namespace: 'facts', key: 'birth_date', type: 'date', value: '1990-02-03' },
        ],
      },
    );
    const { data } = await ask(
      `query ($id: ID!) { customer(id: $id) { tags note firstName
        metafield(namespace: "facts", key: "birth_date") { value type } } }`,
      { id },
    );
    expect(data.customer).toEqual({
      tags: ['vip'],
      note: 'likes oolong',
      firstName: 'Ada',
      metafield: { value: '1990-02-03', type: 'date' },
    });
  });

  it('shows no personal data to an app that was not approved for it', async () => {
    shop = await openTestShop({ personalData: 'withheld' });
    const floor = shop.standIn.shop('tea-house.myshopify.com');
    floor.createCustomer({ firstName: 'Ada', lastName: 'Birch', email: 'ada@example.com' });
    const { data } = await shop.ask(
      '{ customers(first: 1) { nodes { firstName lastName defaultEmailAddress { emailAddress } } } }',
    );
    expect(data.customers.nodes).toEqual([
      { firstName: null, lastName: null, defaultEmailAddress: null },
    ]);
  });
});

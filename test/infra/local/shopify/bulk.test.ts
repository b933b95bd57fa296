import { afterEach, describe, expect, it } from 'vitest';
import { domain, openTestShop, tea, type TestShop, type Json } from './openShop.ts';

const start = `mutation ($query: String!, $grouped: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $grouped) {
    bulkOperation { id status } userErrors { code message } } }`;
const read = `query ($id: ID!) { bulkOperation(id: $id) {
  status url objectCount rootObjectCount errorCode } }`;
const ordersQuery = `{ orders { edges { node { id name customer { id }
  refunds { totalRefundedSet { shopMoney { amount } } }
  lineItems { edges { node { id quantity product { id vendor } } } } } } } }`;

let shop: TestShop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

async function opened(orders: number): Promise<TestShop> {
  shop = await openTestShop();
  const floor = shop.standIn.shop(domain);
  const one = floor.createProduct(tea).id;
  const two = floor.createProduct({ ...tea, sku: 'TEA-02' }).id;
  const lines = [
    { productId: one, quantity: 1 },
    { productId: two, quantity: 2 },
  ];
  for (let nth = 0; nth < orders; nth += 1) floor.createOrder({ customerId: null, lines });
  return shop;
}

async function finished(from: TestShop, id: string): Promise<Json> {
  for (;;) {
    const { data } = await from.ask(read, { id });
    if (!['CREATED', 'RUNNING'].includes(data.bulkOperation.status)) return data.bulkOperation;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function run(from: TestShop, query: string, grouped: boolean) {
  const { data } = await from.ask(start, { query, grouped });
  expect(data.bulkOperationRunQuery.userErrors).toEqual([]);
  const bulk = await finished(from, data.bulkOperationRunQuery.bulkOperation.id);
  const text = await (await from.standIn.fetch(new Request(bulk.url))).text();
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return { bulk, lines };
}

describe('a bulk operation', () => {
  it('writes every order and line of several pages, children away from their parents', async () => {
    const { bulk, lines } = await run(await opened(260), ordersQuery, false);
    expect(bulk).toMatchObject({ status: 'COMPLETED', objectCount: '780', rootObjectCount: '260' });
    expect(lines).toHaveLength(780);
    const orders = lines.slice(0, 260);
    expect(orders[0]).toEqual({
      id: expect.stringContaining('gid://shopify/Order/'),
      name: '#1001',
      customer: null,
      refunds: [],
    });
    const children = lines.slice(260);
    expect(children.every((line) => 'quantity' in line && line.product.vendor === 'Hillside')).toBe(
      true,
    );
    const perOrder = Map.groupBy(children, (line) => line.__parentId);
    expect([...perOrder.keys()].sort()).toEqual(orders.map((order) => order.id).sort());
    expect([...perOrder.values()].every((group) => group.length === 2)).toBe(true);
  });

  it('writes children right behind their parents when asked to group', async () => {
    const { lines } = await run(await opened(3), ordersQuery, true);
    let parent = '';
    for (const line of lines) {
      if (line.__parentId === undefined) parent = line.id;
      else expect(line.__parentId).toBe(parent);
    }
    expect(lines).toHaveLength(9);
  });

  it('has no url when it found nothing', async () => {
    const from = await opened(0);
    const { data } = await from.ask(start, { query: ordersQuery, grouped: false });
    const bulk = await finished(from, data.bulkOperationRunQuery.bulkOperation.id);
    expect(bulk).toMatchObject({ status: 'COMPLETED', url: null, objectCount: '0' });
  });

  it('is done by the next run when this one is killed', async () => {
    const from = await opened(2);
    const { data } = await from.ask(start, { query: ordersQuery, grouped: false });
    const { id } = data.bulkOperationRunQuery.bulkOperation;
    await from.reopen();
    expect(await finished(from, id)).toMatchObject({ status: 'COMPLETED', objectCount: '6' });
  });

  it.each([
    [
      'six connections',
      `{ orders { nodes { id lineItems { nodes { id } } events { nodes { id } }
        fulfillmentOrders { nodes { id } } returns { nodes { id } } metafields { nodes { id } } } } }`,
      'more than 5 connections',
    ],
    [
      'three levels',
      '{ customers { nodes { id orders { nodes { id lineItems { nodes { id } } } } } } }',
      'deeper than 2 levels',
    ],
    [
      'a connection in a list',
      '{ orders { nodes { id refunds { id transactions { nodes { id } } } } } }',
      'within a list field',
    ],
    [
      'two top fields',
      '{ orders { nodes { id } } products { nodes { id } } }',
      'more than one top level field',
    ],
    ['no connection', '{ shop { name } }', 'at least one connection'],
    [
      'things without ids',
      '{ orders { nodes { id discountApplications { nodes { index } } } } }',
      'types with an id',
    ],
    ['what is not in the schema', '{ orders { nodes { bogus } } }', 'Cannot query field'],
  ])('is refused for %s', async (_, query, message) => {
    const { ask } = await opened(0);
    const { data } = await ask(start, { query, grouped: false });
    expect(data.bulkOperationRunQuery.bulkOperation).toBeNull();
    expect(data.bulkOperationRunQuery.userErrors[0].message).toContain(message);
  });

  it('runs five times at once and not six', async () => {
    const { ask } = await opened(0);
    const many = Array.from(
      { length: 6 },
      (_, nth) =>
        `m${String(nth)}: bulkOperationRunQuery(query: "{ orders { nodes { id } } }", groupObjects: false) { userErrors { code } }`,
    );
    const { data } = await ask(`mutation { ${many.join('\n')} }`);
    const codes = Object.values(data).map((answer: Json) => answer.userErrors[0]?.code);
    expect(codes).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'OPERATION_IN_PROGRESS',
    ]);
  });
});

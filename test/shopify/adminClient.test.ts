import { expect, test } from 'vitest';
import { z } from 'zod';
import { createShopifyAdmin, retryAfterMs } from '../../functions/shopify/adminClient.ts';
import { ShopifyFault } from '../../functions/shopify/fault.ts';
import { scriptedHttp, type ScriptedAnswer } from '../support/scriptedHttp.ts';

const shop = 'one.myshopify.com';
const query = '#graphql\nquery Name { shop { name } }';
const mutation =
  '#graphql\nmutation Tag($id: ID!) { tagsAdd(id: $id, tags: ["a"]) { node { id } } }';
const nameSchema = z.object({ shop: z.object({ name: z.string() }) });
const good: ScriptedAnswer = { body: { data: { shop: { name: 'One' } } } };

function costing(currentlyAvailable: number, errors?: unknown): ScriptedAnswer {
  const throttleStatus = { maximumAvailable: 1000, currentlyAvailable, restoreRate: 50 };
  return {
    body: {
      data: errors === undefined ? { shop: { name: 'One' } } : null,
      ...(errors === undefined ? {} : { errors }),
      extensions: { cost: { requestedQueryCost: 100, throttleStatus } },
    },
  };
}
const throttled = (available: number) =>
  costing(available, [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }]);

/** A client whose waits pass at once but move its clock, against a server that plays `script`. */
async function client(script: ScriptedAnswer[]) {
  const server = await scriptedHttp((_, n) => script[Math.min(n, script.length) - 1] ?? good);
  const waits: number[] = [];
  let nowMs = 1_795_000_000_000;
  const admin = createShopifyAdmin({
    shopUrl: (of) => `${server.url}/standin/${of}`,
    tokens: {
      current: () => Promise.resolve('first-token'),
      renew: (_, refused) => Promise.resolve(`after-${refused}`),
    },
    fetch: globalThis.fetch,
    nowMs: () => nowMs,
    wait: (ms) => {
      waits.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
    random: () => 0.5,
  });
  return { admin, waits, seen: server.seen };
}

async function fault(call: Promise<unknown>): Promise<ShopifyFault> {
  const error: unknown = await call.catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ShopifyFault);
  return error as ShopifyFault;
}

test('a document runs at the shop with its token and its answer is parsed', async () => {
  const { admin, seen, waits } = await client([good]);
  expect(await admin.graphql(shop, query, { a: 1 }, nameSchema)).toEqual({ shop: { name: 'One' } });
  expect(seen[0]?.path).toBe(`/standin/${shop}/admin/api/2026-10/graphql.json`);
  expect(seen[0]?.headers['x-shopify-access-token']).toBe('first-token');
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ query, variables: { a: 1 } });
  expect(waits).toEqual([]);
});

test('a throttled call waits until the shop has the points and runs then', async () => {
  const { admin, waits } = await client([throttled(10), costing(900)]);
  await admin.graphql(shop, query, {}, nameSchema);
  // 100 points wanted, 10 there, 50 a second: 1.8 seconds.
  expect(waits).toEqual([1800]);
});

test('calls are spaced before the shop has to throttle them', async () => {
  const { admin, waits } = await client([costing(50), costing(0), costing(0)]);
  for (let n = 0; n < 3; n += 1) await admin.graphql(shop, query, {}, nameSchema);
  expect(waits).toEqual([1000, 2000]);
});

test('one shop in need of points does not slow another', async () => {
  const { admin, waits } = await client([costing(0), costing(900)]);
  await admin.graphql(shop, query, {}, nameSchema);
  await admin.graphql('two.myshopify.com', query, {}, nameSchema);
  expect(waits).toEqual([]);
});

test('Retry-After counts in seconds', async () => {
  const { admin, waits } = await client([{ status: 429, headers: { 'Retry-After': '2.0' } }, good]);
  await admin.graphql(shop, query, {}, nameSchema);
  expect(waits).toEqual([2000]);
  expect(retryAfterMs('Sun, 22 Nov 2026 10:00:05 GMT', Date.parse('2026-11-22T10:00:00Z'))).toBe(
    5000,
  );
  expect(retryAfterMs('soon', 0)).toBeNull();
});

test('a query whose answer is lost is asked again', async () => {
  const { admin, seen } = await client([
    { hangUp: true },
    { status: 502 },
    { body: '<html>' },
    good,
  ]);
  expect(await admin.graphql(shop, query, {}, nameSchema)).toEqual({ shop: { name: 'One' } });
  expect(seen).toHaveLength(4);
});

test('a mutation whose answer is lost is never sent twice: it may have been done', async () => {
  const { admin, seen } = await client([{ hangUp: true }]);
  const error = await fault(admin.graphql(shop, mutation, { id: '1' }, z.unknown()));
  expect(error.kind).toBe('unknown');
  expect(seen).toHaveLength(1);
});

test('a mutation that was throttled was not done, and is sent again', async () => {
  const { admin, seen } = await client([throttled(0), { status: 429 }, { body: { data: {} } }]);
  await admin.graphql(shop, mutation, { id: '1' }, z.unknown());
  expect(seen).toHaveLength(3);
});

test('a token that no longer holds is renewed once', async () => {
  const { admin, seen } = await client([{ status: 401 }, good]);
  await admin.graphql(shop, query, {}, nameSchema);
  expect(seen.map((request) => request.headers['x-shopify-access-token'])).toEqual([
    'first-token',
    'after-first-token',
  ]);
  const refused = await client([{ status: 401 }]);
  const error = await fault(refused.admin.graphql(shop, query, {}, nameSchema));
  expect(error.kind).toBe('unauthenticated');
  expect(refused.seen).toHaveLength(2);
});

test("a refusal carries its codes, and Shopify's own words stay out of the message", async () => {
  const errors = [{ message: 'ada@example.com is odd', extensions: { code: 'ACCESS_DENIED' } }];
  const { admin, seen } = await client([{ body: { data: { shop: { name: 'One' } }, errors } }]);
  const error = await fault(admin.graphql(shop, query, {}, nameSchema));
  expect(error).toMatchObject({ kind: 'refused', codes: ['ACCESS_DENIED'] });
  expect(error.message).toBe('Shopify refused: Name ACCESS_DENIED');
  expect(seen).toHaveLength(1);
});

test('a shop that stays busy ends in a fault, not in a loop', async () => {
  const { admin, seen } = await client([{ status: 429 }]);
  expect((await fault(admin.graphql(shop, query, {}, nameSchema))).kind).toBe('busy');
  expect(seen).toHaveLength(6);
});

test('an answer of another shape is a fault that quotes no value', async () => {
  const { admin } = await client([{ body: { data: { shop: { name: 7 } } } }]);
  const error = await fault(admin.graphql(shop, query, {}, nameSchema));
  expect(error.kind).toBe('malformed');
  expect(error.message).toBe('Shopify malformed: Name shop.name invalid_type');
});

const denied = { message: 'Not approved', extensions: { code: 'ACCESS_DENIED' } };
const withheld: ScriptedAnswer = { body: { data: { shop: { name: null } }, errors: [denied] } };
const maybeSchema = z.object({ shop: z.object({ name: z.string().nullable() }) });

test('what the shop withholds is null for a call that says so, and a refusal for any other', async () => {
  const { admin } = await client([withheld]);
  expect(await admin.graphql(shop, query, {}, maybeSchema, { withheld: 'null' })).toEqual({
    shop: { name: null },
  });
  expect((await fault(admin.graphql(shop, query, {}, maybeSchema))).kind).toBe('refused');
});

test('data beside any other error is not taken for whole, and no data at all is a refusal', async () => {
  const other = { message: 'Odd', extensions: { code: 'BAD_USER_INPUT' } };
  const half = { body: { data: { shop: { name: null } }, errors: [denied, other] } };
  const none = { body: { data: null, errors: [denied] } };
  for (const answer of [half, none]) {
    const { admin } = await client([answer]);
    const call = admin.graphql(shop, query, {}, maybeSchema, { withheld: 'null' });
    expect((await fault(call)).kind).toBe('refused');
  }
});

test('retries wait longer each time, and not all for the same time', async () => {
  const { admin, waits } = await client([{ status: 503 }]);
  await fault(admin.graphql(shop, query, {}, nameSchema));
  // Half to one and a half of 250 ms, 500 ms, …; the middle here.
  expect(waits).toEqual([250, 500, 1000, 2000, 4000]);
});

test('a wish to wait for minutes is kept to half a minute, so that a Lambda does not sleep its life away', async () => {
  const { admin, waits } = await client([{ status: 429, headers: { 'Retry-After': '600' } }, good]);
  await admin.graphql(shop, query, {}, nameSchema);
  expect(waits).toEqual([30_000]);
});

test('a shop that broke while it answered is asked again, but not to do something twice', async () => {
  const broken = { message: 'Broken', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  const script = [{ body: { data: null, errors: [broken] } }, good];
  const asking = await client(script);
  expect(await asking.admin.graphql(shop, query, {}, nameSchema)).toEqual({
    shop: { name: 'One' },
  });
  const doing = await client(script);
  const error = await fault(doing.admin.graphql(shop, mutation, { id: '1' }, z.unknown()));
  expect(error.kind).toBe('unknown');
  expect(doing.seen).toHaveLength(1);
});

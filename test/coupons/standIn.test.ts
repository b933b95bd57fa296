import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { issueCoupons } from '../../functions/coupons/issue.ts';
import { offerTo } from '../../functions/coupons/offerTo.ts';
import { createShopifyAdmin } from '../../functions/shopify/adminClient.ts';
import { type Discounts, openDiscounts } from '../../functions/shopify/discounts.ts';
import { openTokenGrants } from '../../functions/shopify/tokenGrants.ts';
import { signSessionToken } from '../../infra/local/sessionToken.ts';
import { createStandIn, type StandIn } from '../../infra/local/shopify/standIn.ts';
import { startTestTable } from '../support/dynamo.ts';
import {
  activeRule,
  type Counter,
  counterOver,
  daySeconds,
  overdueCustomer,
  shop,
} from './counter.ts';

const apiKey = 'key';
const apiSecret = 'hush hush hush hush hush hush 32';

/** What happens on the way to the shop: the request or its answer is lost. */
let wire: (document: string) => 'through' | 'requestLost' | 'answerLost';
let folder: string;
let standIn: StandIn;
let counter: Counter;
let discounts: Discounts;
let server: Server;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coupons-'));
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  wire = () => 'through';
  counter = counterOver((await startTestTable()).table);
  files += 1;
  standIn = openStandIn();
  standIn.openShop({ domain: shop, currency: 'GBP', timeZone: 'Europe/London' });
  const url = await listen();
  discounts = openDiscounts(await adminAt(url));
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await standIn.close();
});

const wallClock = { wallMs: () => Date.now() };

function openStandIn(): StandIn {
  const clock = { businessMs: () => counter.clock.businessMs(), ...wallClock };
  return createStandIn({
    stateFile: join(folder, `shop-${String(files)}.sqlite`),
    clock,
    apiKey,
    apiSecret,
    webhookUrl: 'http://127.0.0.1:9/none',
    appTopics: [],
    random: Math.random,
  });
}

/** The stand-in behind a real socket. */
async function listen(): Promise<string> {
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const request = new Request(`http://${incoming.headers.host!}${incoming.url!}`, {
        method: incoming.method!,
        headers: incoming.headers as Record<string, string>,
        ...(body.length === 0 ? {} : { body }),
      });
      void standIn.fetch(request).then(async (answer) => {
        outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
        outgoing.end(Buffer.from(await answer.arrayBuffer()));
      });
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === 'object' ? address!.port : 0)}`;
}

async function adminAt(url: string) {
  const shopUrl = (of: string) => `${url}/${of}`;
  const nowMs = () => Date.now();
  const grants = openTokenGrants({ apiKey, apiSecret, shopUrl, fetch, nowMs });
  const sessionToken = await signSessionToken(shop, { apiKey, apiSecret, ...wallClock });
  const { pair } = await grants.exchange(shop, sessionToken);
  const token = () => Promise.resolve(pair.accessToken);
  return createShopifyAdmin({
    shopUrl,
    tokens: { current: token, renew: token },
    fetch: async (target, init) => {
      const way = wire(typeof init?.body === 'string' ? init.body : '');
      if (way === 'requestLost') throw new TypeError('fetch failed');
      const answer = await fetch(target, init);
      if (way === 'answerLost') throw new TypeError('terminated');
      return answer;
    },
    nowMs,
    wait: () => Promise.resolve(),
    random: () => 0.5,
  });
}

/** Offers to customer 7001 and carries it to the shop, message by message, as often as it takes. */
async function carry(over = {}) {
  const rule = (await counter.rules.read(shop, 'r1')) ?? (await activeRule(counter, over));
  await offerTo(shop, rule, overdueCustomer(1), null, counter);
  const issue = issueCoupons({ ...counter, discounts });
  for (let round = 1; round < 8 && counter.tray.bodies.length > 0; round += 1) {
    const batch = counter.tray.bodies
      .splice(0)
      .map((body, n) => ({ id: String(n), body, attempt: round }));
    const { failed } = await issue(batch);
    counter.tray.bodies.push(
      ...batch.filter(({ id }) => failed.includes(id)).map(({ body }) => body),
    );
  }
  const [coupon] = await counter.coupons.ofCustomer(shop, '7001');
  return coupon!;
}

function discountsThere(): Record<string, unknown>[] {
  return (standIn.look(shop, 'discounts') as { discounts: Record<string, unknown>[] }).discounts;
}

/** A cart of 60.00 of this customer, with the code. */
function checkOut(customerId: string, discountCode: string) {
  const floor = standIn.shop(shop);
  const product = floor.createProduct({
    title: 'Tea',
    vendor: 'One',
    productType: 'Tea',
    tags: [],
    sku: 'T',
    priceMinor: 6000,
  });
  return floor.createOrder({
    customerId,
    discountCode,
    lines: [{ productId: product.id, quantity: 1 }],
  });
}

describe('at a shop on the real schema', () => {
  beforeEach(() => {
    standIn.shop(shop).addCustomer({ id: '7001' });
    standIn.shop(shop).addCustomer({ id: '7002' });
  });

  test('the code exists for that customer alone, once, until its date', async () => {
    const coupon = await carry({ minimumSubtotal: '50.00' });
    expect(coupon.state).toBe('issued');
    expect(discountsThere()).toMatchObject([{ code: coupon.code, title: coupon.title }]);
    expect(checkOut('7002', coupon.code)).toMatchObject({ because: 'notYours' });
    const bought = checkOut('7001', coupon.code);
    expect(bought).toMatchObject({ outcome: 'placed' });
    expect(checkOut('7001', coupon.code)).toMatchObject({ because: 'usedUp' });
    counter.clock.now += 31 * daySeconds;
    expect(checkOut('7001', coupon.code)).toMatchObject({ because: 'expired' });
  });

  test('a percentage is a percentage there', async () => {
    const coupon = await carry({
      offer: { kind: 'percentage', percent: 15 },
      budgetAmount: null,
      budgetCount: 5,
    });
    const bought = checkOut('7001', coupon.code);
    expect(bought.outcome === 'placed' && bought.order.discounts).toMatchObject([{ minor: 900 }]);
  });

  test.each(['requestLost', 'answerLost'] as const)(
    'with the create’s %s there is one code in the end, and it is ours',
    async (mishap) => {
      let lost = 0;
      wire = (body) => {
        if (!body.includes('discountCodeBasicCreate') || lost > 0) return 'through';
        lost += 1;
        return mishap;
      };
      const coupon = await carry();
      expect(lost).toBe(1);
      expect(coupon.state).toBe('issued');
      expect(discountsThere()).toHaveLength(1);
      expect(discountsThere()[0]).toMatchObject({ code: coupon.code });
    },
  );

  test('a code of the same letters that is somebody else’s is not taken for ours', async () => {
    const rule = await activeRule(counter);
    await offerTo(shop, rule, overdueCustomer(1), null, counter);
    const [reserved] = await counter.coupons.ofCustomer(shop, '7001');
    await discounts.create(shop, {
      code: reserved!.code,
      title: 'Summer',
      customerId: '7002',
      startsAt: counter.clock.now,
      endsAt: counter.clock.now + daySeconds,
      offer: { kind: 'percentage', percent: 5 },
      minimumSubtotal: null,
    });
    const coupon = await carry();
    expect(coupon).toMatchObject({ state: 'refused', refusal: { code: 'codeTaken' } });
  });
});

test('a customer the shop does not have is refused in the shop’s words and costs nothing', async () => {
  const coupon = await carry();
  expect(coupon.state).toBe('refused');
  expect(coupon.refusal?.words).toMatch(/\w/);
  const [month] = await counter.rules.budgets(shop, 'r1');
  expect(month?.budget).toMatchObject({ committedMinor: 0, refused: 1 });
});

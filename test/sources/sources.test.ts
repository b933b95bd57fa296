import { beforeAll, describe, expect, it } from 'vitest';
import { findCustomerByMail, findOrderByName } from '../../functions/customers/lookupStore.ts';
import { openPerson } from '../../functions/customers/person.ts';
import { listRequests } from '../../functions/privacy/store.ts';
import { sourceListSchema, sourceSecretSchema } from '../../functions/sources/sources.schema.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { type Market, now, openMarket, order, type Sender, sign } from './market.ts';

const shop = 'market.myshopify.com';
const theirs = 'theirs.myshopify.com';
let market: Market;
let till: Sender;
beforeAll(async () => {
  market = await openMarket(shop);
  await market.install(theirs);
  till = await market.connect('till');
});

describe('an order of another shop', () => {
  it('enters a file of its own, under the name of its source', async () => {
    expect(await market.send(till, order())).toEqual({ status: 200, detail: 'Kept.' });
    await market.settle();
    const { item, rows } = await market.customer('till:7');
    expect(rows).toEqual([
      {
        orderId: 'till:1001',
        name: 'till:1001',
        updatedAt: now / 1000 - 3600,
        settled: false,
        placedAt: now / 1000 - 3600,
        cancelledAt: null,
        kind: 'order',
        payment: 'paid',
        totalMinor: 5450,
        refunds: [],
        discountMinor: 0,
        codes: [],
        flags: [],
        channel: 'till',
        lines: [{ productId: 'till:mug', quantity: 2, netMinor: 5450 }],
      },
    ]);
    expect(item.totals).toMatchObject({ orders: 1, netMinor: 5450 });
    expect(openPerson(market.parts.vault, shop, 'till:7', item.personal)).toMatchObject({
      firstName: 'Jane',
      email: 'jane@example.com',
    });
    expect(await findOrderByName(market.table, shop, 'till:1001')).toBe('till:1001');
    expect(
      await findCustomerByMail(market.table, market.parts.vault, shop, 'jane@example.com'),
    ).toBe('till:7');
  });

  it('stands beside the same numbers at Shopify, each in its own file', async () => {
    const body = orderBody({ id: 1001, admin_graphql_api_id: 'gid://shopify/Order/1001' });
    const buyer = {
      id: 7,
      admin_graphql_api_id: 'gid://shopify/Customer/7',
      email: 'ann@x.example',
    };
    expect(await market.webhook('orders/create', { ...body, customer: buyer })).toBe(200);
    await market.send(till, order());
    await market.settle();
    expect((await market.customer('7')).rows.map(({ orderId }) => orderId)).toEqual(['1001']);
    expect((await market.customer('till:7')).rows.map(({ orderId }) => orderId)).toEqual([
      'till:1001',
    ]);
    expect(await findOrderByName(market.table, shop, '#1042')).toBe('1001');
  });

  it('ends the same whatever order its states come in, the last second of them by revision', async () => {
    const at = '2026-11-22T11:30:00Z';
    const states = [
      order({ id: '2', updatedAt: '2026-11-22T11:29:59.900Z', total: '1.00' }),
      order({ id: '2', updatedAt: at, revision: 1, total: '40.00' }),
      order({ id: '2', updatedAt: at, revision: 2, total: '30.00' }),
      order({ id: '2', updatedAt: '2026-11-22T11:30:00.001Z', total: '20.00' }),
    ];
    for (const turn of [states, states.toReversed(), [2, 0, 3, 1].map((n) => states[n]!)]) {
      for (const state of turn) await market.send(till, state);
      await market.settle();
      const { rows } = await market.customer('till:7');
      expect(rows.find(({ orderId }) => orderId === 'till:2')?.totalMinor).toBe(3000);
    }
    // Two states of one second without a word which is later: nobody there can be asked again.
    await market.send(till, order({ id: '3', updatedAt: at, total: '5.00' }));
    await market.send(till, order({ id: '3', updatedAt: at, total: '6.00' }));
    await market.settle();
    expect(market.depth()).toBe(0);
  });

  it('is refunded, cancelled and deleted as any other', async () => {
    const refund = { id: 'r1', at: '2026-11-22T11:40:00Z', amount: '4.50' };
    const changed = { id: '4', updatedAt: '2026-11-22T11:40:00Z', refunds: [refund] };
    await market.send(
      till,
      order({ ...changed, payment: 'partially_refunded', customer: { id: '8' } }),
    );
    await market.settle();
    expect((await market.customer('till:8')).item.totals).toMatchObject({
      orders: 1,
      netMinor: 5000,
    });
    await market.send(till, { kind: 'order.deleted', order: { id: '4' } });
    await market.send(
      till,
      order({ id: '4', updatedAt: '2026-11-22T11:50:00Z', customer: { id: '8' } }),
    );
    await market.settle();
    expect((await market.customer('till:8')).item.totals).toMatchObject({ rows: 0, netMinor: 0 });
  });

  it('without a customer is a guest order', async () => {
    const answer = await market.send(till, order({ id: '5', customer: null }));
    await market.settle();
    expect(answer.status).toBe(200);
    expect((await market.customer('till:5')).rows).toEqual([]);
  });
});

describe('a customer of another shop', () => {
  it('is who the newest word says, and what is left out erases nothing', async () => {
    const customer = (updatedAt: string, changes: object) => ({
      kind: 'customer',
      customer: { id: '9', updatedAt, ...changes },
    });
    await market.send(till, customer('2026-11-22T10:00:00Z', { firstName: 'Kim', tags: ['vip'] }));
    await market.send(till, customer('2026-11-22T11:00:00Z', { firstName: null, phone: '+821' }));
    await market.send(till, customer('2026-11-22T09:00:00Z', { firstName: 'Old', phone: '+820' }));
    await market.settle();
    const { item } = await market.customer('till:9');
    expect(openPerson(market.parts.vault, shop, 'till:9', item.personal)).toMatchObject({
      firstName: 'Kim',
      phone: '+821',
    });
    expect(item.tags).toMatchObject({ vip: { on: true } });
  });

  it('is erased when their shop says so, as an ordinary request', async () => {
    const redact = { kind: 'customer.redact', customer: { id: '9' }, orders: ['77'] };
    expect((await market.send(till, redact)).status).toBe(200);
    await market.settle();
    expect(await listRequests(market.table, shop)).toContainEqual(
      expect.objectContaining({
        kind: 'redactCustomer',
        customerId: 'till:9',
        orderIds: ['till:77'],
        state: 'open',
      }),
    );
  });
});

describe('a sender', () => {
  const send = (sender: Sender, event: object | string = order()) => market.send(sender, event);

  it('that cannot sign learns nothing but 401, not even whether the address exists', async () => {
    const foreign = await market.connect('till', theirs);
    const answers = [
      await send({ ...till, secret: 'cls_wrong' }),
      await send({ ...till, secret: foreign.secret }),
      await send({ ...till, address: `${till.address.slice(0, -4)}0000` }),
      await send({ ...till, address: `${till.address.slice(0, -1)}g` }),
      await send({ address: 'nobody_till_0', secret: till.secret }),
      await send({ ...till, address: foreign.address }),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
    expect(market.depth()).toBe(0);
    expect((await send(foreign)).status).toBe(200);
    await market.settle();
    expect((await market.customer('till:7', theirs)).rows).toHaveLength(1);
  });

  it('is told of a signature that is too old or of the future', async () => {
    const body = Buffer.from(JSON.stringify(order()));
    for (const [away, words] of [
      [-301_000, /301 seconds old/],
      [301_000, /301 seconds ahead/],
    ] as const) {
      const signature = sign(till.secret, body, now + away);
      const answer = await market.send(till, order());
      expect(answer.status).toBe(200);
      const late = await import('../../functions/sources/receiveEvent.ts').then((door) =>
        door.receiveEvent({ address: till.address, signature, body }, market.receiver),
      );
      expect(late).toMatchObject({ status: 401, detail: expect.stringMatching(words) });
    }
    await market.settle();
  });

  it.each([
    ['{', '', /not JSON/],
    [{ kind: 'orders' }, '/kind', /./],
    [order({ total: 54.5 }), '/order/total', /./],
    [order({ total: '54,50' }), '/order/total', /"12\.30"/],
    [order({ total: '54.505' }), '/order/total', /fewer decimals/],
    [order({ total: '-1.00' }), '/order/total', /./],
    [order({ currency: 'EUR' }), '/order/currency', /books are in USD/],
    [order({ placedAt: 'yesterday' }), '/order/placedAt', /2026-11-22T10:00:00Z/],
    [order({ updatedAt: '2027-01-01T00:00:00Z' }), '/order/updatedAt', /ahead of our clock/],
    [
      order({ customer: { id: '7', updatedAt: '2027-01-01T00:00:00Z' } }),
      '/order/customer/updatedAt',
      /ahead of our clock/,
    ],
    [order({ id: 'a#b' }), '/order/id', /letters, digits/],
    [order({ id: 'gid:1' }), '/order/id', /letters, digits/],
    [
      order({ refunds: [{ id: 'r', at: '2026-11-22T11:00:00Z', amount: 'x' }] }),
      '/order/refunds/0/amount',
      /./,
    ],
    [order({ cancelled_at: null }), '/order/cancelled_at', /no such field/],
    [{ kind: 'customer', customer: { id: '1' } }, '/customer/updatedAt', /./],
  ])('is told which field of %j is wrong', async (event, pointer, words) => {
    const answer = await send(till, event);
    expect(answer).toMatchObject({ status: 400, pointer });
    expect(answer.detail).toMatch(words);
    expect(market.depth()).toBe(0);
  });

  it('is told of a body too large, and to send again what could not be kept', async () => {
    const large = order({ codes: ['x'.repeat(600_000)] });
    expect(await send(till, large)).toMatchObject({ status: 413 });
    const { receiveEvent } = await import('../../functions/sources/receiveEvent.ts');
    const body = Buffer.from(JSON.stringify(order()));
    const broken = { ...market.receiver, enqueue: () => Promise.reject(new Error('no')) };
    const request = { address: till.address, signature: sign(till.secret, body, now), body };
    expect(await receiveEvent(request, broken)).toEqual({
      status: 503,
      detail: 'Not kept: send it again.',
    });
  });

  it('signs with the old and the new secret while it is changed, then with the new alone', async () => {
    const kiosk = await market.connect('kiosk');
    const answer = await market.call('/api/sources/kiosk/roll', {});
    const { secret, source } = sourceSecretSchema.parse(await answer.json());
    expect(source.oldSecretUntil).toBe('2026-11-25T12:00:00.000Z');
    const fresh = { ...kiosk, secret };
    expect([(await send(kiosk)).status, (await send(fresh)).status]).toEqual([200, 200]);
    expect((await market.call('/api/sources/kiosk/end-old-secret', {})).status).toBe(200);
    expect([(await send(kiosk)).status, (await send(fresh)).status]).toEqual([401, 200]);
    await market.call('/api/sources/kiosk/roll', {});
    market.time.ms = now + 3 * 86_400_000 + 1000;
    expect((await send(fresh)).status).toBe(401);
    market.time.ms = now;
    await market.settle();
  });

  it('is refused while it is paused, and unknown once it is deleted', async () => {
    const stall = await market.connect('stall');
    await market.call('/api/sources/stall/pause', {});
    expect(await send(stall)).toMatchObject({
      status: 403,
      detail: expect.stringMatching(/paused/),
    });
    await market.call('/api/sources/stall/resume', {});
    expect((await send(stall)).status).toBe(200);
    await market.call('/api/sources/stall/delete', {});
    expect((await send(stall)).status).toBe(401);
    const again = await market.call('/api/sources', { name: 'stall', title: 'Again' });
    expect(again.status).toBe(409);
    await market.settle();
  });
});

describe('staff', () => {
  it('see which shops are connected and when each was last heard, but never a secret', async () => {
    const answer = await market.call('/api/sources');
    const text = await answer.text();
    expect(text).not.toMatch(/cls_/);
    const { sources } = sourceListSchema.parse(JSON.parse(text));
    expect(sources.find(({ name }) => name === 'till')).toMatchObject({
      title: 'The till',
      state: 'active',
      path: `/webhooks/orders/${till.address}`,
      heardAt: '2026-11-22T12:00:00.000Z',
    });
    expect(sources.map(({ name }) => name)).not.toContain('stall');
  });

  it('name a shop in a way that no id can be mistaken for', async () => {
    for (const name of ['shopify', 'a', 'Till', 'a:b', 'x'.repeat(21)]) {
      const answer = await market.call('/api/sources', { name, title: 'x' });
      expect(answer.status, name).toBe(400);
    }
  });

  it('leave a note of each change, without the secret', async () => {
    const notes: string[] = [];
    for await (const page of market.table.query({ pk: `S#${shop}`, prefix: 'AUDIT#' })) {
      notes.push(...page.map((note) => JSON.stringify(note)));
    }
    expect(notes.join()).toMatch(/source\.make.*source\.roll|source\.roll.*source\.make/s);
    expect(notes.join()).not.toMatch(/cls_/);
  });
});

it('writes no person and no secret into a log', () => {
  expect(market.lines.length).toBeGreaterThan(0);
  expect(market.lines.join('\n')).not.toMatch(/Jane|example|cls_/);
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseLossless } from '../../functions/platform/losslessJson.ts';
import { topics } from '../../functions/intake/topics.ts';
import type { Told } from '../../functions/intake/told.ts';
import { readDelivery } from '../../functions/shopify/payloads.ts';
import { orderBody } from './orderBody.ts';

const read = (topic: string, body: unknown, deliveredAt = 1_700_000_000) =>
  readDelivery(topic, typeof body === 'string' ? body : JSON.stringify(body), deliveredAt);

const factOf = (told: Told) => {
  if (told.kind !== 'order') throw new Error(`told of ${told.kind}`);
  return told.fact;
};
const order = (changes: object = {}) => factOf(read('orders/updated', orderBody(changes)));

describe('an order payload', () => {
  it('says what counts, in minor units of the shop and seconds', () => {
    expect(order()).toEqual({
      orderId: '6123456789012',
      name: '#1042',
      customerId: '7123456789012',
      updatedAt: Date.parse('2026-11-20T09:30:05Z') / 1000,
      placedAt: Date.parse('2026-11-20T09:30:00Z') / 1000,
      cancelledAt: null,
      kind: 'order',
      payment: 'paid',
      totalMinor: 5_450,
      refunds: [],
      discountMinor: 500,
      codes: [],
      flags: [],
      channel: 'web',
      lines: [{ productId: '8123456789012', quantity: 2, netMinor: 5_000 }],
    });
  });

  it('says of each line which variant it was when it was sold', () => {
    const variants = ['M / Red', ' 38 ', 'Default Title', '', null, undefined, 7, 'x'.repeat(300)];
    const [line] = orderBody()['line_items'] as object[];
    const lines = variants.map((title) => ({ ...line, variant_title: title }));
    expect(order({ line_items: lines }).lines.map(({ variant }) => variant)).toEqual([
      'M / Red',
      '38',
      ...Array.from({ length: 6 }, () => undefined),
    ]);
  });

  it('keeps ids beyond 2^53 to the last digit, from the body or from its global id', () => {
    const body = JSON.stringify(orderBody()).replace('6123456789012,', '820982911946154508,');
    expect(factOf(read('orders/create', body)).orderId).toBe('820982911946154508');
    const rounded = orderBody({
      id: 6123456789012,
      admin_graphql_api_id: 'gid://shopify/Order/820982911946154508',
    });
    expect(factOf(read('orders/create', rounded)).orderId).toBe('820982911946154508');
  });

  it('counts shop money and not what the buyer saw', () => {
    const set = {
      shop_money: { amount: '10000', currency_code: 'KRW' },
      presentment_money: { amount: '7.25', currency_code: 'USD' },
    };
    const body = { total_price_set: set, total_discounts_set: null, line_items: [] };
    expect(order(body).totalMinor).toBe(10_000);
  });

  it('is refused where its own money is of two currencies, which do not add up', () => {
    const won = { shop_money: { amount: '10000', currency_code: 'KRW' } };
    expect(() => order({ total_price_set: won })).toThrow(/more than one currency/);
    expect(() => order({ total_discounts_set: won })).toThrow(/more than one currency/);
  });

  const refund = (transactions: object[], id = 9_001) => ({
    id,
    created_at: '2026-11-21T10:00:00+09:00',
    processed_at: '2026-11-21T10:00:00+09:00',
    refund_line_items: [{ subtotal: 99, total_tax: 1 }],
    transactions,
  });
  const usd = (amount: string) => ({ shop_money: { amount, currency_code: 'USD' } });
  const line = (quantity: number, price: string) => ({ quantity, price_set: usd(price) });
  const moved = (changes: object = {}) => ({
    kind: 'refund',
    status: 'success',
    amount: '12.50',
    currency: 'USD',
    ...changes,
  });

  it('counts of a refund the money that moved, never its lines', () => {
    const refunds = [refund([moved(), moved({ amount: '1.00' })]), refund([], 9_002)];
    expect(order({ refunds }).refunds).toEqual([
      { refundId: '9001', at: Date.parse('2026-11-21T01:00:00Z') / 1000, minor: 1_350 },
      { refundId: '9002', at: Date.parse('2026-11-21T01:00:00Z') / 1000, minor: 0 },
    ]);
  });

  it.each([
    ['pending', { status: 'pending' }],
    ['failed', { status: 'failure' }],
    ['a sale', { kind: 'sale' }],
    ['a void', { kind: 'void' }],
  ])('does not count a refund transaction that is %s', (_, changes) => {
    expect(order({ refunds: [refund([moved(changes)])] }).refunds[0]?.minor).toBe(0);
  });

  it("is read again at the shop where a refund is in another currency than the shop's", () => {
    const body = orderBody({ refunds: [refund([moved({ currency: 'EUR' })])] });
    expect(read('orders/updated', body)).toEqual({ kind: 'reread', orderId: '6123456789012' });
  });

  it.each([
    ['a redeemed code, in capitals', [{ type: 'discount_code', code: ' spring10 ' }], ['SPRING10']],
    ['a manual discount: none', [{ type: 'manual', title: 'For Ann' }], []],
    ['an automatic one: none', [{ type: 'automatic', title: '3 for 2' }], []],
    ['a script: none', [{ type: 'script', code: 'X' }], []],
  ])('has the codes of %s', (_, applications, codes) => {
    const discount_codes = [{ code: 'For Ann', amount: '5.00', type: 'fixed_amount' }];
    expect(order({ discount_applications: applications, discount_codes }).codes).toEqual(codes);
  });

  it.each([
    ['pending', 'pending'],
    ['authorized', 'authorized'],
    ['partially_paid', 'partiallyPaid'],
    ['paid', 'paid'],
    ['partially_refunded', 'partiallyRefunded'],
    ['refunded', 'refunded'],
    ['voided', 'voided'],
    ['expired', 'expired'],
    ['something_new', 'unknown'],
    [null, 'unknown'],
  ])('that is %s is %s', (financial_status, payment) => {
    expect(order({ financial_status }).payment).toBe(payment);
  });

  it.each([
    [{ test: true }, ['test']],
    [{ source_name: 'pos' }, ['pos']],
    [{ source_name: 'shopify_draft_order' }, ['draft']],
    [{ source_name: 'subscription_contract' }, ['subscription']],
    [{ company: { id: 1, location_id: 2 } }, ['wholesale']],
    [{ company: null, source_name: null }, []],
  ])('with %o is flagged %o', (changes, flags) => {
    expect(order(changes).flags).toEqual(flags);
  });

  it("without a customer is a guest's, and an empty e-mail is none", () => {
    expect(order({ customer: null, email: '' }).customerId).toBeNull();
    const told = read(
      'orders/create',
      orderBody({ customer: { id: 5, email: '', first_name: null } }),
    );
    expect(told.kind === 'order' && told.profile?.person).toMatchObject({
      email: null,
      firstName: null,
    });
  });

  it('whose placing was dated back counts from that date', () => {
    const body = { created_at: '2026-11-20T00:00:00Z', processed_at: '2019-05-01T00:00:00Z' };
    expect(order(body).placedAt).toBe(Date.parse('2019-05-01T00:00:00Z') / 1000);
  });

  it.each([
    ['a negative total', { total_price_set: usd('-5.00') }],
    ['a total finer than its currency', { total_price_set: usd('0.001') }],
    ['a total beyond all measure', { total_price_set: usd('999999999999999.00') }],
    ['a date of no calendar', { processed_at: '2026-02-30T25:61:00Z' }],
    ['a date that means one in each zone', { processed_at: '20 November' }],
    ['a date before all shops', { updated_at: '1969-12-31T23:59:59Z' }],
    ['the global id of something else', { admin_graphql_api_id: 'gid://shopify/Customer/7' }],
    ['an id that would be several keys', { admin_graphql_api_id: 'gid://shopify/Order/1#L#2' }],
    ['a name longer than a key', { name: 'x'.repeat(2_000) }],
    ['lines whose sum is no whole number', { line_items: [line(2 ** 40, '90000.00')] }],
    ['a company that is none', { company: true }],
    ['a refund below nothing', { refunds: [refund([moved({ amount: '-1.00' })])] }],
  ])('with %s is refused', (_, changes) => {
    expect(() => order(changes)).toThrow(/is not what|promises/);
  });

  it('in a state called like a method of objects is in a state we do not know', () => {
    expect(order({ financial_status: 'constructor' }).payment).toBe('unknown');
  });

  it('that says no currency of a refund means the one the buyer paid in', () => {
    const refunds = [refund([moved({ currency: null })])];
    expect(read('orders/updated', orderBody({ refunds, presentment_currency: 'EUR' }))).toEqual({
      kind: 'reread',
      orderId: '6123456789012',
    });
  });

  it('replayed under a topic that undoes something is refused: the topic is not signed', () => {
    expect(() => read('orders/delete', orderBody())).toThrow(/updated_at/);
    expect(() => read('customers/delete', orderBody())).toThrow(/updated_at/);
    expect(() => read('app/uninstalled', orderBody())).toThrow(/myshopify_domain/);
  });

  it('that is not what its topic promises is refused by field, without its values', () => {
    const broken = orderBody({ updated_at: 'ann@example.com', total_price_set: null });
    expect(() => read('orders/create', broken)).toThrow(/updated_at, total_price_set/);
    expect(() => read('orders/create', broken)).not.toThrow(/ann@/);
    expect(() => read('orders/create', '{"email":"ann@example.com"')).toThrow(/\(not JSON\)/);
    expect(() => read('themes/publish', '{}')).toThrow(/reads this topic/);
  });
});

describe('a body with long integers', () => {
  it('is parsed without losing a digit, and otherwise as ever', () => {
    expect(parseLossless('{"id":9007199254740993,"n":1.5,"s":"9007199254740993"}')).toEqual({
      id: '9007199254740993',
      n: 1.5,
      s: '9007199254740993',
    });
    const others = '[123456789012345,0.1234567890123456789,-7,1e3,"x",null]';
    expect(parseLossless(others)).toEqual(JSON.parse(others));
  });
});

const folder = '../shared/shopify/payloads';

/** File of the sample, its topic, and what it must come to. */
const samples: [file: string, topic: string, effect: object][] = [
  ['app_uninstalled-1', 'app/uninstalled', { kind: 'uninstalled' }],
  [
    'customer_tags_added-1',
    'customer.tags_added',
    { kind: 'tags', customerId: '1', tags: ['tag1', 'tag2'], on: true },
  ],
  [
    'customer_tags_removed-1',
    'customer.tags_removed',
    { kind: 'tags', customerId: '1', on: false, atMs: 1_115_269_200_000 },
  ],
  [
    'customers_create-1',
    'customers/create',
    {
      kind: 'customer',
      profile: {
        customerId: '706405506930370084',
        tags: null,
        person: { firstName: 'Bob', email: 'bob@biller.com', phone: '555-555-5555' },
      },
    },
  ],
  [
    'customers_update-1',
    'customers/update',
    { kind: 'customer', profile: { updatedAt: 1_640_995_200 } },
  ],
  [
    'customers_update-2',
    'customers/update',
    { kind: 'customer', profile: { tags: [], person: { email: null } } },
  ],
  [
    'customers_update-3',
    'customers/update',
    { kind: 'customer', profile: { customerId: '207119551', tags: ['Léon', 'Noël'] } },
  ],
  [
    'customers_delete-1',
    'customers/delete',
    { kind: 'customerDeleted', customerId: '706405506930370084' },
  ],
  [
    'customers_data_request-1',
    'customers/data_request',
    {
      kind: 'compliance',
      request: {
        customerId: '191167',
        requestId: '9999',
        orderIds: ['299938', '280263', '220458'],
      },
    },
  ],
  [
    'customers_redact-1',
    'customers/redact',
    {
      kind: 'compliance',
      request: { customerId: '191167', orderIds: ['299938', '280263', '220458'] },
    },
  ],
  [
    'customers_redact-2',
    'customers/redact',
    { kind: 'compliance', request: { shopDomain: 'example.myshopify.com', orderIds: [] } },
  ],
  ['shop_redact-1', 'shop/redact', { kind: 'compliance', request: { customerId: null } }],
  [
    'customers_purchasing_summary-1',
    'customers/purchasing_summary',
    { kind: 'summary', shopSays: { orders: 1, spentMinor: 10_000 } },
  ],
  [
    'customers_email_marketing_consent_update-1',
    'customers_email_marketing_consent/update',
    { kind: 'consent', channel: 'email', consent: { state: 'notSubscribed', at: 1_700_000_000 } },
  ],
  [
    'customers_marketing_consent_update-1',
    'customers_marketing_consent/update',
    { kind: 'consent', channel: 'sms', consent: { state: 'unknown' } },
  ],
  ['orders_delete-1', 'orders/delete', { kind: 'orderDeleted', orderId: '820982911946154508' }],
  ['orders_edited-1', 'orders/edited', { kind: 'reread', orderId: '820982911946154508' }],
  ['refunds_create-1', 'refunds/create', { kind: 'reread', orderId: '820982911946154508' }],
  ['refunds_create-2', 'refunds/create', { kind: 'reread', orderId: '450789469' }],
  ['refunds_create-3', 'refunds/create', { kind: 'reread', orderId: '450789469' }],
  ['refunds_create-4', 'refunds/create', { kind: 'reread', orderId: '450789469' }],
  ...['orders_create-1', 'orders_updated-1', 'orders_paid-1', 'orders_cancelled-1'].map(
    (file): [string, string, object] => [
      file,
      (file.split('-')[0] ?? '').replace('_', '/'),
      {
        fact: {
          orderId: '820982911946154508',
          payment: 'voided',
          flags: ['test'],
          cancelledAt: 1_640_995_200,
          codes: [],
          totalMinor: 40_495,
          discountMinor: 2_000,
        },
      },
    ],
  ),
  [
    'orders_create-7',
    'orders/create',
    { fact: { customerId: null, channel: '755357713', totalMinor: 19_900 }, profile: null },
  ],
  ['orders_create-8', 'orders/create', { fact: { customerId: null, totalMinor: 23_847 } }],
  [
    'orders_create-9',
    'orders/create',
    { fact: { totalMinor: 18_109, discountMinor: 1_791, codes: [] } },
  ],
  ['orders_create-10', 'orders/create', { fact: { payment: 'pending' } }],
  [
    'orders_create-11',
    'orders/create',
    {
      fact: {
        orderId: '4182097789057',
        totalMinor: 204_903,
        discountMinor: 20_678,
        codes: ['SNOW10'],
      },
    },
  ],
  [
    'orders_create-12',
    'orders/create',
    { fact: { customerId: null, flags: ['pos'] }, profile: null },
  ],
  ['orders_create-13', 'orders/create', { fact: { payment: 'paid', flags: ['test'] } }],
  [
    'orders_create-14',
    'orders/create',
    {
      fact: { customerId: '115310627314723954' },
      profile: { person: { firstName: null, email: null, zip: null } },
    },
  ],
  [
    'orders_updated-2',
    'orders/updated',
    {
      fact: {
        payment: 'partiallyRefunded',
        totalMinor: 59_894,
        codes: ['TENOFF'],
        refunds: [{ refundId: '509562969', minor: 20_900 }],
      },
    },
  ],
  ['orders_updated-3', 'orders/updated', { fact: { payment: 'partiallyPaid' } }],
  [
    'orders_cancelled-3',
    'orders/cancelled',
    { fact: { cancelledAt: 1_743_611_471, refunds: [{ refundId: '929361464', minor: 11_000 }] } },
  ],
];

/** Samples of topics that are answered and dropped. */
const dropped = [
  'app_subscriptions/update',
  'bulk_operations/finish',
  'customer.joined_segment',
  'customer.left_segment',
  'customers/enable',
  'customers_whats_app_marketing_consent/update',
  'discounts/create',
  'order_transactions/create',
  'orders/risk_assessment_changed',
  'segments/create',
];

const present = existsSync(folder);
describe.skipIf(!present && process.env['CI'] !== 'true')("Shopify's own samples", () => {
  if (!present) console.warn(`No samples in ${folder}: not tried.`);

  it.each(samples)('%s of %s comes to what it says', (file, topic, effect) => {
    const told = readDelivery(topic, readFileSync(`${folder}/${file}.json`, 'utf8'), 1_700_000_000);
    expect(told).toMatchObject(effect);
  });

  it('of other topics never get this far', () => {
    expect(dropped.filter((topic) => topics.has(topic))).toEqual([]);
    expect(new Set(samples.map(([, topic]) => topic)).difference(topics).size).toBe(0);
  });
});

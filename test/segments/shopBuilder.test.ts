import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import {
  causes,
  consentSchema,
  schemes,
  shopGroups,
  type CustomerItem,
} from '../../functions/customers/customer.schema.ts';
import { keptCustomer } from '../../functions/customers/keptCustomer.ts';
import { packLedger, packRow, unpackLedger } from '../../functions/customers/ledger.ts';
import { rowOrder } from '../../functions/customers/ledgerRow.ts';
import { listedAttributes, readListed } from '../../functions/customers/listedCustomer.ts';
import { nobodyYet } from '../../functions/customers/store.ts';
import type { Item } from '../../functions/platform/dynamo.ts';
import { readItem } from '../../functions/platform/wireItem.ts';
import { walkWirePage } from '../../functions/platform/wirePage.ts';
import type { Traits } from '../../functions/segments/groups/traits.ts';
import { ShopBuilder } from '../../functions/segments/shopBuilder.ts';
import { plainCounting, type CountingSettings } from '../../functions/segments/standing.ts';
import { anyRows, row } from '../customers/rows.ts';
import { wirePage } from '../support/wireText.ts';

const time = { asOf: 1_760_000_000, calendar: calendarOf('Asia/Seoul') };

/** Nearly always the first, so that most customers are as we write them. */
const usually = <T, U>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: other });
const rarely = <T>(value: fc.Arbitrary<T>) => usually(fc.constant(null), value);

const whole = usually(fc.integer({ min: 0, max: 2_000_000_000 }), fc.maxSafeInteger());
const word = usually(
  fc.constantFrom('A', 'B', 'C', 'D', 'loyal', 'regular', '일반'),
  fc.string({ unit: 'grapheme' }),
);
const tag = usually(
  fc.constantFrom('vip', 'VIP ', 'staff', 'b2b', '12', 'constructor', '日本'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const said = fc.record({
  state: fc.constantFrom(...consentSchema.shape.state.options),
  at: whole,
});
const held = fc.record({
  value: word,
  since: whole,
  cause: fc.constantFrom(...causes),
  from: fc.option(word),
  orderId: fc.option(usually(fc.constantFrom('5001', '9007199254740993'), fc.constant('C-1"'))),
});
const id = usually(
  fc.oneof(
    fc.integer({ min: 1, max: 3_000 }).map(String),
    fc.bigInt({ min: 1n, max: 2n ** 60n }).map(String),
    fc.constantFrom('007', 'mail-Zm9vYmFyYmF6cXV4'),
  ),
  fc.constantFrom('顧客', 'a"b'),
);

const customer = fc
  .record({
    customerId: id,
    ledger: fc
      .tuple(anyRows, fc.subarray(['TEN', 'OTHER']))
      .map(([rows, codes]) => packLedger(rows.map((one) => ({ ...one, codes })))),
    classes: fc.dictionary(fc.constantFrom(...schemes), held, { noNullPrototype: true }),
    tags: fc
      .array(fc.tuple(tag, fc.boolean(), whole), { maxLength: 5 })
      .map((all) => Object.fromEntries(all.map(([name, on, at]) => [name, { on, at }]))),
    consent: fc.record({ email: said, sms: said }, { requiredKeys: [] }),
    shopSays: fc.option(
      fc.record({ orders: fc.integer({ min: 0, max: 9 }), spentMinor: whole, at: whole }),
    ),
    shopGroup: fc.option(fc.constantFrom(...shopGroups), { nil: undefined }),
    createdAt: fc.option(usually(whole, fc.integer())),
    personal: fc.option(fc.uint8Array({ maxLength: 9 })),
    mergedInto: rarely(fc.constantFrom('72')),
    redactedAt: rarely(fc.constantFrom(1_700_000_000)),
    deletedAt: rarely(fc.constantFrom(1_700_000_000)),
  })
  .map((over): Item => {
    const item: CustomerItem = { ...nobodyYet('one.myshopify.com', over.customerId).item, ...over };
    return keptCustomer(item, {});
  });
/** Whatever another version, or a hand, may have left there. */
const odd = fc.constantFrom<Item>(
  {
    tags: [
      ['vip', true, 1],
      ['vip', false, 2],
    ],
  },
  { classes: { level: ['A', 1_750_000_000, 0, 'C', null] } },
  { shopSays: null, consent: { email: { state: 'subscribed', at: 7, by: 'hand' } } },
  { createdAt: null, mergedInto: null, redactedAt: null, personal: null },
  { tags: Array.from({ length: 70 }, (_, n) => [`t${String(n)}`, n % 2 === 0, n]) },
);
const shop = fc.uniqueArray(
  fc.tuple(customer, rarely(odd), fc.boolean()).map(([item, over, turned]): Item => {
    const all = Object.entries({ ...item, ...over });
    return Object.fromEntries(turned ? all.reverse() : all);
  }),
  { selector: (item) => item['customerId'], maxLength: 8 },
);

const settings: fc.Arbitrary<CountingSettings> = fc
  .record({
    wholesale: fc.record({ tags: fc.constantFrom<string[]>([], ['B2B']) }),
    staff: fc.record({
      purchases: fc.constantFrom('count', 'exclude'),
      tags: fc.constantFrom<string[]>([], ['Staff'], [' vip']),
      codes: fc.constantFrom<string[]>([], ['ten']),
    }),
  })
  .map((chosen) => ({ ...plainCounting, ...chosen }));

/** Something that tells customers apart, of what only they have. */
const traitsOf = ({
  customerId,
  personal,
}: Pick<CustomerItem, 'customerId' | 'personal'>): Traits => ({
  country: personal === null ? null : Buffer.from(personal).toString('hex'),
  region: customerId,
  ageBand: null,
  fields: {},
});

function inPlace(page: Buffer, counting: CountingSettings) {
  const builder = new ShopBuilder(time, counting, traitsOf);
  let unusual = 0;
  walkWirePage(page, (cursor) => {
    const { at } = cursor;
    if (builder.item.read(cursor) && builder.inPlace()) return;
    cursor.at = at;
    unusual += 1;
    builder.whole(listed(readItem(cursor)));
  });
  return { ...builder.done(), unusual };
}

function asWhole(page: Buffer, counting: CountingSettings) {
  const builder = new ShopBuilder(time, counting, traitsOf);
  walkWirePage(page, (cursor) => {
    builder.whole(listed(readItem(cursor)));
  });
  return builder.done();
}

function listed(kept: Item) {
  const item = readListed(kept);
  return { item, rows: unpackLedger(item.ledger).sort(rowOrder) };
}

describe('a shop read in place', () => {
  test('is the same columns as one read item by item', () => {
    let unusual = 0;
    let all = 0;
    fc.assert(
      fc.property(shop, settings, (items, counting) => {
        const page = wirePage(items.map(sent));
        const exact = attempt(() => asWhole(page, counting));
        const { unusual: others = 0, ...read } = attempt(() => inPlace(page, counting)) ?? {};
        expect(read).toEqual(exact ?? {});
        unusual += others;
        all += items.length;
      }),
      { numRuns: 250 },
    );
    // Else the property would hold nothing to anything.
    expect(unusual).toBeLessThan(all * 0.5);
    expect(unusual).toBeGreaterThan(0);
  });

  test('takes a usual customer without making an item of it', () => {
    const tags = { vip: { on: true, at: 1_759_000_000_000 } };
    const rows = [row(), row({ orderId: '5002', refunds: [{ refundId: '8', at: 7, minor: 5 }] })];
    const item = { ...nobodyYet('one.myshopify.com', '71').item, tags, ledger: packLedger(rows) };
    const page = wirePage([sent(keptCustomer({ ...item, personal: new Uint8Array(160) }, {}))]);
    expect(inPlace(page, plainCounting)).toMatchObject({ unusual: 0, columns: { count: 1 } });
    // Its other rows are in items of their own.
    const large = wirePage([sent(keptCustomer({ ...item, chunks: 2 }, {}))]);
    expect(inPlace(large, plainCounting).unusual).toBe(1);
  });

  test('reads a ledger that is not oldest first as a whole, and takes nothing of it twice', () => {
    // A row by itself is dated from 1970, in a ledger from the row before it.
    const parts = [row(), row({ orderId: '1', placedAt: -10_000_000 })].map(packRow);
    const ledger = new Uint8Array(Buffer.concat([Uint8Array.of(1), ...parts]));
    const usual = nobodyYet('one.myshopify.com', '71').item;
    const items = [
      { ...usual, ledger },
      { ...usual, customerId: '72', ledger: packLedger([row()]) },
    ];
    const page = wirePage(items.map((item) => sent(keptCustomer(item, {}))));
    const { unusual, ...read } = inPlace(page, plainCounting);
    expect(unusual).toBe(1);
    expect(read).toEqual(asWhole(page, plainCounting));
    expect(Array.from(read.orders.placedAt)).toEqual([1_750_000_000, 1_760_000_000, 1_760_000_000]);
  });

  test.each<Item>([
    { tags: [['vip', true, 1.5]] },
    { consent: { sms: { state: 'perhaps', at: 1 } } },
    { shopGroup: 99 },
    { createdAt: 'yesterday' },
    { customerId: null },
    { ledger: null },
    { customerId: undefined },
    { ledger: undefined },
    { chunks: undefined },
  ])('refuses what no version wrote, as the exact way does: %j', (over) => {
    const item = keptCustomer(nobodyYet('one.myshopify.com', '71').item, {});
    const page = wirePage([sent({ ...item, ...over })]);
    expect(() => asWhole(page, plainCounting)).toThrow();
    expect(() => inPlace(page, plainCounting)).toThrow();
  });

  test('says so where a ledger is cut short, as the exact way does', () => {
    const whole = packLedger([row(), row({ orderId: '5002' })]);
    const item = nobodyYet('one.myshopify.com', '71').item;
    const of = (ledger: Uint8Array) => wirePage([sent(keptCustomer({ ...item, ledger }, {}))]);
    inPlace(of(packLedger([row(), row(), row(), row()])), plainCounting);
    for (let length = 1; length < whole.length; length += 1) {
      const page = of(whole.subarray(0, length));
      const exact = attempt(() => asWhole(page, plainCounting));
      const { unusual, ...read } = attempt(() => inPlace(page, plainCounting)) ?? {};
      expect([length, read]).toEqual([length, exact ?? {}]);
    }
  });
});

/** Null where it is a fault. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Of an item what a run asks for. */
function sent(item: Item): Item {
  const asked: readonly string[] = listedAttributes;
  return Object.fromEntries(Object.entries(item).filter(([name]) => asked.includes(name)));
}

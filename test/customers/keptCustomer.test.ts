import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  causes,
  schemes,
  shopGroups,
  type CustomerItem,
} from '../../functions/customers/customer.schema.ts';
import { keptCustomer, keptCustomerSchema } from '../../functions/customers/keptCustomer.ts';
import { readKept } from '../../functions/customers/readKept.ts';

const instant = fc.option(fc.integer({ min: 0, max: 2 ** 40 }), { nil: null });
const count = fc.nat(10_000);
const bytes = fc.uint8Array({ minLength: 1, maxLength: 20 });
const consent = fc.record({ state: fc.constantFrom('subscribed', 'pending'), at: count });

const optional: ReadonlySet<string> = new Set(['family', 'formerMails', 'shopGroup']);

const customers = fc.record(
  {
    pk: fc.constant('S#s#P#1'),
    sk: fc.constant('C#1'),
    customerId: fc.constant('1'),
    rev: count,
    ledger: fc.uint8Array({ maxLength: 20 }),
    chunks: fc.nat(3),
    totals: fc.record({
      rows: count,
      orders: count,
      orderDays: count,
      netMinor: fc.maxSafeInteger(),
      discountMinor: count,
      firstAt: instant,
      lastAt: instant,
    }),
    classes: fc.dictionary(
      fc.constantFrom(...schemes),
      fc.record({
        value: fc.string({ minLength: 1 }),
        since: count,
        cause: fc.constantFrom(...causes),
        from: fc.option(fc.string(), { nil: null }),
        orderId: fc.option(fc.string(), { nil: null }),
      }),
    ),
    tags: fc.dictionary(fc.string({ minLength: 1 }), fc.record({ on: fc.boolean(), at: count })),
    consent: fc.record({ email: consent, sms: consent }, { requiredKeys: [] }),
    shopSays: fc.option(fc.record({ orders: count, spentMinor: count, at: count }), { nil: null }),
    shopGroup: fc.constantFrom(...shopGroups),
    createdAt: instant,
    updatedAt: instant,
    personal: fc.option(bytes, { nil: null }),
    family: bytes,
    mergedInto: fc.option(fc.string({ minLength: 1 }), { nil: null }),
    formerMails: fc.array(fc.string(), { minLength: 1, maxLength: 2 }),
    redactedAt: instant,
    deletedAt: instant,
  },
  { requiredKeys: [...requiredKeys()], noNullPrototype: true },
) as fc.Arbitrary<CustomerItem>;

function* requiredKeys() {
  for (const name of Object.keys(keptCustomerSchema.shape)) {
    if (!optional.has(name)) yield name as never;
  }
}

const wire = (item: object) => unmarshall(marshall(item, { removeUndefinedValues: true }));

test('a customer comes back from the table as they were', () => {
  fc.assert(
    fc.property(customers, (customer) => {
      const kept = wire(keptCustomer(customer, {}));
      expect(keptCustomerSchema.parse(kept)).toEqual(customer);
    }),
  );
});

test('what was taken from a customer is gone, and what other nouns keep with them stays', () => {
  fc.assert(
    fc.property(customers, customers, (before, after) => {
      const first = keptCustomer(before, { owner: 'staff-7' });
      const second = wire(keptCustomer(after, wire(first)));
      expect(keptCustomerSchema.parse(second)).toEqual(after);
      expect(second['owner']).toBe('staff-7');
    }),
  );
});

test('a tag may have any name', () => {
  const [customer] = fc.sample(customers, 1);
  const tags = Object.fromEntries(
    ['constructor', '__proto__', 'toString'].map((tag) => [tag, { on: true, at: 1 }]),
  );
  const kept = wire(keptCustomer({ ...customer!, tags }, {}));
  const read = keptCustomerSchema.parse(kept).tags;
  expect(Object.entries(read)).toEqual(Object.entries(tags));
});

test('a cause that a later version wrote is refused, not taken for another', () => {
  const kept = {
    ...{ pk: 'a', sk: 'b', customerId: '1', rev: 1, ledger: new Uint8Array(), chunks: 0 },
    totals: [0, 0, 0, 0, 0, null, null],
    classes: { abc: ['A', 1, causes.length, null, null] },
  };
  expect(keptCustomerSchema.safeParse(kept).success).toBe(false);
});

describe('a customer read by hand', () => {
  const outcome = (read: () => unknown) => {
    try {
      return read();
    } catch {
      return 'refused';
    }
  };

  test('is read as the schema reads it', () => {
    fc.assert(
      fc.property(customers, (customer) => {
        const kept = wire(keptCustomer(customer, {}));
        expect(readKept(kept)).toEqual(customer);
      }),
    );
  });

  test('is refused where the schema refuses it, and never read otherwise', () => {
    const places = fc.constantFrom(...Object.keys(keptCustomerSchema.shape));
    const wrongs = fc.oneof(
      fc.constantFrom(undefined, null, '', 1.5, -1, true),
      fc.anything({ maxDepth: 2, maxKeys: 3 }),
      fc.array(fc.oneof(fc.integer(), fc.string(), fc.constant(null)), { maxLength: 7 }),
    );
    fc.assert(
      fc.property(customers, places, wrongs, fc.nat(6), (customer, place, wrong, at) => {
        const kept = wire(keptCustomer(customer, {}));
        const part: unknown = kept[place];
        const deep = Array.isArray(part) && part.length > at ? part.with(at, wrong) : wrong;
        const spoilt = { ...kept, [place]: deep };
        expect(outcome(() => readKept(spoilt))).toEqual(
          outcome(() => keptCustomerSchema.parse(spoilt)),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

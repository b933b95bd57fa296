import fc from 'fast-check';
import { expect, test } from 'vitest';
import { causes, schemes, type CustomerItem } from '../../functions/customers/customer.schema.ts';
import { keptClasses, readClasses } from '../../functions/customers/keptClasses.ts';

type Classes = CustomerItem['classes'];

const held = fc.record({
  value: fc.string(),
  since: fc.constantFrom(1_790_000_000, 1_790_086_400),
  cause: fc.constantFrom(...causes),
  from: fc.option(fc.string(), { nil: null }),
  orderId: fc.constantFrom(null, '6512345678901', '6512345678902'),
});
const anyClasses = fc.dictionary(fc.constantFrom(...schemes), held, {
  noNullPrototype: true,
}) as fc.Arbitrary<Classes>;

test('classes come back as they were kept', () => {
  fc.assert(
    fc.property(anyClasses, (classes) => {
      expect(readClasses(keptClasses(classes))).toEqual(classes);
    }),
  );
});

test('classes an earlier version kept by name are read as they are', () => {
  const kept = { abc: ['B', 1_790_000_000, 0, 'C', '77'], level: ['A', 1, 2, null, null] };
  expect(readClasses(kept)).toEqual({
    abc: { value: 'B', since: 1_790_000_000, cause: 'order', from: 'C', orderId: '77' },
    level: { value: 'A', since: 1, cause: 'time', from: null, orderId: null },
  });
});

test('a scheme or a cause of a later version is refused, not taken for another', () => {
  expect(readClasses([[1, 0, null, schemes.length, 'A', null]])).toBeNull();
  expect(readClasses([[1, causes.length, null, 0, 'A', null]])).toBeNull();
  expect(readClasses([[1, 0, null, 0, 'A']])).toBeNull();
  expect(readClasses({ fortune: ['A', 1, 0, null, null] })).toBeNull();
  expect(readClasses('A')).toBeNull();
  expect(readClasses(undefined)).toEqual({});
});

test('all eight classes take less room than four did by name', () => {
  const since = 1_790_000_000;
  const one = { value: 'needs_attention', since, cause: 'order', from: 'loyal' } as const;
  const classes: Classes = Object.fromEntries(
    schemes.map((scheme, at) => [
      scheme,
      { ...one, orderId: at % 2 === 0 ? '6512345678901' : null },
    ]),
  );
  const byName = Object.fromEntries(
    schemes.slice(0, 4).map((scheme) => [scheme, [one.value, since, 0, one.from, '6512345678901']]),
  );
  const room = (value: unknown) => JSON.stringify(value).length;
  expect(room(keptClasses(classes))).toBeLessThan(room(byName) * 1.05);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascending } from '../../functions/segments/ascending.ts';
import { AmountCounts } from '../../functions/segments/amountCounts.ts';
import { listed, median, percentile } from '../../functions/segments/orderStatistic.ts';

const amount = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const amounts = fc.array(amount, { minLength: 1, maxLength: 60 });
const sorted = (values: readonly number[]) => [...values].sort((one, other) => one - other);
const plain = (value: number | null | undefined) => (value ?? NaN) + 0;

test('sorting by bits is sorting, and leaves what it was given as it was', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 60 }), (values) => {
      const given = Float64Array.from(values);
      expect(Array.from(ascending(given), plain)).toEqual(sorted(values).map(plain));
      expect(Array.from(given)).toEqual(values);
    }),
  );
});

test('the k-th smallest, the median and a percentile are what a sort finds', () => {
  fc.assert(
    fc.property(amounts, fc.nat(), fc.integer({ min: 1, max: 99 }), (values, at, percent) => {
      const given = Float64Array.from(values);
      const all = listed(given);
      const order = sorted(values);
      const k = at % values.length;
      expect(plain(all.smallest(k))).toBe(plain(order[k]));
      const half = values.length >> 1;
      const middle = values.length % 2 === 1 ? order[half] : (order[half - 1]! + order[half]!) / 2;
      expect(plain(median(all))).toBe(plain(middle));
      const rank = Math.ceil((percent * values.length) / 100);
      expect(plain(percentile(all, percent / 100))).toBe(plain(order[Math.max(rank, 1) - 1]));
      expect(Array.from(given)).toEqual(values);
    }),
  );
});

test('of nothing there is no median and no percentile', () => {
  expect(median(listed(new Float64Array(0)))).toBeNull();
  expect(percentile(new AmountCounts(), 0.95)).toBeNull();
});

test('a part of a longer list is read as that part', () => {
  const whole = Float64Array.from([9, 1, 5, 3, 7]);
  expect(median(listed(whole.subarray(1, 4)))).toBe(3);
  expect(Array.from(ascending(whole.subarray(1, 4)))).toEqual([1, 3, 5]);
});

test('amounts that are counted say what a list of them says', () => {
  const whole = fc.oneof(
    fc.nat(5),
    fc.integer({ min: 65_530, max: 65_540 }),
    fc.maxSafeNat(),
    fc.nat(200_000),
  );
  fc.assert(
    fc.property(fc.array(whole, { minLength: 1, maxLength: 60 }), (values) => {
      const counted = new AmountCounts();
      for (const value of values) counted.add(value);
      expect(counted.count).toBe(values.length);
      expect(values.map((_, k) => counted.smallest(k))).toEqual(sorted(values));
      expect(median(counted)).toBe(median(listed(Float64Array.from(values))));
    }),
  );
});

test('two values alike in their upper half are told apart by the lower one, after others', () => {
  const values = listed(Float64Array.from([3, 70_000, 70_001, 70_002, 200_000]));
  expect([0, 1, 2, 3, 4].map((k) => values.smallest(k))).toEqual([
    3, 70_000, 70_001, 70_002, 200_000,
  ]);
});

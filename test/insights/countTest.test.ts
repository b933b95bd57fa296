import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chanceOfDifference, standOut } from '../../functions/insights/countTest.ts';

test('two counts are compared by the exact binomial test', () => {
  // scipy.stats.binomtest(k, n).pvalue
  expect(chanceOfDifference(3, 3)).toBe(1);
  expect(chanceOfDifference(0, 0)).toBe(1);
  expect(chanceOfDifference(0, 5)).toBeCloseTo(0.0625, 12);
  expect(chanceOfDifference(5, 15)).toBeCloseTo(0.04138946533203125, 12);
  expect(chanceOfDifference(40, 60)).toBeCloseTo(0.05688793364098078, 10);
});

test('equals summing up the chances of all counts at least as far apart', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), (one, other) => {
      const n = one + other;
      const chances = [2 ** -n];
      for (let k = 1; k <= n; k += 1) chances.push(((chances[k - 1] ?? 0) * (n - k + 1)) / k);
      const far = Math.abs(one - other);
      const sum = chances.reduce(
        (all, chance, k) => all + (Math.abs(n - 2 * k) >= far ? chance : 0),
        0,
      );
      expect(chanceOfDifference(one, other)).toBeCloseTo(Math.min(1, sum), 9);
      expect(chanceOfDifference(one, other)).toBe(chanceOfDifference(other, one));
    }),
  );
});

test('large counts by the bell curve are what the exact sum says beside it', () => {
  const exact = chanceOfDifference(9_900, 10_100);
  const curve = chanceOfDifference(9_901, 10_101);
  expect(Math.abs(curve / exact - 1)).toBeLessThan(0.01);
  expect(chanceOfDifference(100_000, 200_000)).toBeLessThan(1e-9);
});

test('of many comparisons only those stand out that would among all of them', () => {
  expect(standOut([0.04], 0.05)).toEqual([true]);
  expect(standOut([0.04, 0.04], 0.05)).toEqual([false, false]);
  expect(standOut([0.04, 0.02, 0.5, 0.001], 0.05)).toEqual([false, false, false, true]);
  expect(standOut([0.02, 0.03, 0.01], 0.05)).toEqual([true, true, true]);
  expect(standOut([], 0.05)).toEqual([]);
});

test('noise alone is called out about as seldom as promised', () => {
  let seed = 1;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  let wrong = 0;
  const shops = 400;
  for (let shop = 0; shop < shops; shop += 1) {
    const chances = Array.from({ length: 20 }, () => {
      let one = 0;
      for (let order = 0; order < 60; order += 1) one += next() < 0.5 ? 1 : 0;
      return chanceOfDifference(one, 60 - one);
    });
    if (standOut(chances, 0.05).includes(true)) wrong += 1;
  }
  expect(wrong / shops).toBeLessThan(0.07);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GapCounts } from '../../functions/segments/gapCounts.ts';
import { rhythmBounds } from '../../functions/segments/rhythm.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { today } from './anyShop.ts';

const { lifecycle } = defaultSettings;
const atOnce = { ...lifecycle, rhythm: { ...lifecycle.rhythm, leastGaps: 1, leastHistoryDays: 0 } };

/** Order days of one buyer, by how long before today. */
const buyerDays = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 500 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((ago) => ago.map((days) => today - days).sort((one, other) => one - other));
const buyers = fc.array(buyerDays, { minLength: 1, maxLength: 40 });

function gapsOf(shop: readonly (readonly number[])[]): GapCounts {
  const gaps = new GapCounts(today);
  for (const days of shop) gaps.add(days);
  return gaps;
}

/** Kaplan and Meier's definition in exact fractions: the independent word on each boundary. */
function firstDays(shop: readonly (readonly number[])[], percents: readonly number[]) {
  const completed = shop.flatMap((days) => days.slice(1).map((day, at) => day - days[at]!));
  const open = shop.map((days) => today - days.at(-1)!);
  const longest = Math.max(...completed, ...open);
  let [numerator, denominator] = [1n, 1n];
  const survival = Array.from({ length: longest + 1 }, (_, day) => {
    const over = completed.filter((gap) => gap === day).length;
    const atRisk = [...completed, ...open].filter((gap) => gap >= day).length;
    if (over > 0) {
      numerator *= BigInt(atRisk - over);
      denominator *= BigInt(atRisk);
    }
    return [numerator, denominator] as const;
  });
  const [endNumerator, endDenominator] = survival.at(-1)!;
  // G(t) ≥ p: (1 − S(t)) / (1 − S(H)) ≥ p, all multiplied out.
  return percents.map((percent) =>
    survival.findIndex(
      ([n, d]) =>
        100n * (d - n) * endDenominator >= BigInt(percent) * d * (endDenominator - endNumerator),
    ),
  );
}

test('the boundaries are the first days by which half, four fifths and 95 % of gaps are over', () => {
  fc.assert(
    fc.property(buyers, (shop) => {
      const gaps = gapsOf(shop);
      fc.pre(gaps.total > 0);
      const { t50, t80, t95, method } = rhythmBounds(gaps, atOnce);
      expect([t50, t80, t95]).toEqual(firstDays(shop, [50, 80, 95]));
      expect(method).toBe('rhythm');
    }),
  );
});

test('a gap still open counts as one that may yet go on, not as one that is over', () => {
  const returning = Array.from({ length: 60 }, () => [today - 30, today - 20]);
  const gone = Array.from({ length: 60 }, () => [today - 400]);
  const alone = rhythmBounds(gapsOf(returning), atOnce);
  expect(alone).toMatchObject({ t50: 10, t80: 10, t95: 10, writeOff: 190 });
  // Whoever never came back tells nothing of when those who do come back.
  expect(rhythmBounds(gapsOf([...returning, ...gone]), atOnce)).toEqual(alone);
});

describe('the fixed boundaries hold', () => {
  const pair = (first: number) => [today - first, today - first + 7];
  const shop = (pairs: number, first: number) =>
    gapsOf(Array.from({ length: pairs }, () => pair(first)));
  test.each([
    [49, 365, 'fixed'],
    [50, 364, 'fixed'],
    [50, 365, 'rhythm'],
  ])('with %i completed gaps and %i days of history: %s', (gaps, days, method) => {
    expect(rhythmBounds(shop(gaps, days), lifecycle).method).toBe(method);
  });
  test('and are 40, 90 and 180 days', () => {
    expect(rhythmBounds(gapsOf([]), lifecycle)).toEqual({
      t50: 40,
      t80: 90,
      t95: 180,
      writeOff: 360,
      method: 'fixed',
    });
  });
});

test('the order of customers, and a shop of twins, change no boundary', () => {
  fc.assert(
    fc.property(buyers, (shop) => {
      const once = rhythmBounds(gapsOf(shop), atOnce);
      expect(rhythmBounds(gapsOf([...shop].reverse()), atOnce)).toEqual(once);
      expect(rhythmBounds(gapsOf([...shop, ...shop]), atOnce)).toEqual(once);
    }),
  );
});

test("a gap of a century, or a till's year one, is counted and breaks nothing", () => {
  const gaps = gapsOf([[today - 730_000, today - 36_500, today]]);
  expect(gaps.total).toBe(2);
  expect(rhythmBounds(gaps, atOnce).t50).toBe(36_500);
});

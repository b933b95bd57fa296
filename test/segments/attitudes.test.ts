import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { causeOfRun } from '../../functions/segments/causes.ts';
import { classify } from '../../functions/segments/classify.ts';
import { loyaltyOf } from '../../functions/segments/loyalty.ts';
import { variationOfGaps } from '../../functions/segments/orderGaps.ts';
import { promotionOf } from '../../functions/segments/promotion.ts';
import { quadrantCuts, quadrantOf } from '../../functions/segments/quadrant.ts';
import { isRising, roseAt } from '../../functions/segments/rising.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import { plainStanding } from '../../functions/segments/standing.ts';
import type { HeldClass } from '../../functions/customers/customer.schema.ts';
import { asOf, sale } from './shop.ts';
import { buyer, today, youngShop } from './population.ts';
import { usualSettings } from './runOf.ts';

const { loyalty, promotion, rising } = usualSettings;

describe('value and loyalty', () => {
  const cuts = quadrantCuts({ buyers: 3, minor: 10_000, orderDays: 8 }, { leastOrderDays: 2 });
  test('are high from the mean of those who bought, ties included', () => {
    expect(cuts).toEqual({ valueFrom: 3_334, daysFrom: 3 });
    const even = quadrantCuts({ buyers: 3, minor: 9_000, orderDays: 3 }, { leastOrderDays: 2 });
    expect(even).toEqual({ valueFrom: 3_000, daysFrom: 2 });
  });
  test('a mean of amounts beyond what a fraction can hold is exact', () => {
    const minor = Number.MAX_SAFE_INTEGER;
    const { valueFrom } = quadrantCuts({ buyers: 2, minor, orderDays: 2 }, { leastOrderDays: 2 });
    expect(BigInt(valueFrom ?? 0)).toBe((BigInt(minor) + 1n) / 2n);
  });
  test.each([
    [3_334, 3, 'gold'],
    [3_334, 2, 'meteor'],
    [3_333, 3, 'small_star'],
    [3_333, 2, 'low_touch'],
    [0, 0, 'low_touch'],
  ])('%i minor units on %i days: %s', (recentMinor, recentOrderDays, key) => {
    expect(quadrantOf({ recentMinor, recentOrderDays, abcMinor: 0 }, cuts)).toBe(key);
  });
  test('one order is too early to place until t50 has passed', () => {
    const cutoffs = { ...cutoffsWith(), quadrant: cuts };
    const at = (orders: number, lapsed: number) =>
      classify(buyer({ orders, lapsed }), cutoffs, usualSettings, today).quadrant;
    expect([at(1, 40), at(1, 41), at(2, 0)]).toEqual(['none', 'low_touch', 'low_touch']);
  });
});

function cutoffsWith() {
  return {
    asOf,
    ranked: 100,
    method: 'quintiles' as const,
    recencyAbove: [12, 47, 120, 300],
    frequencyAbove: [1, 1, 2, 4],
    monetaryAbove: [1_000, 2_000, 4_000, 9_000],
    medianOrderMinor: 1_500,
    abcA: 9_000,
    abcB: 2_000,
    lifecycle: { t50: 40, t80: 90, t95: 180, writeOff: 360, method: 'fixed' as const },
    largeOrderMinor: null,
    ...youngShop,
  };
}

describe('attitude to the shop', () => {
  const usual = { orders: 4, orderDays: 4, discountedOrders: 0, gapVariation: 0.5 };
  const recent = (recentOrderDays: number) => ({ recentOrderDays, recentMinor: 0, abcMinor: 0 });
  test.each([
    ['one order day', { orderDays: 1 }, 1, 'regular', 'too_early'],
    ['often and even', {}, 3, 'regular', 'loyal'],
    ['often and just even', { gapVariation: 1 }, 3, 'slowing', 'loyal'],
    ['often, even and overdue', {}, 3, 'overdue', 'none'],
    ['often and uneven', { gapVariation: 1.01 }, 3, 'regular', 'switcher'],
    ['seldom', {}, 2, 'regular', 'none'],
    ['seldom and only with discounts', { discountedOrders: 4 }, 2, 'regular', 'switcher'],
    ['only renewals, of which no gap tells', { gapVariation: null }, 9, 'regular', 'none'],
  ] as const)('%s', (_what, over, days, lifecycle, key) => {
    expect(loyaltyOf({ ...usual, ...over }, recent(days), lifecycle, loyalty)).toBe(key);
  });
  test('gaps that vary as much as they last have a variation of one exactly', () => {
    expect(variationOfGaps([])).toBeNull();
    expect(variationOfGaps([5])).toBeNull();
    expect(variationOfGaps([0, 30])).toBe(0);
    expect(variationOfGaps([0, 10, 20, 30])).toBe(0);
    // Gaps 1, 1, 4, mean 2, variance 2: √2 over 2.
    expect(variationOfGaps([0, 1, 2, 6])).toBeCloseTo(Math.SQRT2 / 2, 12);
  });
});

describe('attitude to promotions', () => {
  const figuresOf = (...rows: ReturnType<typeof sale>[]) =>
    readFigures(rows, { asOf, calendar: calendarOf('UTC') }, plainStanding).figures;
  const coded = (daysAgo: number, discountMinor = 300) => ({
    ...sale(daysAgo, 700, discountMinor),
    codes: ['TEN'],
  });
  test.each([
    ['no order', [], null],
    ['full price', [sale(9), sale(3)], 'full'],
    ['one order with a code', [coded(3)], 'mixed'],
    ['codes throughout', [coded(9), coded(3)], 'driven'],
    ['codes, and full price the last time', [coded(30), coded(20), sale(3)], 'mixed'],
    ['every other order', [sale(30, 900), coded(20, 50), sale(9, 900), coded(3, 50)], 'mixed'],
    ['discounts without a code', [sale(9, 700, 300), sale(3, 700, 300)], 'driven'],
    ['a gift of the whole price beside a purchase', [sale(9, 100, 900), sale(3, 1)], 'mixed'],
  ] as const)('%s', (_what, rows, key) => {
    expect(promotionOf(figuresOf(...rows), promotion)).toBe(key);
  });
});

describe('a rising customer', () => {
  const held = (over: Partial<HeldClass>): HeldClass => ({
    value: 'B',
    since: 1_000,
    cause: 'order',
    from: 'C',
    orderId: null,
    ...over,
  });
  test.each([
    ['came up by an order', held({}), 1_000],
    ['was placed high by the first order', held({ from: null, value: 'A' }), 1_000],
    ['came up to C only', held({ from: 'D', value: 'C' }), null],
    ['fell to B', held({ from: 'A', cause: 'time' }), null],
    ['came up because others fell', held({ cause: 'others' }), null],
    ['came up by a setting', held({ cause: 'setting' }), null],
    ['was imported', held({ from: null, cause: 'import' }), null],
  ])('%s', (_what, level, at) => {
    expect(roseAt({ level })).toBe(at);
    expect(roseAt({ abc: level })).toBe(at);
  });
  test.each([
    ['rose 29 days ago', { roseDay: today - 29 }, true],
    ['rose 30 days ago', { roseDay: today - 30 }, false],
    ['is expected at the next class', { abcMinor: 1_500, soonMinor: 500 }, true],
    ['is expected below it', { abcMinor: 1_500, soonMinor: 499 }, false],
    ['is at the top', { abcMinor: 9_000, soonMinor: 9_000 }, false],
    ['is not predicted', { abcMinor: 1_999 }, false],
  ])('%s: %s', (_what, over, is) => {
    const rise = { roseDay: null, abcMinor: 0, soonMinor: null, ...over };
    expect(isRising(rise, { abcA: 9_000, abcB: 2_000 }, rising, today)).toBe(is);
  });
});

test('an order that leaves the last year moves the quadrant by time, to the day', () => {
  const time = { asOf, calendar: calendarOf('UTC') };
  const { figures } = readFigures(
    [sale(360, 5_000), sale(30, 900), sale(10, 900)],
    time,
    plainStanding,
  );
  const cutoffs = { ...cutoffsWith(), quadrant: { valueFrom: 5_000, daysFrom: 2 } };
  const on = (day: number) => classify(figures, cutoffs, usualSettings, day).quadrant;
  expect([on(today + 4), on(today + 5)]).toEqual(['gold', 'small_star']);
  const basis = { cutoffs, settings: usualSettings, today };
  const run = { before: basis, now: { ...basis, today: today + 5 }, imported: false };
  const move = { scheme: 'quadrant' as const, from: 'gold', to: 'small_star' };
  expect(causeOfRun(figures, move, run, today + 5)).toBe('time');
  // A dearer average is others' doing.
  const dearer = { ...cutoffs, quadrant: { valueFrom: 9_000, daysFrom: 2 } };
  const others = { before: basis, now: { ...basis, cutoffs: dearer }, imported: false };
  expect(causeOfRun(figures, move, others, today)).toBe('others');
});

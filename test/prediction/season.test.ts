import { expect, test } from 'vitest';
import { seasonRatio } from '../../functions/prediction/season.ts';

const today = 20_000;
const long = { firstDay: today - 1000, today };

test('the same every day is average, whatever the days', () => {
  for (const days of [30, 90, 180]) expect(seasonRatio(() => 3, { ...long, days })).toBeCloseTo(1);
});

test('a shop that grows evenly has no season for it', () => {
  const grown = (day: number) => day - today + 1000;
  for (const days of [30, 90, 180]) {
    expect(seasonRatio(grown, { ...long, days })).toBeCloseTo(1, 2);
  }
});

test('days twice as busy a year ago stand out against the year around them', () => {
  const busy = (day: number) => (day >= today - 365 && day < today - 335 ? 2 : 1);
  expect(seasonRatio(busy, { ...long, days: 30 })).toBeCloseTo((2 * 365) / 395);
});

test('is not told without the year around, or with few orders in it', () => {
  const day = (firstDay: number) => seasonRatio(() => 3, { firstDay, today, days: 30 });
  expect(day(today - 365 + 15 - 182)).not.toBeNull();
  expect(day(today - 365 + 16 - 182)).toBeNull();
  expect(seasonRatio(() => 0.2, { ...long, days: 30 })).toBeNull();
  expect(seasonRatio(() => 0, { firstDay: null, today, days: 30 })).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { risingView, type RisingParts } from '../../functions/admin/risingView.ts';
import { calendarOf, dateOfDay } from '../../functions/customers/calendar.ts';
import type { HeldClass } from '../../functions/customers/customer.schema.ts';
import { explain } from '../../functions/segments/explanation.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import { rankingOf } from '../../functions/segments/ranking.ts';
import { plainStanding, type CountableRow } from '../../functions/segments/standing.ts';
import { defaultSettings as settings } from '../../functions/shops/settings.schema.ts';
import { classesWith } from '../../functions/segments/trialOrder.ts';
import { today } from '../segments/population.ts';
import { asOf, entry, sale, shopOf } from '../segments/shop.ts';

const calendar = calendarOf('UTC');
const currency = 'USD';
/** A hundred customers, of whom each spent a dollar more than the one before. */
const shop = shopOf(
  Array.from({ length: 100 }, (_, n) => entry(String(n), [sale(30 + n, 10_000 + n * 100)])),
);
const cutoffs = shop.meta.cutoffs;
const heldSince = (daysAgo: number, over: Partial<HeldClass> = {}): HeldClass => ({
  value: 'B',
  since: asOf - daysAgo * 86_400,
  cause: 'order',
  from: 'C',
  orderId: '1',
  ...over,
});

function view(
  rows: CountableRow[],
  over: Partial<RisingParts> = {},
  soonMinor: number | null = null,
) {
  const read = readFigures(rows, { asOf, calendar }, plainStanding);
  const figures = { ...read.figures, soonMinor };
  const predicted = { potentialMinor: null, soonMinor };
  const placed = { rows, standing: plainStanding, cutoffs, settings, asOf, calendar, predicted };
  const explained = explain(placed);
  return risingView({
    figures,
    held: {},
    ways: [explained.level, explained.abc],
    cutoffs: rankingOf(figures, cutoffs),
    ...{ settings, today, calendar, currency },
    ...over,
  });
}
const usd = (minor: number) => ({ amount: (minor / 100).toFixed(2), currency });
const abcB = cutoffs.abcB ?? Number.NaN;
const low = [sale(200, 500)];

describe('a rising customer', () => {
  const { days } = settings.rising;

  test('came up by an order of their own, and that counts until a day', () => {
    const shown = view(low, { held: { level: heldSince(3) } });
    expect(shown).toMatchObject({
      is: true,
      days,
      rose: { on: dateOfDay(today - 3), until: dateOfDay(today - 3 + days - 1) },
      expected: null,
    });
    expect(view(low, { held: { level: heldSince(days - 1) } })).toMatchObject({
      is: true,
      rose: { until: dateOfDay(today) },
    });
    expect(view(low, { held: { level: heldSince(days) } })).toMatchObject({
      is: false,
      rose: null,
    });
  });

  test.each([
    ['the movement of others', { cause: 'others' as const }],
    ['a fall', { from: 'A' }],
    ['a class that is not A or B', { value: 'C', from: 'D' }],
  ])('is nobody by %s', (_, over) => {
    expect(view(low, { held: { abc: heldSince(1, over) } })).toMatchObject({
      is: false,
      rose: null,
    });
  });

  test('is expected to reach the next spend class, or so much short of it', () => {
    const missing = 250;
    const short = view(low, {}, abcB - 500 - missing);
    expect(short).toMatchObject({ is: false, rose: null });
    expect(short?.expected).toEqual({
      amount: usd(500),
      soon: usd(abcB - 500 - missing),
      next: usd(abcB),
      missing: usd(missing),
    });
    const there = view(low, {}, abcB - 500);
    expect(there).toMatchObject({ is: true });
    expect(there?.expected?.missing).toBeNull();
  });

  test('has the smallest order named that brings A or B', () => {
    const shown = view(low);
    expect(shown?.order).not.toBeNull();
    const minor = Math.round(Number(shown?.order?.amount) * 100);
    const comesUp = (amount: number) => {
      const predicted = { potentialMinor: null, soonMinor: null };
      const placed = { rows: low, standing: plainStanding, cutoffs, settings, asOf, calendar };
      const then = classesWith(
        { ...placed, predicted },
        { placedOn: today, minor: amount, on: today },
      );
      return [then.level, then.abc].some((value) => value === 'A' || value === 'B');
    };
    expect([minor, minor - 1].map(comesUp)).toEqual([true, false]);
  });

  test('is said of nobody without an order that counts, or with an incomplete history', () => {
    expect(view([])).toBeNull();
    const read = readFigures(low, { asOf, calendar }, plainStanding);
    expect(view(low, { figures: { ...read.figures, historyIncomplete: true } })).toBeNull();
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classify } from '../../functions/segments/classify.ts';
import { changesOn, winBackBy } from '../../functions/segments/explain.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { schemes } from '../../functions/customers/customer.schema.ts';
import { buyer, prospect, today } from './population.ts';

const cutoffs: Cutoffs = {
  asOf: today * 86_400,
  ranked: 100,
  method: 'quintiles',
  recencyAbove: [12, 47, 120, 300],
  frequencyAbove: [1, 1, 2, 4],
  monetaryAbove: [1_000, 2_000, 4_000, 9_000],
  medianOrderMinor: 1_500,
  abcA: 9_000,
  abcB: 2_000,
  lifecycle: { t50: 40, t80: 90, t95: 180, writeOff: 360, method: 'fixed' },
  rhythm: { gaps: 0, historyDays: 0 },
  quadrant: { valueFrom: 3_000, daysFrom: 3 },
  largeOrderMinor: 5_000,
};
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

test('a coming change is exact: not the day before, and on the day what was announced', () => {
  fc.assert(
    fc.property(
      fc.record({
        lapsed: fc.integer({ min: 0, max: 400 }),
        orders: fc.integer({ min: 1, max: 9 }),
        netMinor: fc.integer({ min: -10, max: 20_000 }),
      }),
      fc.constantFrom(cutoffs, null),
      (one, under) => {
        const figures = buyer(one);
        const now = classify(figures, under, defaultSettings, today);
        const coming = changesOn(figures, under, defaultSettings, today);
        for (const scheme of schemes) {
          const change = coming[scheme];
          const until = change === null ? today + 500 : dayOf(change.date) - 1;
          for (let day = today; day <= until; day += 1) {
            expect(classify(figures, under, defaultSettings, day)[scheme]).toBe(now[scheme]);
          }
          if (change !== null) {
            expect(classify(figures, under, defaultSettings, until + 1)[scheme]).toBe(change.to);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('nothing is announced for a prospect, nor for a spend class', () => {
  expect(changesOn(prospect, cutoffs, defaultSettings, today)).toEqual({
    segment: null,
    level: null,
    abc: null,
    lifecycle: null,
    quadrant: null,
    loyalty: null,
    promotion: null,
    standard: null,
  });
  expect(changesOn(buyer(), cutoffs, defaultSettings, today).abc).toBeNull();
});

test('the last day to win somebody back is the day before they are let go', () => {
  const figures = buyer({ lapsed: 200 });
  const last = dayOf(winBackBy(figures, cutoffs, defaultSettings) ?? '');
  expect(classify(figures, cutoffs, defaultSettings, last).lifecycle).toBe('lost');
  expect(classify(figures, cutoffs, defaultSettings, last + 1).lifecycle).toBe('written_off');
  expect(winBackBy(prospect, cutoffs, defaultSettings)).toBeNull();
});

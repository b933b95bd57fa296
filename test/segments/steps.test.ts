import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abcOf } from '../../functions/segments/abc.ts';
import {
  abcSteps,
  promotionSteps,
  quadrantSteps,
} from '../../functions/segments/behaviourSteps.ts';
import type { Scores } from '../../functions/segments/classes.schema.ts';
import { promotionOf } from '../../functions/segments/promotion.ts';
import { quadrantOf } from '../../functions/segments/quadrant.ts';
import { levelSteps, nextPoints, segmentSteps } from '../../functions/segments/scoreSteps.ts';
import { scoresOf } from '../../functions/segments/rfm.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { buyer } from './population.ts';

const amount = fc.integer({ min: -500, max: 20_000 });

describe('the way to the next spend class', () => {
  test('is exact to the minor unit, up and down', () => {
    const cuts = { abcA: 9_000, abcB: 2_000 };
    fc.assert(
      fc.property(amount, (abcMinor) => {
        const now = abcOf(abcMinor, cuts);
        const windows = { recentMinor: 0, recentOrderDays: 0, abcMinor };
        const { up, down } = abcSteps(buyer(), windows, cuts, defaultSettings.abc, now);
        for (const [steps, sign] of [
          [up, 1],
          [down, -1],
        ] as const) {
          for (const { to, needs } of steps) {
            const [need] = needs;
            const minor = need?.what === 'money' ? need.minor : NaN;
            expect(minor).toBeGreaterThan(0);
            expect(abcOf(abcMinor + sign * minor, cuts)).toBe(to);
            expect(abcOf(abcMinor + sign * (minor - 1), cuts)).toBe(now);
          }
        }
        expect(up.length).toBe(now === 'A' ? 0 : 1);
        expect(down.length).toBe(now === 'none' ? 0 : 1);
      }),
    );
  });
});

test('the ways out of a quadrant are money one way and order days the other, each exact', () => {
  const cuts = { valueFrom: 5_000, daysFrom: 3 };
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 8 }), (recentMinor, recentOrderDays) => {
      const windows = { recentMinor, recentOrderDays, abcMinor: 0 };
      const now = quadrantOf(windows, cuts);
      const { up, down } = quadrantSteps(windows, cuts, now);
      expect(up.length + down.length).toBe(2);
      for (const [steps, sign] of [
        [up, 1],
        [down, -1],
      ] as const) {
        for (const { to, needs } of steps) {
          const moved = (less: number) => {
            const then = { ...windows };
            for (const need of needs) {
              if (need.what === 'money') then.recentMinor += sign * (need.minor - less);
              else then.recentOrderDays += sign * (need.amount - less);
            }
            return quadrantOf(then, cuts);
          };
          expect(moved(0)).toBe(to);
          expect(moved(1)).toBe(now);
        }
      }
    }),
  );
});

describe('points', () => {
  const scores = (recency: number, frequency: number, monetary: number): Scores => ({
    recency,
    frequency,
    monetary,
  });

  test('to the level above and to lose this one', () => {
    expect(levelSteps(scores(3, 3, 4), defaultSettings.level)).toEqual({
      up: [{ to: 'A', needs: [{ what: 'points', amount: 2 }] }],
      down: [{ to: 'C', needs: [{ what: 'points', amount: 2 }] }],
    });
    expect(levelSteps(scores(5, 5, 5), defaultSettings.level).up).toEqual([]);
    expect(levelSteps(scores(1, 1, 1), defaultSettings.level).down).toEqual([]);
  });

  test('of how recent and how often to the nearest better and worse name', () => {
    const placed = (recency: number, frequency: number, segment: 'at_risk' | 'champions') =>
      segmentSteps({
        scores: scores(recency, frequency, 3),
        lifecycle: 'regular',
        segment,
        level: 'B',
        abc: 'B',
        quadrant: 'gold',
        loyalty: 'none',
        promotion: 'full',
        unranked: null,
      });
    expect(placed(2, 3, 'at_risk')).toEqual({
      up: [{ to: 'needs_attention', needs: [{ what: 'recency', amount: 1 }] }],
      down: [{ to: 'dormant', needs: [{ what: 'frequency', amount: 1 }] }],
    });
    expect(placed(5, 5, 'champions').up).toEqual([]);
  });

  test('one more takes so many orders, or so much money, and not one less', () => {
    const above = {
      recencyAbove: [10, 20, 40, 80],
      frequencyAbove: [1, 1, 3, 6],
      monetaryAbove: [1_000, 2_000, 4_000, 8_000],
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), amount, (orders, netMinor) => {
        const figures = { recencyDays: 50, orders, netMinor };
        const now = scoresOf(figures, above);
        const cutoffs = { ...above } as Parameters<typeof nextPoints>[2];
        for (const { score, need } of nextPoints(figures, now, cutoffs)) {
          const then = (less: number) =>
            need.what === 'money'
              ? scoresOf({ ...figures, netMinor: netMinor + need.minor - less }, above)
              : scoresOf({ ...figures, orders: orders + need.amount - less }, above);
          if (score === 'recency') continue;
          expect(then(0)[score]).toBeGreaterThan(now[score]);
          expect(then(1)[score]).toBe(now[score]);
        }
      }),
    );
  });
});

test('so many orders with a code make somebody mixed who paid the full price', () => {
  const settings = defaultSettings.promotion;
  const figures = buyer({ orders: 10, codeOrders: 1, discountMinor: 0, netMinor: 50_000 });
  expect(promotionOf(figures, settings)).toBe('full');
  const { down } = promotionSteps(figures, 'full', settings);
  expect(down).toEqual([{ to: 'mixed', needs: [{ what: 'codeOrders', amount: 2 }] }]);
  const then = (more: number) =>
    promotionOf({ ...figures, orders: 10 + more, codeOrders: 1 + more }, settings);
  expect([then(1), then(2)]).toEqual(['full', 'mixed']);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../functions/segments/classify.ts';
import { computeCutoffs } from '../../functions/segments/cutoffs.ts';
import { GapCounts } from '../../functions/segments/gapCounts.ts';
import type { ClassSettings } from '../../functions/segments/run.schema.ts';
import { listed } from '../../functions/segments/orderStatistic.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { abcByRank, buyer, prospect, scoresByRank, today } from './population.ts';

interface Member {
  lapsed: number;
  orders: number;
  net: number;
}

const member = fc.record({
  lapsed: fc.integer({ min: 0, max: 900 }),
  orders: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 })),
  net: fc.oneof(fc.integer({ min: -500, max: 50 }), fc.integer({ min: 1, max: 1_000_000 })),
});
const shopOf = (minLength: number, maxLength = minLength + 70) =>
  fc.array(member, { minLength, maxLength });

function cutoffsOf(
  members: readonly Member[],
  orderMinor: number[] = [1_000, 3_000],
  settings: ClassSettings = defaultSettings,
) {
  return computeCutoffs(
    {
      recencyDays: listed(Float64Array.from(members, (one) => one.lapsed)),
      orders: listed(Float64Array.from(members, (one) => one.orders)),
      netMinor: Float64Array.from(members, (one) => one.net),
      abcMinor: null,
      recent: { buyers: 0, minor: 0, orderDays: 0 },
      gaps: new GapCounts(today),
      orderMinor: listed(Float64Array.from(orderMinor)),
      recentOrderMinor: listed(Float64Array.from(orderMinor)),
    },
    settings,
    today * 86_400,
  );
}

const place = (one: Member, cutoffs: ReturnType<typeof cutoffsOf>) =>
  classify(
    buyer({ lapsed: one.lapsed, orders: one.orders, netMinor: one.net }),
    cutoffs,
    defaultSettings,
    today,
  );

test('cut-offs place each member exactly where its rank in the shop does', () => {
  fc.assert(
    fc.property(shopOf(50), (members) => {
      const cutoffs = cutoffsOf(members);
      expect(cutoffs.method).toBe('quintiles');
      const placed = members.map((one) => place(one, cutoffs));
      expect(placed.map((one) => one.scores)).toEqual(scoresByRank(members));
      expect(placed.map((one) => one.abc)).toEqual(abcByRank(members.map((one) => one.net)));
    }),
  );
});

test('the order in which customers are read changes nothing', () => {
  fc.assert(
    fc.property(
      shopOf(5).chain((members) =>
        fc.tuple(
          fc.constant(members),
          fc.shuffledSubarray(members, { minLength: members.length }),
          fc.shuffledSubarray([100, 200, 700, 900, 5_000], { minLength: 5 }),
        ),
      ),
      ([members, shuffled, orders]) => {
        expect(cutoffsOf(shuffled, orders)).toEqual(
          cutoffsOf(members, [100, 200, 700, 900, 5_000]),
        );
      },
    ),
  );
});

test('the same shop in a currency of finer units gives the same classes', () => {
  fc.assert(
    fc.property(shopOf(5), fc.integer({ min: 2, max: 1_000 }), (members, times) => {
      const finer = members.map((one) => ({ ...one, net: one.net * times }));
      const cutoffs = cutoffsOf(members);
      const finerCutoffs = cutoffsOf(finer, [1_000 * times, 3_000 * times]);
      expect(finer.map((one) => place(one, finerCutoffs))).toEqual(
        members.map((one) => place(one, cutoffs)),
      );
    }),
  );
});

test('from 50 customers on, a shop of twins scores as the shop itself', () => {
  fc.assert(
    fc.property(shopOf(50), (members) => {
      const cutoffs = cutoffsOf(members);
      const doubled = cutoffsOf([...members, ...members]);
      for (const one of members) {
        expect(place(one, doubled).scores).toEqual(place(one, cutoffs).scores);
      }
    }),
  );
});

test('nobody is champion, loyal, active, new or promising while overdue or lost', () => {
  const warm = new Set(['champions', 'loyal', 'active', 'new', 'promising']);
  const cold = new Set(['overdue', 'lost', 'written_off']);
  fc.assert(
    fc.property(shopOf(5), (members) => {
      const cutoffs = cutoffsOf(members);
      for (const one of members) {
        const { segment, lifecycle } = place(one, cutoffs);
        expect(warm.has(segment ?? '') && cold.has(lifecycle)).toBe(false);
      }
    }),
  );
});

describe('small shops', () => {
  const members = (n: number): Member[] =>
    Array.from({ length: n }, () => ({ lapsed: 10, orders: 1, net: 2_000 }));

  test.each([
    [4, 'none'],
    [5, 'fixed'],
    [49, 'fixed'],
    [50, 'quintiles'],
  ])('%i ranked customers are scored by %s', (n, method) => {
    expect(cutoffsOf(members(n))).toMatchObject({ ranked: n, method });
  });

  test('below five there are no scores, but a lifecycle and a spend class', () => {
    expect(place({ lapsed: 10, orders: 1, net: 2_000 }, cutoffsOf(members(4)))).toEqual({
      scores: null,
      segment: null,
      level: null,
      abc: 'A',
      lifecycle: 'first_timer',
      quadrant: 'none',
      loyalty: 'too_early',
      promotion: 'full',
      unranked: 'tooFew',
    });
  });

  test.each([
    [{ lapsed: 30, orders: 1, net: 1_999 }, [5, 1, 1]],
    [{ lapsed: 31, orders: 2, net: 2_000 }, [4, 2, 2]],
    [{ lapsed: 90, orders: 3, net: 3_999 }, [4, 3, 2]],
    [{ lapsed: 91, orders: 4, net: 4_000 }, [3, 4, 3]],
    [{ lapsed: 180, orders: 5, net: 7_999 }, [3, 4, 3]],
    [{ lapsed: 181, orders: 6, net: 8_000 }, [2, 5, 4]],
    [{ lapsed: 365, orders: 6, net: 15_999 }, [2, 5, 4]],
    [{ lapsed: 366, orders: 60, net: 16_000 }, [1, 5, 5]],
  ])('fixed cuts, with a median order of 20.00: %j scores %j', (one, scores) => {
    const { scores: placed } = place(one, cutoffsOf(members(5)));
    expect([placed?.recency, placed?.frequency, placed?.monetary]).toEqual(scores);
  });

  test('the fixed cuts are the shop’s to set', () => {
    const cutoffs = cutoffsOf(members(5), undefined, {
      ...defaultSettings,
      fixedScores: {
        recencyDays: { r5: 7, r4: 14, r3: 21, r2: 28 },
        orders: { f2: 3, f3: 5, f4: 7, f5: 9 },
        medianTimes: { m2: 0.5, m3: 1, m4: 1.5, m5: 2 },
      },
    });
    const at = (lapsed: number, orders: number, net: number) =>
      place({ lapsed, orders, net }, cutoffs).scores;
    expect(at(7, 2, 999)).toEqual({ recency: 5, frequency: 1, monetary: 1 });
    expect(at(8, 3, 1_000)).toEqual({ recency: 4, frequency: 2, monetary: 2 });
    expect(at(28, 9, 3_999)).toEqual({ recency: 2, frequency: 5, monetary: 4 });
    expect(at(29, 9, 4_000)).toEqual({ recency: 1, frequency: 5, monetary: 5 });
  });

  test('a median between two orders cuts exactly', () => {
    const cutoffs = cutoffsOf(members(5), [1_000, 1_001]);
    expect(cutoffs.medianOrderMinor).toBe(1_000.5);
    expect(place({ lapsed: 0, orders: 1, net: 1_000 }, cutoffs).scores?.monetary).toBe(1);
    expect(place({ lapsed: 0, orders: 1, net: 1_001 }, cutoffs).scores?.monetary).toBe(2);
    expect(place({ lapsed: 0, orders: 1, net: 2_001 }, cutoffs).scores?.monetary).toBe(3);
  });

  test('a shop without customers has cut-offs all the same', () => {
    expect(cutoffsOf([], [])).toMatchObject({
      ranked: 0,
      method: 'none',
      medianOrderMinor: null,
      abcA: null,
      abcB: null,
      largeOrderMinor: null,
    });
  });
});

describe('large orders', () => {
  test('below 20 orders: above three times the median', () => {
    expect(cutoffsOf([], [100, 100, 400]).largeOrderMinor).toBe(300);
  });
  test('from 20 orders on: above the 95th percentile', () => {
    const values = Array.from({ length: 20 }, (_, i) => (i + 1) * 100);
    expect(cutoffsOf([], values).largeOrderMinor).toBe(1_900);
  });
});

describe('who is not ranked', () => {
  const cutoffs = cutoffsOf(
    Array.from({ length: 60 }, (_, i) => ({ lapsed: i, orders: 1 + (i % 7), net: i * 100 })),
  );
  const placeFigures = (figures: typeof prospect) =>
    classify(figures, cutoffs, defaultSettings, today);

  test('a prospect has no order at all', () => {
    expect(placeFigures(prospect)).toEqual({
      scores: null,
      segment: 'prospects',
      level: null,
      abc: 'none',
      lifecycle: 'prospect',
      quadrant: 'none',
      loyalty: 'too_early',
      promotion: null,
      unranked: 'prospect',
    });
  });
  test('orders that all fell through are no prospect and no rank', () => {
    expect(placeFigures({ ...prospect, rows: 2 })).toMatchObject({
      segment: null,
      level: null,
      lifecycle: 'prospect',
      unranked: 'noValidOrder',
    });
  });
  test('whoever has orders we may not see keeps a lifecycle and nothing that compares', () => {
    expect(placeFigures(buyer({ historyIncomplete: true, lapsed: 3 }))).toEqual({
      scores: null,
      segment: null,
      level: null,
      abc: null,
      lifecycle: 'regular',
      quadrant: null,
      loyalty: null,
      promotion: null,
      unranked: 'historyIncomplete',
    });
  });
  test('credits beyond the orders leave no net spend', () => {
    expect(placeFigures(buyer({ netMinor: -5 }))).toMatchObject({ abc: 'none', unranked: null });
  });
});

describe('lifecycle by days since the last order', () => {
  test.each([
    [1, 0, 'first_timer'],
    [1, 40, 'first_timer'],
    [1, 41, 'slowing'],
    [2, 40, 'regular'],
    [2, 41, 'slowing'],
    [2, 90, 'slowing'],
    [2, 91, 'overdue'],
    [1, 180, 'overdue'],
    [1, 181, 'lost'],
    [9, 360, 'lost'],
    [9, 361, 'written_off'],
  ])('%i order days, %i days ago: %s', (orderDays, lapsed, lifecycle) => {
    expect(
      classify(buyer({ orders: 9, orderDays, lapsed }), null, defaultSettings, today).lifecycle,
    ).toBe(lifecycle);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../functions/platform/refusal.ts';
import {
  defaultSettings,
  settingsSchema,
  type Settings,
} from '../../functions/shops/settings.schema.ts';
import { refuseContradictions } from '../../functions/shops/settingsRules.ts';

function refusalOf(settings: Settings): Refusal | null {
  try {
    refuseContradictions(settings);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The settings with one value, named by its path, set to another. */
function withValue(settings: Settings, field: string, value: unknown): Settings {
  return settingsSchema.parse(replaced(settings, field.split('.'), value));
}

function replaced(holder: object, [name = '', ...inner]: string[], value: unknown): object {
  expect(Object.keys(holder)).toContain(name);
  const held: unknown = Reflect.get(holder, name);
  return {
    ...holder,
    [name]: inner.length === 0 ? value : replaced(held as object, inner, value),
  };
}

/** Every number of the settings by its path. */
function numbersIn(value: object, path = ''): [string, number][] {
  return Object.entries(value).flatMap(([name, one]): [string, number][] => {
    if (typeof one === 'number') return [[path + name, one]];
    return typeof one === 'object' && one !== null && !Array.isArray(one)
      ? numbersIn(one, `${path}${name}.`)
      : [];
  });
}
/** Those the body's own schema bounds are no contradiction, and refused before. */
const thresholds = [
  ...numbersIn(defaultSettings).filter(([field]) => !field.startsWith('suddenGrowth')),
  ['abc.windowDays', 365] as [string, number],
];

describe('settings of a shop', () => {
  it('are fine as they come', () => {
    expect(refusalOf(defaultSettings)).toBeNull();
  });

  it.each([
    ['crossing level cuts', 'level.cuts.a', 9, 'level.cuts.a', 10],
    ['a level cut above every score', 'level.cuts.a', 16, 'level.cuts.a', 15],
    ['a level cut that leaves nobody to wake', 'level.cuts.c', 3, 'level.cuts.c', 4],
    ['a weight beyond all measure', 'level.weights.recency', 101, 'level.weights.recency', 100],
    [
      'days of points that cross',
      'fixedScores.recencyDays.r4',
      30,
      'fixedScores.recencyDays.r4',
      31,
    ],
    ['one order that is often', 'fixedScores.orders.f2', 1, 'fixedScores.orders.f2', 2],
    ['spend of no measure', 'fixedScores.medianTimes.m2', 0, 'fixedScores.medianTimes.m2', 0.1],
    ['spend shares that cross', 'abc.aMoneyShare', 0.96, 'abc.bMoneyShare', 0.97],
    ['no medium spender at all', 'abc.bMoneyShare', 1, 'abc.bMoneyShare', 0.99],
    ['a share of customers above one', 'abc.aCustomerShare', 1.5, 'abc.aCustomerShare', 1],
    ['a window of no day', 'abc.windowDays', 0, 'abc.windowDays', 1],
    ['boundaries that cross', 'lifecycle.fixed.t80', 200, 'lifecycle.fixed.t95', 201],
    ['no time to win back', 'lifecycle.winBackDays', 0, 'lifecycle.winBackDays', 1],
    ['shares of the rhythm that cross', 'lifecycle.rhythm.t80', 0.5, 'lifecycle.rhythm.t80', 0.51],
    ['a year that looks back a week', 'quadrant.windowDays', 7, 'quadrant.windowDays', 15],
    ['loyal after one order day', 'loyalty.leastOrderDays', 1, 'loyalty.leastOrderDays', 2],
    [
      'offers waited for by who pays in full',
      'promotion.drivenLeastCodes',
      0.1,
      'promotion.drivenLeastCodes',
      0.21,
    ],
    ['a percentile of one', 'largeOrder.percentile', 1, 'largeOrder.percentile', 0.99],
    ['exports kept for a year', 'retentionDays.exports', 365, 'retentionDays.exports', 30],
  ])('refuse %s and say what would do', (_what, changed, value, field, nearest) => {
    const settings = withValue(defaultSettings, changed, value);
    const refusal = refusalOf(settings);
    expect(refusal?.details).toEqual({ field, nearest });
    expect(refusal?.message).toContain(String(nearest));
    expect(mendedWholly(settings, changed.startsWith('level.weights') ? 4 : 1)).toBe(true);
  });

  it('never refuse a value without one that is accepted in its place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...thresholds),
        fc.oneof(fc.integer({ min: -5, max: 5_000 }), fc.double({ min: -2, max: 2, noNaN: true })),
        ([changed, usual], other) => {
          const value = Number.isInteger(usual) ? Math.round(other) : other;
          const settings = withValue(defaultSettings, changed, value);
          const refusal = refusalOf(settings);
          if (refusal === null) return;
          const { field, nearest } = refusal.details;
          const mended = withValue(settings, String(field), nearest);
          const isOfLevel = changed.startsWith('level.weights');
          if (!isOfLevel) expect(refusalOf(mended)).toBeNull();
          expect(mendedWholly(mended, 4)).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('can be mended one value after another, whatever is wrong with all of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...thresholds), fc.integer({ min: -3, max: 4_000 })), {
          maxLength: 12,
        }),
        (changes) => {
          const settings = changes.reduce(
            (so, [[field], value]) => withValue(so, field, value),
            defaultSettings,
          );
          expect(mendedWholly(settings, thresholds.length)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

function mendedWholly(settings: Settings, mostSteps: number): boolean {
  let now = settings;
  for (let step = 0; step <= mostSteps; step += 1) {
    const refusal = refusalOf(now);
    if (refusal === null) return true;
    now = withValue(now, String(refusal.details['field']), refusal.details['nearest']);
  }
  return false;
}

import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { refuseContradictions } from '../../functions/shops/settingsRules.ts';

describe('settings of a shop', () => {
  it('are fine as they come', () => {
    expect(() => {
      refuseContradictions(defaultSettings);
    }).not.toThrow();
  });

  it.each([
    [
      'crossing level cuts',
      { level: { ...defaultSettings.level, cuts: { a: 9, b: 9, c: 6 } } },
      /at least 10/,
    ],
    [
      'a negative weight',
      { level: { ...defaultSettings.level, weights: { recency: -1, frequency: 1, monetary: 1 } } },
      /below 0/,
    ],
    [
      'spend shares that cross',
      { abc: { ...defaultSettings.abc, aMoneyShare: 0.95, bMoneyShare: 0.8 } },
      /0\.8 and 0\.95/,
    ],
    [
      'a share of customers above one',
      { abc: { ...defaultSettings.abc, aCustomerShare: 1.5 } },
      /at most 1/,
    ],
    [
      'boundaries that cross',
      { lifecycle: { ...defaultSettings.lifecycle, fixed: { t50: 40, t80: 200, t95: 180 } } },
      /at least 201/,
    ],
    [
      'no time to win back',
      { lifecycle: { ...defaultSettings.lifecycle, winBackDays: 0 } },
      /at least 1 day/,
    ],
    [
      'a percentile of one',
      { largeOrder: { ...defaultSettings.largeOrder, percentile: 1 } },
      /between 0 and 1/,
    ],
  ])('refuse %s in words that say what would do', (_what, change, words) => {
    expect(() => {
      refuseContradictions({ ...defaultSettings, ...change });
    }).toThrow(words);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { shopAsOf } from '../../functions/segments/asOf.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import { openPastCutoffs } from '../../functions/segments/pastCutoffs.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { timeZones } from './anyCustomer.ts';
import { anyCustomers, anyRows, now, runOn } from './pastShop.ts';

/** Windows short enough that days leave them while the shop is watched. */
const settings = {
  ...defaultSettings,
  abc: { ...defaultSettings.abc, windowDays: 60 },
  quadrant: { ...defaultSettings.quadrant, windowDays: 30 },
  lifecycle: {
    ...defaultSettings.lifecycle,
    rhythm: { ...defaultSettings.lifecycle.rhythm, leastGaps: 1, leastHistoryDays: 10 },
  },
  staff: { purchases: 'exclude' as const, tags: [], codes: ['STAFF'] },
};

function withoutValues({ wholesale, ...retail }: Cutoffs): Cutoffs {
  const unknown = { medianOrderMinor: null, largeOrderMinor: null };
  const own = { ...retail, ...unknown };
  return wholesale === undefined ? own : { ...own, wholesale: { ...wholesale, ...unknown } };
}

test('the cut-offs of past mornings are those a whole run in the first second of each would have found', () => {
  const methods = new Set<string>();
  fc.assert(
    fc.property(
      anyCustomers,
      anyRows,
      fc.integer({ min: 0, max: 200 }),
      fc.constantFrom(...timeZones),
      fc.constantFrom(settings, { ...settings, abc: defaultSettings.abc }),
      (customers, walkIns, daysAgo, timeZone, chosen) => {
        const calendar = calendarOf(timeZone);
        const { columns, orders } = runOn(customers, walkIns, chosen, { asOf: now, calendar });
        const lastDay = calendar.dayOf(now) - daysAgo;
        const days = { firstDay: lastDay - 40, lastDay };
        const cutoffs = openPastCutoffs({ columns, orders, calendar }, chosen, days);
        for (let day = days.firstDay; day <= lastDay; day += 13) {
          const at = { asOf: calendar.startOf(day), calendar };
          const whole = shopAsOf({ columns, orders }, chosen, at).cutoffs;
          expect(cutoffs.on(day)).toEqual(withoutValues(whole));
          methods.add(whole.method);
        }
      },
    ),
    // The same shops each time: of so few runs not every chance meets every method.
    { numRuns: 14, seed: 11, endOnFailure: true },
  );
  expect([...methods]).toEqual(expect.arrayContaining(['fixed', 'quintiles']));
});

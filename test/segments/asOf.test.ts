import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { shopAsOf } from '../../functions/segments/asOf.ts';
import { idAt, indexOfId, numericColumns } from '../../functions/segments/columns.ts';
import { dayOfDate, pastDayOf } from '../../functions/segments/pastDay.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { timeZones } from './anyCustomer.ts';
import { anyCustomers, anyRows, cutAt, now, rowsAt, runOn, standardsOn } from './pastShop.ts';

const settings = {
  ...defaultSettings,
  abc: { ...defaultSettings.abc, windowDays: 365 },
  lifecycle: {
    ...defaultSettings.lifecycle,
    rhythm: { ...defaultSettings.lifecycle.rhythm, leastGaps: 10, leastHistoryDays: 90 },
  },
  standards: [
    { key: 'key' as const, query: 'orders > 2 AND last_order_date > -90d' },
    { key: 'general' as const, query: 'orders > 0' },
  ],
  staff: { purchases: 'exclude' as const, tags: [], codes: ['STAFF'] },
};

describe('a shop as of a past day', () => {
  test('is what a run on that day computed: the same cut-offs and the same columns, byte for byte', () => {
    const methods = new Set<string>();
    fc.assert(
      fc.property(
        anyCustomers,
        anyRows,
        fc.constantFrom(0, 1, 30, 90, 200, 330, 620),
        fc.constantFrom(...timeZones),
        (customers, walkIns, daysAgo, timeZone) => {
          const calendar = calendarOf(timeZone);
          const at = { asOf: now - daysAgo * 86_400, calendar };
          const then = runOn(cutAt(customers, at.asOf), rowsAt(walkIns, at.asOf), settings, at);
          const today = runOn(customers, walkIns, settings, { asOf: now, calendar });
          const past = shopAsOf(today, settings, at, standardsOn(settings, at));
          expect(past.cutoffs).toEqual(then.cutoffs);
          methods.add(`${past.cutoffs.method} ${past.cutoffs.lifecycle.method}`);
          expect(past.there.reduce((sum, there) => sum + there, 0)).toBe(then.columns.count);
          const wrong: string[] = [];
          for (let i = 0; i < then.columns.count; i += 1) {
            const id = idAt(then.columns, i);
            const index = indexOfId(past.columns, id);
            if (past.there[index] !== 1) wrong.push(`${id} there`);
            for (const name of numericColumns) {
              const [one, other] = [past.columns[name][index], then.columns[name][i]];
              if (!Object.is(one, other)) {
                wrong.push(`${id} ${name}: ${String(one)} for ${String(other)}`);
              }
            }
          }
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
    expect([...methods].sort()).toEqual(
      expect.arrayContaining(['fixed fixed', 'none fixed', 'quintiles rhythm']),
    );
  });
});

describe('a day that is asked about', () => {
  const calendar = calendarOf('Pacific/Kiritimati');
  test('ends with its last second, and today with now', () => {
    const today = calendar.dayOf(now);
    expect(pastDayOf('2024-02-28', calendar, now)).toEqual({
      date: '2024-02-28',
      day: dayOfDate('2024-02-28'),
      asOf: calendar.startOf(dayOfDate('2024-02-29')!) - 1,
      isToday: false,
    });
    expect(pastDayOf({ daysAgo: 0 }, calendar, now)).toMatchObject({ day: today, asOf: now });
  });

  test('is refused in words where it has not come or does not exist', () => {
    expect(() => pastDayOf('2024-03-03', calendar, now)).toThrow(/up to 2024-03-02/);
    for (const date of ['2023-02-29', 'yesterday', '2024-1-1', '']) {
      expect(() => pastDayOf(date, calendar, now)).toThrow(/is no date/);
    }
  });
});

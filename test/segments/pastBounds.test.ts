import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { shopAsOf } from '../../functions/segments/asOf.ts';
import { isSale } from '../../functions/segments/orderColumns.ts';
import { pastBounds } from '../../functions/segments/pastBounds.ts';
import { undoneAt } from '../../functions/segments/saleSpan.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { timeZones } from './anyCustomer.ts';
import { anyCustomers, anyRows, now, runOn } from './pastShop.ts';

const settings = {
  ...defaultSettings,
  lifecycle: {
    ...defaultSettings.lifecycle,
    rhythm: { ...defaultSettings.lifecycle.rhythm, leastGaps: 1, leastHistoryDays: 10 },
  },
  staff: { purchases: 'exclude' as const, tags: [], codes: ['STAFF'] },
};

describe('the boundaries of past mornings', () => {
  test('are those a whole run in the first second of each day would have found', () => {
    const methods = new Set<string>();
    fc.assert(
      fc.property(
        anyCustomers,
        anyRows,
        fc.integer({ min: 0, max: 200 }),
        fc.constantFrom(...timeZones),
        (customers, walkIns, daysAgo, timeZone) => {
          const calendar = calendarOf(timeZone);
          const { columns, orders } = runOn(customers, walkIns, settings, { asOf: now, calendar });
          const lastDay = calendar.dayOf(now) - daysAgo;
          const days = { firstDay: lastDay - 12, lastDay };
          const bounds = pastBounds({ columns, orders, calendar }, settings, days);
          for (let day = days.firstDay; day <= lastDay; day += 4) {
            const at = { asOf: calendar.startOf(day), calendar };
            const { cutoffs } = shopAsOf({ columns, orders }, settings, at);
            expect(bounds.on(day, false)).toEqual(cutoffs.lifecycle);
            if (cutoffs.wholesale !== undefined) {
              expect(bounds.on(day, true)).toEqual(cutoffs.wholesale.lifecycle);
            }
            methods.add(cutoffs.lifecycle.method);
          }
        },
      ),
      { numRuns: 120 },
    );
    expect([...methods].sort()).toEqual(['fixed', 'rhythm']);
  });

  test('an order counts from its instant until it is undone, and never again', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 0, max: 700 }), (walkIns, daysAgo) => {
        const calendar = calendarOf('UTC');
        const { orders } = runOn([], walkIns, settings, { asOf: now, calendar });
        const at = now - daysAgo * 86_400;
        for (let row = 0; row < orders.count; row += 1) {
          const counts = (orders.placedAt[row] ?? 0) <= at && at < undoneAt(orders, row);
          expect(counts).toBe(isSale(orders, row, at));
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { shopAsOf } from '../../functions/segments/asOf.ts';
import { isSale } from '../../functions/segments/orderColumns.ts';
import { pastBounds } from '../../functions/segments/pastBounds.ts';
import { pastLargeLines } from '../../functions/segments/pastLargeLines.ts';
import { undoneAt } from '../../functions/segments/saleSpan.ts';
import { ValueCounts } from '../../functions/segments/valueCounts.ts';
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
      { numRuns: 50 },
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

describe('the large-order lines of past mornings', () => {
  test.each([
    ['few orders', 20],
    ['many', 3],
  ])('are those a whole run would have found, by %s', (_, fromOrders) => {
    const largeOrder = { ...settings.largeOrder, fromOrders };
    const found = new Set<string>();
    fc.assert(
      fc.property(
        anyCustomers,
        anyRows,
        fc.integer({ min: 0, max: 300 }),
        fc.constantFrom(...timeZones),
        (customers, walkIns, daysAgo, timeZone) => {
          const calendar = calendarOf(timeZone);
          const { columns, orders } = runOn(customers, walkIns, settings, { asOf: now, calendar });
          const lastDay = calendar.dayOf(now) - daysAgo;
          const days = { firstDay: lastDay - 30, lastDay };
          const lines = pastLargeLines({ columns, orders, calendar }, largeOrder, days);
          for (let day = days.firstDay; day <= lastDay; day += 10) {
            const at = { asOf: calendar.startOf(day), calendar };
            const { cutoffs } = shopAsOf({ columns, orders }, { ...settings, largeOrder }, at);
            expect(lines.on(day, 'retail')).toBe(cutoffs.largeOrderMinor);
            expect(lines.on(day, 'wholesale')).toBe(cutoffs.wholesale?.largeOrderMinor ?? null);
            found.add(cutoffs.largeOrderMinor === null ? 'none' : 'some');
          }
        },
      ),
      { numRuns: 30 },
    );
    expect(found).toContain('some');
  });

  test('come of counts that give any rank of any values exactly', () => {
    const value = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 50 }));
    const close = fc.integer({ min: 0, max: 40 }).map((more) => 2 ** 24 + more);
    fc.assert(
      fc.property(fc.array(fc.oneof(value, close)), fc.array(value), (kept, gone) => {
        const counts = new ValueCounts();
        for (const one of [...gone, ...kept]) counts.add(one, 1);
        for (const one of gone) counts.add(one, -1);
        const ascending = [...kept].sort((one, other) => one - other);
        expect(ascending.map((_, rank) => counts.smallest(rank))).toEqual(ascending);
        expect(counts.smallest(kept.length)).toBeNull();
      }),
      { numRuns: 10 },
    );
  });
});

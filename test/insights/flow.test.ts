import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { flowOf } from '../../functions/insights/flow.ts';
import { flowSchema, type Flow } from '../../functions/insights/insights.schema.ts';
import { shopAsOf } from '../../functions/segments/asOf.ts';
import { lifecycleKeys } from '../../functions/segments/classes.schema.ts';
import type { History } from '../../functions/segments/histories.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { anyShop, asOf, historyOf, order, type Buyer } from './history.ts';

/** A shop that knows its own rhythm early, so that boundaries move from month to month. */
const quick = {
  ...defaultSettings,
  lifecycle: {
    ...defaultSettings.lifecycle,
    rhythm: { ...defaultSettings.lifecycle.rhythm, leastGaps: 3, leastHistoryDays: 60 },
  },
};

/** The run's own classes, which the last day shows as they are. */
function placed(history: History, settings = defaultSettings): History {
  const calendar = calendarOf(history.meta.timeZone);
  const { columns } = shopAsOf(history, settings, { asOf, calendar });
  history.columns.lifecycle.set(columns.lifecycle);
  return history;
}

const shopOf = (buyers: readonly Buyer[], timeZone = 'UTC') =>
  placed(historyOf(buyers, { timeZone }));
const sizesOn = ({ states }: Flow, at: number) =>
  states.map(({ key, sizes }) => [key, sizes[at] ?? 0] as const);

describe('where customers stood month by month', () => {
  test('is where the whole shop, placed anew as of that day, has them', () => {
    fc.assert(
      fc.property(
        anyShop,
        fc.constantFrom(defaultSettings, quick),
        ({ buyers, timeZone }, settings) => {
          const history = placed(historyOf(buyers, { timeZone }), settings);
          const calendar = calendarOf(timeZone);
          const flow = flowOf(history, settings, 'all');
          flowSchema.parse(flow);
          flow.days.forEach((date, at) => {
            const day = Date.parse(date) / 86_400_000;
            const end = Math.min(asOf, calendar.startOf(day + 1) - 1);
            const { columns, there } = shopAsOf(history, settings, { asOf: end, calendar });
            const isLast = at === flow.days.length - 1;
            const stood = Array.from(there, (on, i) =>
              on === 1 || isLast ? lifecycleKeys[columns.lifecycle[i] ?? 0] : 'not_there',
            );
            for (const [key, size] of sizesOn(flow, at)) {
              expect(size, `${key} on ${date}`).toBe(stood.filter((one) => one === key).length);
            }
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  test('and who went where add up, both to where they came from and to where they went', () => {
    fc.assert(
      fc.property(anyShop, ({ buyers, timeZone }) => {
        const { states, flows, days } = flowOf(shopOf(buyers, timeZone), defaultSettings, 'retail');
        expect(flows).toHaveLength(days.length - 1);
        flows.forEach((moves, at) => {
          const sum = (end: 'from' | 'to', place: number) =>
            moves
              .filter((move) => move[end] === place)
              .reduce((total, { customers }) => total + customers, 0);
          states.forEach(({ sizes }, place) => {
            expect([sum('from', place), sum('to', place)]).toEqual([sizes[at], sizes[at + 1]]);
          });
        });
      }),
    );
  });

  test('looks back over twelve ends of months and today', () => {
    const { days } = flowOf(shopOf([]), defaultSettings, 'retail');
    expect([days.length, days[0], days.at(-2), days.at(-1)]).toEqual([
      13,
      '2025-11-30',
      '2026-10-31',
      '2026-11-22',
    ]);
  });

  test('knows an order on the days before it was refunded, and nobody before they came', () => {
    const undone = order(60, 1_000, {
      refunds: [{ refundId: '1', at: asOf - 10 * 86_400, minor: 1_000 }],
    });
    const flow = flowOf(shopOf([{ rows: [undone] }]), defaultSettings, 'retail');
    const stood = flow.days.map((_, at) => sizesOn(flow, at).find(([, size]) => size === 1)?.[0]);
    expect(stood.slice(-4)).toEqual(['not_there', 'first_timer', 'first_timer', 'prospect']);
  });
});

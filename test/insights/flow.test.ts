import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowOf } from '../../functions/insights/flow.ts';
import { flowSchema, type Flow } from '../../functions/insights/insights.schema.ts';
import { anyShop, asOf, dateIn, historyOf, limits, order, sales, type Buyer } from './history.ts';

/** Where a customer stood at the end of a day, told from the ledger by hand. */
function stateOn({ rows, incomplete }: Buyer, date: string, timeZone: string): string {
  const end = date === dateIn(timeZone, asOf) ? asOf : lastSecondOf(date, timeZone);
  const counted = sales(rows, end).filter((row) => row.placedAt <= end);
  const own = counted.filter(({ flags }) => !flags.includes('subscription'));
  const days = new Set(
    (own.length > 0 ? own : counted).map((row) => dateIn(timeZone, row.placedAt)),
  );
  const last = [...days].sort().at(-1);
  if (last === undefined) return 'prospect';
  const lapsed = (Date.parse(date) - Date.parse(last)) / 86_400_000;
  if (lapsed <= limits.t50)
    return days.size === 1 && incomplete !== true ? 'first_timer' : 'regular';
  if (lapsed <= limits.t80) return 'slowing';
  if (lapsed <= limits.t95) return 'overdue';
  return lapsed <= limits.writeOff ? 'lost' : 'written_off';
}

const lastSeconds = new Map<string, number>();

function lastSecondOf(date: string, timeZone: string): number {
  const known = lastSeconds.get(`${date} ${timeZone}`);
  if (known !== undefined) return known;
  let second = Date.parse(`${date}T00:00:00Z`) / 1000 - 86_400;
  for (const step of [3_600, 60, 1]) {
    while (dateIn(timeZone, second + step) <= date) second += step;
  }
  lastSeconds.set(`${date} ${timeZone}`, second);
  return second;
}

const sizesOn = ({ states }: Flow, at: number) =>
  states.map(({ key, sizes }) => [key, sizes[at] ?? 0] as const);

describe('where customers stood month by month', () => {
  test('is what each ledger said on that day, and nothing that came later', () => {
    fc.assert(
      fc.property(anyShop, ({ buyers, timeZone }) => {
        const flow = flowOf(historyOf(buyers, { timeZone }), 'all');
        flowSchema.parse(flow);
        flow.days.forEach((date, at) => {
          const stood = buyers.map((buyer) => stateOn(buyer, date, timeZone));
          for (const [key, size] of sizesOn(flow, at)) {
            expect(size, `${key} on ${date}`).toBe(stood.filter((one) => one === key).length);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  test('and who went where add up, both to where they came from and to where they went', () => {
    fc.assert(
      fc.property(anyShop, ({ buyers, timeZone }) => {
        const { states, flows, days } = flowOf(historyOf(buyers, { timeZone }), 'retail');
        expect(flows).toHaveLength(days.length - 1);
        flows.forEach((moves, at) => {
          const sum = (end: 'from' | 'to', code: number) =>
            moves
              .filter((move) => move[end] === code)
              .reduce((total, { customers }) => total + customers, 0);
          states.forEach(({ sizes }, code) => {
            expect([sum('from', code), sum('to', code)]).toEqual([sizes[at], sizes[at + 1]]);
          });
        });
      }),
    );
  });

  test('looks back over twelve ends of months and today', () => {
    const { days } = flowOf(historyOf([]), 'retail');
    expect([days.length, days[0], days.at(-2), days.at(-1)]).toEqual([
      13,
      '2025-11-30',
      '2026-10-31',
      '2026-11-22',
    ]);
  });

  test('knows an order on the days before it was refunded', () => {
    const undone = order(60, 1_000, {
      refunds: [{ refundId: '1', at: asOf - 10 * 86_400, minor: 1_000 }],
    });
    const flow = flowOf(historyOf([{ rows: [undone] }]), 'retail');
    const stood = flow.days.map((_, at) => sizesOn(flow, at).find(([, size]) => size === 1)?.[0]);
    expect(stood.slice(-3)).toEqual(['first_timer', 'first_timer', 'prospect']);
  });

  test('judges wholesale customers by their own boundaries', () => {
    const history = historyOf([{ rows: [order(60)], wholesale: true }, { rows: [order(60)] }]);
    const own = { lifecycle: { t50: 100, t80: 200, t95: 300, writeOff: 400, method: 'fixed' } };
    Object.assign(history.meta.cutoffs, { wholesale: own });
    const today = (who: 'retail' | 'wholesale') =>
      sizesOn(flowOf(history, who), 12).find(([, size]) => size === 1)?.[0];
    expect([today('retail'), today('wholesale')]).toEqual(['slowing', 'first_timer']);
  });
});

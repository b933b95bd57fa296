import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { foldLedger, type FoldableRow } from '../../functions/customers/fold.ts';
import { orderFlags, payments } from '../../functions/customers/orderFact.ts';
import { lifecycleOf, fixedLifecycle } from '../../functions/segments/lifecycle.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import { plainStanding } from '../../functions/segments/standing.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';

const day = 86_400;
const start = 19_000 * day;
const sale = (placedAt: number, over: Partial<FoldableRow> = {}): FoldableRow => ({
  kind: 'order',
  placedAt,
  cancelledAt: null,
  payment: 'paid',
  totalMinor: 1_000,
  refunds: [],
  discountMinor: 0,
  flags: [],
  ...over,
});

const instant = fc.integer({ min: start, max: start + 500 * day });
const row = fc.record({
  kind: fc.constantFrom('order', 'order', 'order', 'credit'),
  placedAt: instant,
  cancelledAt: fc.option(instant),
  payment: fc.constantFrom(...payments),
  totalMinor: fc.integer({ min: 0, max: 9_999 }),
  refunds: fc.array(fc.record({ at: instant, minor: fc.integer({ min: 1, max: 5_000 }) }), {
    maxLength: 2,
  }),
  discountMinor: fc.nat(500),
  flags: fc.subarray([...orderFlags]),
});

test("the figures are the ledger's own totals", () => {
  fc.assert(
    fc.property(
      fc.array(row),
      instant,
      fc.constantFrom('UTC', 'Asia/Seoul', 'America/Havana', 'Pacific/Apia'),
      (rows, asOf, zone) => {
        const calendar = calendarOf(zone);
        const ordered = rows.toSorted((one, other) => one.placedAt - other.placedAt);
        const totals = foldLedger(ordered, { asOf, calendar });
        const { figures, discountMinor } = readFigures(ordered, { asOf, calendar }, plainStanding);
        const { rows: all, orders, orderDays, netMinor, firstAt, lastAt } = figures;
        expect({
          rows: all,
          orders,
          orderDays,
          netMinor,
          discountMinor,
          firstAt,
          lastAt,
        }).toEqual(totals);
      },
    ),
  );
});

test('the usual gap is the median between order days, from two gaps on', () => {
  const at = { asOf: start + 400 * day, calendar: calendarOf('UTC') };
  const gapOf = (...days: number[]) =>
    readFigures(
      days.map((one) => sale(start + one * day)),
      at,
      plainStanding,
    ).usualGapDays;
  expect(gapOf(0, 0, 5)).toBeNull();
  expect(gapOf(0, 10, 10, 40)).toBe(20);
  expect(gapOf(0, 10, 40, 41)).toBe(10);
});

test("renewals are money and orders, but tell nothing of the buyer's rhythm", () => {
  const rows = [sale(start), sale(start + 100 * day, { flags: ['subscription'] })];
  const at = { asOf: start + 100 * day, calendar: calendarOf('UTC') };
  const { figures } = readFigures(rows, at, plainStanding);
  expect(figures).toMatchObject({ orders: 2, orderDays: 2, netMinor: 2_000, lastDay: 19_100 });
  expect(lifecycleOf(figures, fixedLifecycle(defaultSettings.lifecycle), 19_100)).toBe('overdue');
  expect(readFigures(rows.slice(1), at, plainStanding).figures.rhythm).toEqual({
    days: 1,
    lastDay: 19_100,
  });
});

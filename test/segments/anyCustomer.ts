import fc from 'fast-check';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { schemes, type Scheme } from '../../functions/customers/customer.schema.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import { classify } from '../../functions/segments/classify.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import { plainStanding, type CountableRow } from '../../functions/segments/standing.ts';
import type { Placed } from '../../functions/segments/trialOrder.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';

const day = 86_400;
/** 1 March 2024, so that a leap day and clocks that change lie near. */
export const now = Date.parse('2024-03-01T12:00:00Z') / 1000;

const anyOrder = fc.record({
  placedAt: fc.integer({ min: 0, max: 500 * day }).map((ago) => now - ago),
  totalMinor: fc.integer({ min: 1, max: 9_000 }),
  discountMinor: fc.constantFrom(0, 0, 100, 2_500),
  coded: fc.boolean(),
  refunded: fc.constantFrom(0, 0, 0, 0.5, 1),
  renewal: fc.constantFrom(false, false, false, true),
});

/** A ledger with refunds, codes and renewals, oldest first. */
export const anyLedger = fc
  .array(anyOrder, { maxLength: 9 })
  .map((orders) => orders.map(rowFrom).sort((one, other) => one.placedAt - other.placedAt));

function rowFrom(order: {
  placedAt: number;
  totalMinor: number;
  discountMinor: number;
  coded: boolean;
  refunded: number;
  renewal: boolean;
}): CountableRow {
  const { placedAt, totalMinor, discountMinor, coded, refunded, renewal } = order;
  const minor = Math.round(totalMinor * refunded);
  return {
    kind: 'order',
    placedAt,
    cancelledAt: null,
    payment: 'paid',
    totalMinor,
    refunds: minor === 0 ? [] : [{ at: Math.min(now, placedAt + 3 * day), minor }],
    discountMinor,
    codes: coded ? ['TEN'] : [],
    flags: renewal ? ['subscription'] : [],
  };
}

export const timeZones = [
  'UTC',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Seoul',
] as const;

const ascending = (max: number) =>
  fc
    .array(fc.integer({ min: 1, max }), { minLength: 4, maxLength: 4 })
    .map((bounds) => bounds.sort((one, other) => one - other));

/** Cut-offs of a run, in any order of magnitude that a small ledger can reach. */
const anyCutoffs: fc.Arbitrary<Cutoffs> = fc
  .record({
    recencyAbove: ascending(400),
    frequencyAbove: ascending(8),
    monetaryAbove: ascending(20_000),
    spend: ascending(20_000),
    days: ascending(300),
    valueFrom: fc.option(fc.integer({ min: 1, max: 15_000 })),
    daysFrom: fc.integer({ min: 2, max: 5 }),
  })
  .map(({ spend, days, valueFrom, daysFrom, ...above }) => ({
    asOf: now,
    ranked: 100,
    method: 'quintiles',
    ...above,
    medianOrderMinor: 1_500,
    abcA: spend[3] ?? null,
    abcB: spend[1] ?? null,
    lifecycle: {
      t50: days[0] ?? 0,
      t80: days[1] ?? 0,
      t95: days[2] ?? 0,
      writeOff: (days[2] ?? 0) + 100,
      method: 'rhythm',
    },
    rhythm: { gaps: 90, historyDays: 700 },
    quadrant: { valueFrom, daysFrom },
    largeOrderMinor: 5_000,
  }));

/** A customer of any shop, as of now. */
export const anyPlaced: fc.Arbitrary<Placed> = fc
  .record({
    rows: anyLedger,
    cutoffs: anyCutoffs,
    timeZone: fc.constantFrom(...timeZones),
    windowDays: fc.constantFrom(null, 30, 365),
  })
  .map(({ rows, cutoffs, timeZone, windowDays }) => {
    const settings = {
      ...defaultSettings,
      abc: { ...defaultSettings.abc, windowDays },
    };
    return {
      rows,
      cutoffs,
      settings,
      standing: { ...plainStanding, windows: settings },
      asOf: now,
      calendar: calendarOf(timeZone),
      predicted: { potentialMinor: null, soonMinor: null },
    };
  });

/** The slow word on a day: the ledger read anew as of its noon, under the same cut-offs. */
export function classesOn(
  { cutoffs, settings, calendar, standing, asOf }: Placed,
  rows: readonly CountableRow[],
  onDay: number,
): Record<Scheme, string | null> {
  const at = Math.max(asOf, calendar.startOf(onDay) + 43_200);
  const { figures } = readFigures(rows, { asOf: at, calendar }, standing);
  const classes = classify(figures, cutoffs, settings, onDay);
  const keys = schemes.map((scheme): [Scheme, string | null] => [scheme, classes[scheme] ?? null]);
  return Object.fromEntries(keys) as Record<Scheme, string | null>;
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Calendar, calendarOf } from '../../functions/customers/calendar.ts';
import { contributionMinor, isEligible } from '../../functions/customers/fold.ts';
import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { checkupDays, discountCheckup } from '../../functions/insights/discountCheckup.ts';
import type { Checkup, Tally } from '../../functions/insights/discountTally.ts';
import { shopAsOf } from '../../functions/segments/asOf.ts';
import { wordAt } from '../../functions/segments/columns.ts';
import { pastBounds } from '../../functions/segments/pastBounds.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { row } from '../customers/rows.ts';
import { timeZones } from '../segments/anyCustomer.ts';
import {
  anyCustomers,
  anyRows,
  cutAt,
  now,
  type PastCustomer,
  rowsAt,
  type RunShop,
  runOn,
} from '../segments/pastShop.ts';

const settings = {
  ...defaultSettings,
  lifecycle: {
    ...defaultSettings.lifecycle,
    fixed: { t50: 20, t80: 45, t95: 90 },
    rhythm: { ...defaultSettings.lifecycle.rhythm, leastGaps: 3, leastHistoryDays: 60 },
  },
  staff: { purchases: 'exclude' as const, tags: [], codes: ['STAFF'] },
};

function checked(shop: RunShop, asOf: number, calendar: Calendar): Checkup {
  const today = calendar.dayOf(asOf);
  const days = { firstDay: today - checkupDays + 1, lastDay: today };
  const bounds = pastBounds({ ...shop, calendar }, settings, days);
  return discountCheckup({ ...shop, asOf, today, calendar, bounds });
}

const middle = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return half % 1 === 0 ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
};

function timingByHand(
  { incomplete }: PastCustomer,
  { flags }: LedgerRow,
  own: readonly number[],
  day: number,
  t50: number,
): string {
  if (incomplete) return 'unplaced';
  if (flags.includes('subscription')) return 'renewal';
  if (own.length === 0) return 'first';
  const gaps = own.slice(1).map((at, n) => at - own[n]!);
  const since = day - own.at(-1)!;
  if (gaps.length < 2) return since <= t50 ? 'due' : 'late';
  const usual = middle(gaps);
  const spread = Math.max(1, middle(gaps.map((gap) => Math.abs(gap - usual))));
  if (Math.abs(since - usual) <= spread) return 'due';
  return since < usual ? 'early' : 'late';
}

function needByHand(timing: string, earlier: readonly LedgerRow[]): string {
  if (timing === 'unplaced' || timing === 'renewal') return 'cannotTell';
  const fullPrice = earlier.filter(({ discountMinor }) => discountMinor === 0).length;
  const full = earlier.length >= 2 && fullPrice / earlier.length >= 0.8;
  if (timing === 'due') return full ? 'dueAndFull' : 'due';
  if (full) return 'full';
  return timing === 'first' ? 'cannotTell' : 'neither';
}

/** The definitions, read off the ledgers one order at a time, with a whole run for each morning. */
function byHand(shop: RunShop, customers: readonly PastCustomer[], calendar: Calendar) {
  const counts = new Map<string, number>();
  const bump = (key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by);
  const mornings = new Map<number, ReturnType<typeof shopAsOf>>();
  const on = (day: number) => {
    const made =
      mornings.get(day) ?? shopAsOf(shop, settings, { asOf: calendar.startOf(day), calendar });
    mornings.set(day, made);
    return made;
  };
  const today = calendar.dayOf(now);
  const isStaffs = (one: LedgerRow) => one.codes.includes('STAFF');
  customers.forEach((customer, index) => {
    const rows = customer.rows.filter((one) => !isStaffs(one));
    const inYear = rows.filter((one) => {
      const day = calendar.dayOf(one.placedAt);
      return isEligible(one, now) && day > today - 365 && day <= today;
    });
    const cameBack = new Set<number>();
    for (const one of inYear) {
      const day = calendar.dayOf(one.placedAt);
      const morning = calendar.startOf(day);
      const past = on(day);
      const earlier = rows.filter(
        (other) => calendar.dayOf(other.placedAt) < day && isEligible(other, morning),
      );
      const own = [
        ...new Set(
          earlier
            .filter(({ flags }) => !flags.includes('subscription'))
            .map(({ placedAt }) => calendar.dayOf(placedAt)),
        ),
      ].sort((a, b) => a - b);
      const placed =
        past.there[index] === 1 ? wordAt(past.columns, 'lifecycle', index)! : 'prospect';
      const state = customer.incomplete ? 'unplaced' : placed;
      if (['overdue', 'lost', 'written_off'].includes(state) && !cameBack.has(day)) {
        cameBack.add(day);
        const sameDay = inYear.filter((other) => calendar.dayOf(other.placedAt) === day);
        const code = sameDay.some(({ codes }) => codes.length > 0);
        const discount = sameDay.some(({ discountMinor }) => discountMinor > 0);
        const how = code ? 'code' : discount ? 'noCode' : 'noDiscount';
        bump(`comebacks ${state === 'overdue' ? 'overdue' : 'lost'} ${how}`, 1);
      }
      if (one.discountMinor === 0) continue;
      const wholesale = past.columns.wholesale[index] === 1;
      const { t50 } = wholesale ? past.cutoffs.wholesale!.lifecycle : past.cutoffs.lifecycle;
      const timing = timingByHand(customer, one, own, day, t50);
      const need = needByHand(timing, earlier);
      bump(`timing ${timing}`, one.discountMinor);
      bump(`need ${need}`, one.discountMinor);
      bump(`state ${state}`, one.discountMinor);
      bump(`buyer ${earlier.length === 0 ? 'new' : 'returning'}`, one.discountMinor);
      bump(`means ${one.codes.length > 0 ? 'code' : 'noCode'}`, one.discountMinor);
      bump('revenue', contributionMinor(one, now));
    }
  });
  return counts;
}

function flat(checkup: Checkup): Map<string, number> {
  const found = new Map<string, number>();
  const note = (name: string, tallies: Record<string, Tally>) => {
    for (const [key, { discountMinor }] of Object.entries(tallies)) {
      if (discountMinor !== 0) found.set(`${name} ${key}`, discountMinor);
    }
  };
  note('timing', checkup.byTiming);
  note('need', checkup.byNeed);
  note('state', checkup.byState);
  note('buyer', checkup.byBuyer);
  note('means', checkup.byMeans);
  if (checkup.discounted.revenueMinor !== 0) found.set('revenue', checkup.discounted.revenueMinor);
  for (const [state, kinds] of Object.entries(checkup.comebacks)) {
    for (const [how, times] of Object.entries(kinds)) {
      if (times > 0) found.set(`comebacks ${state} ${how}`, times);
    }
  }
  return found;
}

const ascending = (counts: Map<string, number>) => new Map([...counts].sort());

describe('a year of discounts', () => {
  test('is what reading every ledger by hand makes of it, with a whole run for every morning', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyCustomers, fc.constantFrom(...timeZones), (customers, timeZone) => {
        const calendar = calendarOf(timeZone);
        const shop = runOn(customers, [], settings, { asOf: now, calendar });
        const found = flat(checked(shop, now, calendar));
        expect(ascending(found)).toEqual(ascending(byHand(shop, customers, calendar)));
        for (const key of found.keys()) seen.add(key);
      }),
      { numRuns: 40 },
    );
    for (const key of ['timing due', 'timing late', 'need neither', 'comebacks lost code']) {
      expect(seen).toContain(key);
    }
  });

  test('comes in parts that each add up to the whole, to the last minor unit', () => {
    fc.assert(
      fc.property(anyCustomers, anyRows, (customers, walkIns) => {
        const calendar = calendarOf('America/New_York');
        const shop = runOn(customers, walkIns, settings, { asOf: now, calendar });
        const sums = checked(shop, now, calendar);
        const { byMeans, byBuyer, byLevel, byAttitude, byState, byTiming, byNeed } = sums;
        const ways = [byMeans, byBuyer, byLevel, byAttitude, byState, byTiming, byNeed];
        const { customers: people, ...whole } = sums.discounted;
        for (const way of ways) expect(sumOf(Object.values(way))).toEqual(whole);
        expect(sumOf(sums.byMonth.map(({ discounted }) => discounted))).toEqual(whole);
        expect(sumOf(sums.byMonth.map(({ all }) => all))).toEqual(sums.all);
        expect(sums.all.discountMinor).toBe(whole.discountMinor);
        for (const groups of [byLevel, byAttitude]) {
          const counted = Object.values(groups).reduce((sum, one) => sum + one.customers, 0);
          expect(counted).toBe(people);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('says nothing of an order that a later order, refund or cancellation could change', () => {
    fc.assert(
      fc.property(anyCustomers, anyRows, fc.integer({ min: 0, max: 300 }), (all, walkIns, ago) => {
        const calendar = calendarOf('Asia/Seoul');
        const then = now - ago * 86_400;
        const today = runOn(all, walkIns, settings, { asOf: now, calendar });
        const past = runOn(cutAt(all, then), rowsAt(walkIns, then), settings, {
          asOf: then,
          calendar,
        });
        const judged = ({ byTiming, byNeed, byState, byBuyer, comebacks }: Checkup) => ({
          ...{ byTiming, byNeed, byState, byBuyer, comebacks },
        });
        expect(judged(checked(today, then, calendar))).toEqual(
          judged(checked(past, then, calendar)),
        );
      }),
      { numRuns: 40 },
    );
  });
});

function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({
      orders: sum.orders + one.orders,
      discountMinor: sum.discountMinor + one.discountMinor,
      revenueMinor: sum.revenueMinor + one.revenueMinor,
    }),
    { orders: 0, discountMinor: 0, revenueMinor: 0 },
  );
}

describe('one buyer', () => {
  const calendar = calendarOf('UTC');
  const daysAgo = (days: number, over: Parameters<typeof row>[0] = {}) =>
    row({ orderId: String(9000 - days), placedAt: now - days * 86_400, ...over });
  const discounted = { discountMinor: 500, codes: ['TEN'] };
  const only = (rows: LedgerRow[]) => {
    const one = { id: '1', rows, createdAt: null, wholesaleByTag: false, incomplete: false };
    return checked(runOn([one], [], settings, { asOf: now, calendar }), now, calendar);
  };

  test.each([
    ['on the very day they usually come', [90, 60, 30, 0], 'dueAndFull'],
    ['three days before a rhythm of thirty', [93, 63, 33, 6], 'full'],
    ['a day off, which is within the spread', [91, 61, 31, 0], 'dueAndFull'],
  ] as const)('with a discount %s', (_, days, need) => {
    const rows = days.map((ago, n) => daysAgo(ago, n === days.length - 1 ? discounted : {}));
    expect(only(rows).byNeed[need]).toMatchObject({ orders: 1, discountMinor: 500 });
  });

  test('who came back overdue without a coupon is counted, and nothing was given', () => {
    const sums = only([daysAgo(60), daysAgo(5)]);
    expect(sums.comebacks.overdue).toEqual({ noDiscount: 1, code: 0, noCode: 0 });
    expect(sums.discounted).toEqual({ orders: 0, discountMinor: 0, revenueMinor: 0, customers: 0 });
  });

  test('is judged by nothing on the first order', () => {
    const sums = only([daysAgo(10, discounted)]);
    expect(sums.byTiming.first.orders).toBe(1);
    expect(sums.byNeed.cannotTell.orders).toBe(1);
    expect(sums.historyDays).toBe(10);
  });
});

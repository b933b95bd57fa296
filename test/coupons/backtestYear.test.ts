import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { decideYear } from '../../functions/coupons/backtest.ts';
import { boughtAnyway, weeksOf } from '../../functions/coupons/backtestSums.ts';
import { pastAsked } from '../../functions/coupons/backtestWho.ts';
import { monthOf } from '../../functions/coupons/budget.ts';
import type { RuleInput } from '../../functions/coupons/coupons.schema.ts';
import { openPastMoments } from '../../functions/coupons/pastMoments.ts';
import { termsOf } from '../../functions/coupons/rule.ts';
import { draftRule } from '../../functions/coupons/ruleChange.ts';
import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import type { History } from '../../functions/segments/histories.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { row } from '../customers/rows.ts';
import { anyCustomers, cutAt, now, type PastCustomer, runOn } from '../segments/pastShop.ts';
import { ruleInput } from './counter.ts';

const timeZone = 'Asia/Seoul';
const calendar = calendarOf(timeZone);
const settings = {
  ...defaultSettings,
  lifecycle: { ...defaultSettings.lifecycle, fixed: { t50: 10, t80: 20, t95: 40 } },
};

function historyAt(customers: readonly PastCustomer[], asOf: number): History {
  const { columns, orders, cutoffs } = runOn(customers, [], settings, { asOf, calendar });
  const meta = { today: calendar.dayOf(asOf), asOf, timeZone, currency: 'GBP', cutoffs };
  return { columns, orders, meta: meta as History['meta'] };
}

function tried(history: History, over: Partial<RuleInput>, lastDay = history.meta.today) {
  const days = { firstDay: lastDay - 200, lastDay };
  const past = openPastMoments(history, settings, days);
  const terms = termsOf(ruleInput(over), 'GBP');
  const activatedAt = calendar.startOf(days.firstDay);
  const rule = { ...draftRule('r', terms, 0), state: 'active' as const, activatedAt };
  const moments = past.of(rule.trigger).filter(({ at }) => at <= history.meta.asOf);
  const { columns, orders } = history;
  const year = { moments, whoAt: () => 'in' as const, columns, orders, calendar };
  return { ...decideYear(rule, year), moments, days, terms };
}

const anyTrigger = fc.constantFrom('wake-up' as const, 'win-back' as const, 'large-order' as const);

describe('a year that is tried', () => {
  test('promises no more in a month than the rule may, and says of every change what came of it', () => {
    let full = 0;
    fc.assert(
      fc.property(anyCustomers, anyTrigger, (customers, trigger) => {
        const limits = { budgetAmount: '25.00', budgetCount: 3, expiryDays: 2, deadlineDays: null };
        const { given, excluded, moments, days } = tried(historyAt(customers, now), {
          ...limits,
          trigger,
        });
        const ofMonth = new Map<string, { coupons: number; minor: number }>();
        for (const { moment, ceilingMinor } of given) {
          const month = monthOf(moment.at, calendar);
          const sums = ofMonth.get(month) ?? { coupons: 0, minor: 0 };
          const minor = sums.minor + (ceilingMinor ?? 0);
          ofMonth.set(month, { coupons: sums.coupons + 1, minor });
        }
        for (const { coupons, minor } of ofMonth.values()) {
          expect(coupons).toBeLessThanOrEqual(3);
          expect(minor).toBeLessThanOrEqual(2500);
        }
        const left = [...excluded.values()].reduce((sum, count) => sum + count, 0);
        expect(given.length + left).toBe(moments.length);
        full += (excluded.get('budgetCount') ?? 0) + (excluded.get('budgetMoney') ?? 0);
        const weeks = weeksOf(given, days);
        expect(weeks.reduce((sum, week) => sum + week.coupons, 0)).toBe(given.length);
      }),
      { numRuns: 8 },
    );
    expect(full).toBeGreaterThan(0);
  });

  test('gives one coupon an occasion, and none while one is open', () => {
    fc.assert(
      fc.property(anyCustomers, (customers) => {
        const input = { budgetAmount: null, budgetCount: 100_000, expiryDays: 30 };
        const { given } = tried(historyAt(customers, now), { ...input, trigger: 'wake-up' });
        const last = new Map<string, { at: number; row: number }>();
        for (const { customerId, moment } of given) {
          const before = last.get(customerId);
          if (before !== undefined) {
            expect(moment.at - before.at).toBeGreaterThan(32 * 86_400);
            expect(moment.row).not.toBe(before.row);
          }
          last.set(customerId, moment);
        }
      }),
      { numRuns: 8 },
    );
  });

  test('knows nothing of what came after: a year seen from later is the year as it was', () => {
    fc.assert(
      fc.property(anyCustomers, anyTrigger, fc.nat(150), (customers, trigger, daysAgo) => {
        const then = now - daysAgo * 86_400;
        const input = { trigger, budgetAmount: null, budgetCount: 100_000, deadlineDays: null };
        const past = historyAt(cutAt(customers, then), then);
        const present = historyAt(customers, now);
        const asThen = { ...present, meta: { ...present.meta, asOf: then } };
        const of = (history: History) =>
          tried(history, input, past.meta.today).given.map(({ customerId, moment }) => [
            customerId,
            moment.at,
          ]);
        expect(of(asThen)).toEqual(of(past));
      }),
      { numRuns: 8 },
    );
  });
});

describe('what is said beside it', () => {
  const orderAt = (daysAgo: number, over: Parameters<typeof row>[0] = {}) =>
    row({ orderId: String(9_000 - daysAgo), placedAt: now - daysAgo * 86_400, ...over });
  const shopOf = (rows: LedgerRow[]) =>
    historyAt([{ id: '71', rows, createdAt: null, wholesaleByTag: false, incomplete: false }], now);

  test('who bought anyway is who bought in time without a code, at what the coupon would have taken', () => {
    const rows = [
      orderAt(100),
      orderAt(70, { totalMinor: 700, lines: [] }),
      orderAt(30, { codes: ['X'] }),
    ];
    const history = shopOf(rows);
    const { given, terms } = tried(history, { trigger: 'wake-up', expiryDays: 15 });
    expect(given).toHaveLength(3);
    // The first after 21 days came back for 7.00; the next used a code; the last is still away.
    const found = boughtAnyway(given, terms, history.orders, now);
    expect(found).toEqual({ coupons: 1, revenueMinor: 700, discountMinor: 700 });
  });

  test.each([
    ['chance_to_buy_90d > 0.5', /chance_to_buy_90d.*not known for past days/],
    ["lifecycle_since > '2025-01-01'", /lifecycle_since.*not known for past days/],
    ["orders > 1 AND NOT rfm_level = 'A'", /rfm_level.*up to 200000 customers/],
  ])('a condition that the past cannot answer is refused in words: %s', (text, words) => {
    expect(() => pastAsked(asked(text), 200_001)).toThrow(words);
  });

  test('a condition without a history says whose value of today it uses', () => {
    const query = asked("customer_tags CONTAINS 'vip' AND orders >= 2 AND rfm_level = 'A'");
    expect(pastAsked(query, 500)).toEqual({ asToday: ['customer_tags'], ranked: true });
    const known = asked("second_order_days > 3 AND order_months CONTAINS '2026-03'");
    expect(pastAsked(known, 500)).toEqual({ asToday: [], ranked: false });
  });

  function asked(text: string) {
    const parsed = parseQuery(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    return parsed.query;
  }
});

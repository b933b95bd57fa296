import { describe, expect, test } from 'vitest';
import { decideYear } from '../../functions/coupons/backtest.ts';
import { pastAsked, whoAtMoments } from '../../functions/coupons/backtestWho.ts';
import type { RuleInput } from '../../functions/coupons/coupons.schema.ts';
import { openPastMoments } from '../../functions/coupons/pastMoments.ts';
import { reserveOf, termsOf } from '../../functions/coupons/rule.ts';
import { draftRule } from '../../functions/coupons/ruleChange.ts';
import type { History } from '../../functions/segments/histories.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { ruleInput } from './counter.ts';
import { arrivalsOf, calendar, live, settings } from './lastYear.ts';

const lastDay = calendar.dayOf(Date.parse('2026-11-22T12:00:00Z') / 1000);
const days = { firstDay: lastDay - 44, lastDay };

function tried(history: History, over: Partial<RuleInput>) {
  const past = openPastMoments(history, settings, days);
  const rule = {
    ...draftRule('trial', termsOf(ruleInput(over), 'GBP'), 0),
    state: 'active' as const,
    activatedAt: calendar.startOf(days.firstDay),
  };
  const parsed = parseQuery(rule.who);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const moments = past.of(rule.trigger);
  const asked = pastAsked(parsed.query, history.columns.count);
  const answers = whoAtMoments(parsed.query, moments, asked, { history, settings, ...past });
  const decisions = decideYear(rule, {
    moments,
    whoAt: (at) => answers[at]!,
    columns: history.columns,
    orders: history.orders,
    calendar,
  });
  const given = decisions.given
    .map(({ customerId, moment }) => ({
      customerId,
      at: moment.at,
      reservedMinor: reserveOf(rule),
    }))
    .sort((a, b) => a.at - b.at || Number(a.customerId) - Number(b.customerId));
  return { ...decisions, given };
}

const unlimited = { budgetAmount: null, budgetCount: 10_000 };
const rules: Partial<RuleInput>[] = [
  { ...unlimited, trigger: 'wake-up', expiryDays: 10 },
  { ...unlimited, trigger: 'win-back', expiryDays: 5, deadlineDays: 30 },
  { ...unlimited, trigger: 'large-order', expiryDays: 30 },
  {
    ...unlimited,
    trigger: 'wake-up',
    expiryDays: 10,
    who: "orders >= 3 AND net_spent > 100 AND lifecycle = 'overdue'",
  },
  {
    ...unlimited,
    trigger: 'large-order',
    expiryDays: 10,
    who: "rfm_level IN ('A', 'B') AND NOT wholesale = true",
  },
];

describe('a rule on a year that is over', () => {
  test('gives to the same customers, at the same instants, for the same money as the shop that lived it', async () => {
    const arrivals = arrivalsOf(20_261_122, 60, lastDay, 160);
    const { given, history } = await live(arrivals, rules, days);
    for (const [index, rule] of rules.entries()) {
      const lived = given[index]!.map(({ occasion: _, ...one }) => one);
      expect(tried(history, rule).given, JSON.stringify(rule)).toEqual(lived);
    }
    expect(given.map(({ length }) => length).every((length) => length > 3)).toBe(true);
    expect(history.meta.cutoffs.lifecycle.method).toBe('rhythm');
  }, 60_000);
});

import { decideYear } from '../../../functions/coupons/backtest.ts';
import { boughtAnyway, weeksOf } from '../../../functions/coupons/backtestSums.ts';
import { pastAsked, whoAtMoments } from '../../../functions/coupons/backtestWho.ts';
import { ruleInputSchema, type Trigger } from '../../../functions/coupons/coupons.schema.ts';
import { openPastMoments } from '../../../functions/coupons/pastMoments.ts';
import { termsOf, type Rule } from '../../../functions/coupons/rule.ts';
import { draftRule } from '../../../functions/coupons/ruleChange.ts';
import type { History } from '../../../functions/segments/histories.ts';
import type { Query } from '../../../functions/segments/query/query.ts';
import { parseQuery } from '../../../functions/segments/query/parse.ts';
import { defaultSettings } from '../../../functions/shops/settings.schema.ts';
import { milliseconds, processorMs } from '../processorTime.ts';
import type { BenchRow } from '../row.ts';

const settings = defaultSettings;
/** Everything a trial on the last year of a million customers goes through, rule by rule. */
const trials = [
  { trigger: 'wake-up', who: '', budget: '≤ 5 s' },
  { trigger: 'win-back', who: '', budget: '≤ 5 s' },
  { trigger: 'large-order', who: '', budget: '≤ 5 s' },
  { trigger: 'wake-up', who: 'order_days >= 3 AND net_spent > 100', budget: '≤ 60 s' },
  { trigger: 'wake-up', who: "rfm_level IN ('A', 'B')", budget: '≤ 60 s' },
] as const satisfies readonly { trigger: Trigger; who: string; budget: string }[];

/** Rules tried on a year of a shop, from its ledgers in memory to the sums shown; processor time. */
export function backtestRows(history: History): BenchRow[] {
  return trials.map(({ trigger, who, budget }) => {
    const condition = who === '' ? '' : ` where ${who}`;
    const what = `trial of a year, ${trigger}${condition}`;
    const started = processorMs();
    const coupons = tried(ruleOf(trigger, who, history), history);
    const ms = processorMs() - started;
    const value = `${milliseconds(ms)}, ${coupons.toLocaleString('en')} coupons`;
    return { what, value, budget };
  });
}

function ruleOf(trigger: Trigger, who: string, { meta }: History): Rule {
  const input = { name: trigger, trigger, who, expiryDays: 30, budgetCount: 1_000_000 };
  const offer = { kind: 'percentage', percent: 10 };
  const terms = termsOf(ruleInputSchema.parse({ ...input, offer }), meta.currency);
  return { ...draftRule('trial', terms, meta.asOf), state: 'active', activatedAt: 0 };
}

function tried(rule: Rule, history: History): number {
  const past = openPastMoments(history, settings);
  const query = queryOf(rule.who);
  // Of a shop so large a request would be refused; here nobody waits.
  const asked = pastAsked(query, 0);
  if (asked.ranked) past.cutoffs().on(past.days.lastDay);
  const moments = past.of(rule.trigger);
  const answers =
    query.kind === 'all'
      ? null
      : whoAtMoments(query, moments, asked, { history, settings, ...past });
  const { given } = decideYear(rule, {
    moments,
    whoAt: (moment) => (answers === null ? 'in' : (answers[moment] ?? 'undecided')),
    columns: history.columns,
    orders: history.orders,
    calendar: past.calendar,
  });
  weeksOf(given, past.days);
  boughtAnyway(given, rule, history.orders, history.meta.asOf);
  return given.length;
}

function queryOf(who: string): Query {
  if (who === '') return { kind: 'all' };
  const parsed = parseQuery(who);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}

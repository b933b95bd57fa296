import { calendarOf } from '../customers/calendar.ts';
import { emptyBudget, monthOf } from './budget.ts';
import { momentOf } from './coupon.ts';
import type { Desk } from './desk.ts';
import type { Population } from './population.ts';
import type { Rule } from './rule.ts';
import { type Waterfall, waterfall } from './waterfall.ts';

/** The waterfall of a rule, kept or not yet kept, over the newest snapshot as of now. */
export async function fallOf(
  shop: string,
  rule: Rule,
  population: Population,
  timeZone: string,
  desk: Pick<Desk, 'couponIndex' | 'rules' | 'clock' | 'queries'>,
): Promise<Waterfall> {
  const { now } = momentOf(desk.clock);
  const period = monthOf(now, calendarOf(timeZone));
  const isKept = rule.rev > 0;
  const given = isKept ? await desk.couponIndex.given(shop, rule.ruleId) : [];
  const months = isKept ? await desk.rules.budgets(shop, rule.ruleId) : [];
  const budget = months.find((month) => month.period === period)?.budget ?? emptyBudget;
  const whoAt = population.whoAt(await desk.queries.read(shop, rule.who, 'who'));
  return waterfall(rule, population.columns, whoAt, given, budget, now);
}

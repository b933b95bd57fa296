import { calendarOf } from '../customers/calendar.ts';
import { idAt } from '../segments/columns.ts';
import { momentOf } from './coupon.ts';
import type { Desk } from './desk.ts';
import { fallOf } from './fallOf.ts';
import { offerTo } from './offerTo.ts';
import type { Rule } from './rule.ts';
import { sendFinished } from './ruleChange.ts';
import { readRuleCustomer } from './ruleCustomer.ts';
import { whoNow } from './who.ts';

/**
 * Sends once to those already due when the rule was activated, most net spend first, within the
 * budget; each is looked at again as of now. Stops at `untilWallMs`: the rest is done by the next
 * run, which finds what was done. Answers how many coupons it decided on.
 */
export async function sendWaiting(
  shop: string,
  rule: Rule,
  untilWallMs: number,
  desk: Desk,
): Promise<number> {
  const record = await desk.shops.read(shop);
  const population = await desk.population(shop);
  if (record === undefined || population === null) return 0;
  if (rule.who !== '' && (await desk.queries.held(shop, rule.who)) !== null) return 0;
  const fall = await fallOf(shop, rule, population, record.timeZone, desk);
  const deps = { ...desk, calendar: calendarOf(record.timeZone), who: whoNow(record, desk) };

  let offered = 0;
  for (const index of fall.due) {
    if (desk.clock.wallMs() >= untilWallMs) return offered;
    const customer = await readRuleCustomer(desk.table, shop, idAt(population.columns, index));
    const outcome = await offerTo(shop, rule, customer, null, deps);
    if (outcome === 'offered') offered += 1;
    if (outcome === 'ruleChanged' || outcome === 'held') return offered;
    if (outcome === 'budgetMoney' || outcome === 'budgetCount') break;
  }
  const now = await desk.rules.read(shop, rule.ruleId);
  if (now !== undefined && now.waiting.requestedAt === rule.waiting.requestedAt) {
    await desk.rules.write(shop, sendFinished(now, momentOf(desk.clock).now));
  }
  return offered;
}

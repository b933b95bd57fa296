import type { Calendar } from '../customers/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Queue } from '../platform/queue.ts';
import type { Vault } from '../platform/vault.ts';
import { monthOf } from './budget.ts';
import { couponCode, type CouponKey } from './code.ts';
import { momentOf, reservedCoupon } from './coupon.ts';
import type { CouponStore } from './couponStore.ts';
import { candidateOf, occasionOf, type RuleCustomer } from './decision.ts';
import { type Exclusion, exclusionOf } from './eligibility.ts';
import { issueMessage } from './issueMessage.ts';
import type { Rule } from './rule.ts';
import type { Who } from './who.ts';

export interface OfferDeps {
  coupons: CouponStore;
  issueQueue: Queue;
  vault: Vault;
  clock: Clock;
  calendar: Calendar;
  who: Who;
}

/**
 * - `offered`: reserved and on its way; `pending`: an earlier reservation is sent on its way again;
 * - `noLongerDue`: what called for it has passed, or the rule was changed meanwhile;
 * - `held`: somebody has to look at the rule's condition first, and then it is asked again.
 */
export type OfferOutcome =
  'offered' | 'pending' | 'noLongerDue' | 'ruleChanged' | 'held' | Exclusion;

/** Decides for one customer and one occasion; however often it is asked, at most one coupon comes of it. */
export async function offerTo(
  shop: string,
  rule: Rule,
  customer: RuleCustomer,
  orderId: string | null,
  deps: OfferDeps,
): Promise<OfferOutcome> {
  const occasion = occasionOf(rule, customer, orderId);
  if (occasion === null) return 'noLongerDue';
  const key: CouponKey = { customerId: customer.customerId, ruleId: rule.ruleId, occasion };

  const ids = [customer.customerId, ...(customer.formerIds ?? [])];
  const ofAll = await Promise.all(ids.map((id) => deps.coupons.ofCustomer(shop, id)));
  const had = ofAll.flat().filter((coupon) => coupon.ruleId === rule.ruleId);
  const same = had.find((coupon) => coupon.occasion === occasion);
  if (same !== undefined) {
    if (same.state !== 'reserved') return 'hadCoupon';
    await deps.issueQueue.send(issueMessage(shop, same), { group: shop });
    return 'pending';
  }
  const moment = momentOf(deps.clock);
  const who = rule.who === '' ? ('in' as const) : await deps.who(rule.who, customer.customerId);
  if (who === 'held') return 'held';
  const candidate = candidateOf(customer, orderId, had, who);
  const exclusion = exclusionOf(rule, candidate, moment.now);
  if (exclusion !== null) return exclusion;

  const code = couponCode(deps.vault, shop, rule.codePrefix, key);
  const period = monthOf(moment.now, deps.calendar);
  const coupon = reservedCoupon(rule, key, code, period, moment);
  const kept = await deps.coupons.reserve(shop, rule, coupon);
  switch (kept.outcome) {
    case 'reserved':
      await deps.issueQueue.send(issueMessage(shop, key), { group: shop });
      return 'offered';
    case 'exists':
      return 'hadCoupon';
    case 'budgetMoney':
    case 'budgetCount':
    case 'ruleChanged':
      return kept.outcome;
  }
}

import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { HeldBack } from '../segments/segments.schema.ts';
import { type Budget, emptyBudget, plus, roomFor, settledOf } from './budget.ts';
import { type Coupon, couponIdOf } from './coupon.ts';
import type { CouponView, Offer, OfferView, RuleView } from './coupons.schema.ts';
import { reserveOf, type Rule } from './rule.ts';
import type { KeptBudget } from './ruleStore.ts';

/** An offer as the API shows it. */
export function offerView(offer: Offer, currency: string): OfferView {
  return offer.kind === 'percentage'
    ? { kind: 'percentage', percent: offer.percent }
    : { kind: 'amount', amount: moneyOf(offer.minor, currency) };
}

/** A rule as the API shows it; `period` is the shop's current month, `months` are the rule's budgets. */
export function ruleView(
  rule: Rule,
  months: readonly KeptBudget[],
  period: string,
  held: HeldBack | null,
): RuleView {
  const { currency, budgetMinor } = rule;
  const own = months.filter(({ ruleId }) => ruleId === rule.ruleId);
  const current = own.find((month) => month.period === period)?.budget ?? emptyBudget;
  const ever = totalOf(own);
  return {
    id: rule.ruleId,
    name: rule.name,
    state: rule.state,
    trigger: rule.trigger,
    who: rule.who,
    offer: offerView(rule.offer, currency),
    minimumSubtotal: rule.minimumMinor === null ? null : moneyOf(rule.minimumMinor, currency),
    expiryDays: rule.expiryDays,
    deadlineDays: rule.deadlineDays,
    codePrefix: rule.codePrefix,
    version: rule.version,
    activatedAt: rule.activatedAt === null ? null : instantOf(rule.activatedAt),
    budget: {
      period,
      cap: budgetMinor === null ? null : moneyOf(budgetMinor, currency),
      reserved: moneyOf(current.reservedMinor, currency),
      settled: moneyOf(current.settledMinor, currency),
      remaining:
        budgetMinor === null
          ? null
          : moneyOf(Math.max(0, budgetMinor - current.committedMinor), currency),
      countCap: rule.budgetCount,
      count: current.coupons,
    },
    issued: ever.issued,
    redeemed: ever.redeemed,
    waiting: rule.state === 'active' ? rule.waiting.count : 0,
    held: held === null ? null : { ...held, ...keptBackOf(rule, current) },
  };
}

/** What waits for a held condition, and what going on would cost at most. */
function keptBackOf(rule: Rule, budget: Budget) {
  const { keptBack, offer, currency } = rule;
  const room = roomFor(rule, budget, keptBack);
  const roomCeiling = offer.kind === 'amount' ? moneyOf(room * reserveOf(rule), currency) : null;
  return { keptBack, room, roomCeiling };
}

/** All months together. */
export function totalOf(months: readonly KeptBudget[]): Budget {
  return months.map(({ budget }) => budget).reduce(plus, emptyBudget);
}

/** A coupon as the API shows it at `now` (epoch seconds): past its date it is expired, settled or not. */
export function couponView(coupon: Coupon, customerName: string | null, now: number): CouponView {
  const open = coupon.state === 'issued' || coupon.state === 'delivered';
  return {
    id: couponIdOf(coupon),
    customerId: coupon.customerId,
    customerName,
    ruleId: coupon.ruleId,
    ruleName: coupon.ruleName,
    occasion: coupon.occasion,
    state: open && coupon.expiresAt <= now ? 'expired' : coupon.state,
    code: coupon.code,
    offer: offerView(coupon.offer, coupon.currency),
    reserved: moneyOf(coupon.reservedMinor, coupon.currency),
    settled: coupon.state === 'redeemed' ? moneyOf(settledOf(coupon), coupon.currency) : null,
    decidedAt: instantOf(coupon.decidedAt),
    issuedAt: coupon.issuedAt === null ? null : instantOf(coupon.issuedAt),
    expiresAt: instantOf(coupon.expiresAt),
    refusal: coupon.refusal?.words ?? null,
  };
}

import { type Coupon, isOpenState } from './coupon.ts';
import type { Candidate } from './eligibility.ts';
import type { Rule } from './rule.ts';
import { awaitedClass, orderOccasion, silenceOccasion } from './trigger.ts';

/** What of a customer rules look at, as of one moment; instants are epoch seconds. */
export interface RuleCustomer {
  customerId: string;
  /** Under which they were known when what is looked at was noted, before they were merged. */
  formerIds?: readonly string[];
  /** Deleted, redacted or merged into another. */
  gone: boolean;
  lifecycle: { value: string; since: number } | null;
  /** Last counted order. */
  lastOrderAt: number | null;
  historyIncomplete: boolean;
}

/** What a coupon would be for; null: nothing calls for one any more. `orderId` where an order does. */
export function occasionOf(
  rule: Rule,
  customer: Pick<RuleCustomer, 'lifecycle' | 'lastOrderAt'>,
  orderId: string | null,
): string | null {
  const awaited = awaitedClass[rule.trigger];
  if (awaited === null) return orderId === null ? null : orderOccasion(orderId);
  if (customer.lifecycle?.value !== awaited || customer.lastOrderAt === null) return null;
  return silenceOccasion(rule.trigger, customer.lastOrderAt);
}

/** `had`: the coupons of this rule the customer has had; one still open is enough for a silence. */
export function candidateOf(
  customer: RuleCustomer,
  orderId: string | null,
  had: readonly Pick<Coupon, 'state'>[],
  who: Candidate['who'],
): Candidate {
  return {
    customerId: customer.customerId,
    gone: customer.gone,
    lifecycleSince: customer.lifecycle?.since ?? null,
    historyIncomplete: customer.historyIncomplete,
    hadCoupon: orderId === null && had.some(({ state }) => isOpenState(state)),
    who,
  };
}

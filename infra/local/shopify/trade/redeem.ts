import type { DiscountRecord } from '../records/schema.ts';
import type { Rebate } from './price.ts';

/** Why the checkout does not take a code. */
export type CodeRefusal =
  'unknownCode' | 'notStarted' | 'expired' | 'notYours' | 'usedUp' | 'alreadyUsed' | 'belowMinimum';

export interface Attempt {
  at: number;
  customerId: string | null;
  subtotalMinor: number;
  quantity: number;
  /** Redemptions so far, by everybody and by this customer. */
  used: number;
  usedByCustomer: number;
}

/** Whether a buyer may redeem a code now; the first thing wrong is the answer. */
export function mayRedeem(discount: DiscountRecord, attempt: Attempt): CodeRefusal | 'yes' {
  if (attempt.at < discount.startsAt) return 'notStarted';
  if (discount.endsAt !== null && attempt.at >= discount.endsAt) return 'expired';
  if (discount.customerIds !== null && !isOneOf(discount.customerIds, attempt.customerId)) {
    return 'notYours';
  }
  if (discount.usageLimit !== null && attempt.used >= discount.usageLimit) return 'usedUp';
  if (discount.oncePerCustomer && attempt.usedByCustomer > 0) return 'alreadyUsed';
  if (attempt.subtotalMinor < (discount.minimumSubtotalMinor ?? 0)) return 'belowMinimum';
  if (attempt.quantity < (discount.minimumQuantity ?? 0)) return 'belowMinimum';
  return 'yes';
}

function isOneOf(customerIds: readonly string[], customerId: string | null): boolean {
  return customerId !== null && customerIds.includes(customerId);
}

/** What a redeemed code takes off a cart of this many pieces. */
export function rebateOf(discount: DiscountRecord, pieces: number): Rebate {
  const { offer } = discount;
  const label = discount.code;
  switch (offer.as) {
    case 'percentage':
      return { kind: 'code', label, offer };
    case 'amount':
      return {
        kind: 'code',
        label,
        offer: { as: 'amount', minor: offer.onEachItem ? offer.minor * pieces : offer.minor },
      };
    case 'freeShipping':
      return { kind: 'code', label, offer: { as: 'freeShipping' } };
  }
}

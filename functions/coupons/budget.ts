import { z } from 'zod';
import { type Calendar, dateOfDay } from '../customers/calendar.ts';
import { type Coupon, isOpenState } from './coupon.ts';
import { reserveOf, type Rule } from './rule.ts';

/**
 * What a rule has promised and spent in one calendar month; minor units. It is the sum of its
 * coupons' shares at every instant, because both are written in one transaction.
 */
export const budgetSchema = z.object({
  reservedMinor: z.number().int().default(0),
  settledMinor: z.number().int().default(0),
  /** Reserved and settled together: what the cap is held against. */
  committedMinor: z.number().int().default(0),
  /** Coupons decided and not refused. */
  coupons: z.number().int().default(0),
  issued: z.number().int().default(0),
  redeemed: z.number().int().default(0),
  expired: z.number().int().default(0),
  refused: z.number().int().default(0),
});
export type Budget = z.infer<typeof budgetSchema>;

export const emptyBudget: Budget = budgetSchema.parse({});

/** The attributes, for stores that add to them. */
export const budgetFields = [
  'reservedMinor',
  'settledMinor',
  'committedMinor',
  'coupons',
  'issued',
  'redeemed',
  'expired',
  'refused',
] as const satisfies readonly (keyof Budget)[];

/** What one coupon, in the state it is in, counts for. An expired or refused one holds no money. */
export function shareOf(coupon: Coupon): Budget {
  const { state } = coupon;
  const reservedMinor = isOpenState(state) ? coupon.reservedMinor : 0;
  const settledMinor = state === 'redeemed' ? settledOf(coupon) : 0;
  return {
    reservedMinor,
    settledMinor,
    committedMinor: reservedMinor + settledMinor,
    coupons: state === 'refused' ? 0 : 1,
    issued: wasIssued.has(state) ? 1 : 0,
    redeemed: state === 'redeemed' ? 1 : 0,
    expired: state === 'expired' ? 1 : 0,
    refused: state === 'refused' ? 1 : 0,
  };
}

const wasIssued: ReadonlySet<string> = new Set(['issued', 'delivered', 'redeemed', 'expired']);

/** Discount really given by the orders that redeemed the coupon, in minor units. */
export function settledOf(coupon: Coupon): number {
  return Object.values(coupon.redemptions).reduce((sum, minor) => sum + minor, 0);
}

export function minus(after: Budget, before: Budget): Budget {
  return combined(after, before, -1);
}

export function plus(one: Budget, other: Budget): Budget {
  return combined(one, other, 1);
}

function combined(one: Budget, other: Budget, sign: 1 | -1): Budget {
  const sum = { ...one };
  for (const field of budgetFields) sum[field] += sign * other[field];
  return sum;
}

/** Which limit has no room for one more coupon of the rule; null: there is room. */
export function exhausted(rule: Rule, budget: Budget): 'budgetMoney' | 'budgetCount' | null {
  if (rule.budgetCount !== null && budget.coupons + 1 > rule.budgetCount) return 'budgetCount';
  const reserve = reserveOf(rule);
  if (rule.budgetMinor !== null && budget.committedMinor + reserve > rule.budgetMinor) {
    return 'budgetMoney';
  }
  return null;
}

/** Calendar month of an instant (epoch seconds) at the shop, such as "2026-11": a budget's period. */
export function monthOf(seconds: number, calendar: Calendar): string {
  return dateOfDay(calendar.dayOf(seconds)).slice(0, 7);
}

/** How many of the coupons wanted a month has room for still. */
export function roomFor(
  rule: Pick<Rule, 'offer' | 'budgetCount' | 'budgetMinor'>,
  { coupons, committedMinor }: Budget,
  wanted: number,
): number {
  const reserve = reserveOf(rule);
  const byCount = rule.budgetCount === null ? Infinity : rule.budgetCount - coupons;
  const byMoney =
    rule.budgetMinor === null || reserve === 0
      ? Infinity
      : Math.floor((rule.budgetMinor - committedMinor) / reserve);
  return Math.max(0, Math.min(byCount, byMoney, wanted));
}

import type { QuadrantKey, RankingCutoffs } from './classes.schema.ts';
import type { Windows } from './windows.ts';

export type QuadrantCuts = RankingCutoffs['quadrant'];

/** What the buyers of the window brought together; money in minor units. */
export interface RecentBuyers {
  buyers: number;
  minor: number;
  orderDays: number;
}

/**
 * Value × loyalty over the last 365 days: gold spends much and comes often, a meteor much and
 * rarely, a small star little and often, low touch neither. Ties go high.
 */
export function quadrantOf(
  { recentMinor, recentOrderDays }: Windows,
  { valueFrom, daysFrom }: QuadrantCuts,
): QuadrantKey {
  const spendsMuch = valueFrom !== null && recentMinor >= valueFrom;
  if (recentOrderDays >= daysFrom) return spendsMuch ? 'gold' : 'small_star';
  return spendsMuch ? 'meteor' : 'low_touch';
}

/**
 * Means of the window's buyers as the least whole amount and day count that reach them. Much is
 * never nothing, where more went back than came in, and often is never once.
 */
export function quadrantCuts(
  { buyers, minor, orderDays }: RecentBuyers,
  { leastOrderDays }: { leastOrderDays: number },
): QuadrantCuts {
  if (buyers === 0) return { valueFrom: null, daysFrom: leastOrderDays };
  return {
    valueFrom: Math.max(1, quotientUp(minor, buyers)),
    daysFrom: Math.max(leastOrderDays, quotientUp(orderDays, buyers)),
  };
}

/** Rounded up exactly: the remainder of whole numbers is exact where a quotient may not be. */
function quotientUp(amount: number, by: number): number {
  const rest = amount % by;
  const whole = (amount - rest) / by;
  return rest > 0 ? whole + 1 : whole;
}

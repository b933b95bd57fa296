/** How an order came by the buyer's own rhythm. `first`: there was no rhythm yet. */
export const timings = ['due', 'early', 'late', 'first'] as const;
export type Timing = (typeof timings)[number];

/** From this many gaps on, a buyer has a rhythm of their own. */
export const leastGaps = 2;

/**
 * Whether an order was due anyway. With two gaps between order days or more: the days since the
 * last one are the buyer's usual gap (the median), give or take the median distance of the gaps
 * from it, at least one day. With fewer: not later than `t50`, by which half of the shop's buyers
 * come again. `earlierDays` are ascending shop-calendar days before `day`, renewals left out.
 */
export function timingOf(earlierDays: readonly number[], day: number, t50: number): Timing {
  const last = earlierDays.at(-1);
  if (last === undefined) return 'first';
  const since = day - last;
  const gaps = earlierDays.slice(1).map((one, index) => one - (earlierDays[index] ?? one));
  if (gaps.length < leastGaps) return since <= t50 ? 'due' : 'late';
  const usual = middle(gaps);
  const spread = Math.max(1, middle(gaps.map((gap) => Math.abs(gap - usual))));
  if (since < usual - spread) return 'early';
  return since <= usual + spread ? 'due' : 'late';
}

/** Usually pays the full price: two earlier orders or more, at least four fifths without a discount. */
export function usuallyPaysFull(earlierOrders: number, discounted: number): boolean {
  return earlierOrders >= 2 && 5 * (earlierOrders - discounted) >= 4 * earlierOrders;
}

function middle(values: readonly number[]): number {
  const ascending = [...values].sort((one, other) => one - other);
  const upper = ascending[ascending.length >> 1] ?? 0;
  if (ascending.length % 2 === 1) return upper;
  return (upper + (ascending[(ascending.length >> 1) - 1] ?? 0)) / 2;
}

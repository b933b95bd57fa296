import type { Returning } from '../../functions/insights/insights.schema.ts';
import { addAmounts } from '../coupons/addAmounts.ts';
import { shareOf } from '../overview/compare.ts';

const yearMonths = 12;

/**
 * Share of the last twelve full months' revenue that came from customers who had ordered before, of
 * the revenue of known customers; null where there is none yet. The current month is not over.
 */
export function laterShare({ months }: Pick<Returning, 'months'>): number | null {
  const full = months.slice(0, -1).slice(-yearMonths);
  const sum = (kind: 'first' | 'later') =>
    full.reduce((total, month) => addAmounts(total, month[kind].netSpent.amount), '0');
  const later = sum('later');
  const all = addAmounts(sum('first'), later);
  return Number(all) > 0 ? shareOf(later, all) : null;
}

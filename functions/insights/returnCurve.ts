import type { SecondOrder } from './insights.schema.ts';

/** The longest wait drawn. */
const mostDays = 730;
/** A share of fewer than these still waiting is nobody's share. */
const leastWaiting = 10;
/** Days between two points of the curve. */
const step = 5;

/**
 * Share of customers who have ordered again after so many days, by Kaplan and Meier: who has not
 * is in the count for as long as they have waited, and out of it after. Drawn as far as enough
 * customers have waited that long. Days, whole.
 */
export function returnCurve(
  gaps: Float64Array,
  open: Float64Array,
): NonNullable<SecondOrder['curve']> {
  const came = tally(gaps);
  const left = tally(open);
  let waiting = gaps.length + open.length - (left[0] ?? 0);
  let away = 1;
  let halfDays: number | null = null;
  const points = [{ days: 0, share: 0 }];
  for (let day = 1; day <= mostDays && waiting >= leastWaiting; day += 1) {
    const back = came[day] ?? 0;
    away *= 1 - back / waiting;
    waiting -= back + (left[day] ?? 0);
    if (halfDays === null && away <= 0.5) halfDays = day;
    if (day % step === 0) points.push({ days: day, share: 1 - away });
  }
  return { points, halfDays };
}

/** How many waited each number of days; those beyond the longest drawn are left out. */
function tally(days: Float64Array): Int32Array {
  const counts = new Int32Array(mostDays + 1);
  for (const day of days) {
    if (day <= mostDays) counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
}

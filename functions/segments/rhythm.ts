import type { Gaps } from './gapCounts.ts';
import { fixedLifecycle, type LifecycleBounds } from './lifecycle.ts';
import type { ClassSettings } from './run.schema.ts';

/** What rounding may take off a share that is reached exactly. */
const rounding = 1e-12;

/**
 * The lifecycle's boundaries from the shop's own rhythm: days by which half, four fifths and 95 %
 * of the gaps between order days are over, by Kaplan and Meier with the open last gap censored.
 * Below 50 completed gaps or a year of history the fixed ones hold.
 */
export function rhythmBounds(gaps: Gaps, settings: ClassSettings['lifecycle']): LifecycleBounds {
  const { leastGaps, leastHistoryDays, ...shares } = settings.rhythm;
  const enough = gaps.total >= Math.max(1, leastGaps) && gaps.historyDays >= leastHistoryDays;
  if (!enough) return fixedLifecycle(settings);
  const over = sharesOver(gaps);
  const firstDay = (share: number) => over.findIndex((one) => one >= share - rounding);
  const [t50, t80, t95] = [firstDay(shares.t50), firstDay(shares.t80), firstDay(shares.t95)];
  return { t50, t80, t95, writeOff: t95 + settings.winBackDays, method: 'rhythm' };
}

/** G(t) for each day t: the share of gaps that are over by then, of those that ever are. */
function sharesOver(gaps: Gaps): Float64Array {
  const { completed, open } = gaps.histogram();
  const surviving = new Float64Array(completed.length);
  let atRisk = 0;
  for (let day = 0; day < completed.length; day += 1) {
    atRisk += (completed[day] ?? 0) + (open[day] ?? 0);
  }
  let alive = 1;
  for (let day = 0; day < completed.length; day += 1) {
    const over = completed[day] ?? 0;
    if (over > 0) alive *= (atRisk - over) / atRisk;
    surviving[day] = alive;
    // Who is open on a day was still at risk on it.
    atRisk -= over + (open[day] ?? 0);
  }
  return surviving.map((still) => (1 - still) / (1 - alive));
}

import type { Cutoffs, LifecycleKey } from './classes.schema.ts';
import type { ClassSettings } from './run.schema.ts';
import { lapsedDays, type Figures } from './figures.ts';

export type LifecycleBounds = Cutoffs['lifecycle'];

/** Boundaries that hold until the shop's own rhythm is known; days since the last order. */
export function fixedLifecycle(settings: ClassSettings['lifecycle']): LifecycleBounds {
  const { t50, t80, t95 } = settings.fixed;
  return { t50, t80, t95, writeOff: t95 + settings.winBackDays, method: 'fixed' };
}

/**
 * Where a customer stands between the first order and being let go, by days since the last one.
 * Without an eligible order nothing has begun: potential, whatever else is on file.
 */
export function lifecycleOf(
  figures: Pick<Figures, 'rhythm' | 'historyIncomplete'>,
  bounds: LifecycleBounds,
  today: number,
): LifecycleKey {
  const lapsed = lapsedDays(figures.rhythm.lastDay, today);
  if (lapsed === null) return 'prospect';
  if (lapsed <= bounds.t50) {
    // With orders we may not see, one visible order day is not the first.
    return figures.rhythm.days === 1 && !figures.historyIncomplete ? 'first_timer' : 'regular';
  }
  if (lapsed <= bounds.t80) return 'slowing';
  if (lapsed <= bounds.t95) return 'overdue';
  return lapsed <= bounds.writeOff ? 'lost' : 'written_off';
}

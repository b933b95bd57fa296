import type { Cutoffs, RankingCutoffs } from './classes.schema.ts';
import type { Figures } from './figures.ts';
import { fixedLifecycle, type LifecycleBounds } from './lifecycle.ts';
import type { ClassSettings } from './run.schema.ts';

/** The two rankings: wholesale customers are ranked among themselves. */
export type RankingKey = 'retail' | 'wholesale';

export function rankingKeyOf({ wholesale }: Pick<Figures, 'wholesale'>): RankingKey {
  return wholesale ? 'wholesale' : 'retail';
}

/** The cut-offs of a customer's own ranking; null where the last run knew nobody in it. */
export function rankingOf(
  figures: Pick<Figures, 'wholesale'>,
  cutoffs: Cutoffs | null,
): RankingCutoffs | null {
  return figures.wholesale ? (cutoffs?.wholesale ?? null) : cutoffs;
}

/** The lifecycle's boundaries for a customer: their ranking's, else the shop's, else the fixed ones. */
export function boundsOf(
  figures: Pick<Figures, 'wholesale'>,
  cutoffs: Cutoffs | null,
  settings: Pick<ClassSettings, 'lifecycle'>,
): LifecycleBounds {
  const own = rankingOf(figures, cutoffs)?.lifecycle ?? cutoffs?.lifecycle;
  return own ?? fixedLifecycle(settings.lifecycle);
}

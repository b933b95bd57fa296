import { abcOf } from './abc.ts';
import type {
  AbcKey,
  Cutoffs,
  RankingCutoffs,
  LevelKey,
  LifecycleKey,
  Scores,
  SegmentKey,
  unrankedReasons,
} from './classes.schema.ts';
import type { ClassSettings } from './run.schema.ts';
import { isRanked, lapsedDays, type Figures } from './figures.ts';
import { levelOf } from './level.ts';
import { lifecycleOf } from './lifecycle.ts';
import { boundsOf, rankingOf } from './ranking.ts';
import { scoresOf } from './rfm.ts';
import { segmentOf } from './rfmSegment.ts';

export type Unranked = (typeof unrankedReasons)[number];

/** Where one customer stands in every scheme; null: this scheme does not place them. */
export interface Classes {
  scores: Scores | null;
  segment: SegmentKey | null;
  level: LevelKey | null;
  abc: AbcKey | null;
  lifecycle: LifecycleKey;
  /** Why there are no scores; null where there are. */
  unranked: Unranked | null;
}

/**
 * Places a customer under the cut-offs of their own ranking in the last run (null before the first), on the
 * shop-calendar day `today`. Total: every customer gets exactly one answer per scheme.
 */
export function classify(
  figures: Figures,
  cutoffs: Cutoffs | null,
  settings: ClassSettings,
  today: number,
): Classes {
  const own = rankingOf(figures, cutoffs);
  const lifecycle = lifecycleOf(figures, boundsOf(figures, cutoffs, settings), today);
  const unranked = whyUnranked(figures, own);
  const scores = unranked === null ? scoresNow(figures, own, today) : null;
  return {
    scores,
    segment: scores === null ? segmentUnscored(unranked) : segmentOf(scores, lifecycle),
    level: scores === null ? null : levelOf(scores, settings.level),
    abc: spendClass(figures, own),
    lifecycle,
    unranked,
  };
}

function whyUnranked(figures: Figures, cutoffs: RankingCutoffs | null): Unranked | null {
  if (figures.historyIncomplete) return 'historyIncomplete';
  if (figures.rows === 0 && figures.orders === 0) return 'prospect';
  if (figures.orders === 0) return 'noValidOrder';
  return cutoffs === null || cutoffs.method === 'none' ? 'tooFew' : null;
}

function scoresNow(figures: Figures, cutoffs: RankingCutoffs | null, today: number): Scores | null {
  const recencyDays = lapsedDays(figures.lastDay, today);
  if (cutoffs === null || recencyDays === null) return null;
  return scoresOf({ recencyDays, orders: figures.orders, netMinor: figures.netMinor }, cutoffs);
}

function segmentUnscored(unranked: Unranked | null): SegmentKey | null {
  return unranked === 'prospect' ? 'prospects' : null;
}

/** Without net spend the class is "none", ranked or not; it takes complete history to say so. */
function spendClass(figures: Figures, cutoffs: RankingCutoffs | null): AbcKey | null {
  if (figures.historyIncomplete) return null;
  if (figures.netMinor <= 0) return 'none';
  return isRanked(figures) && cutoffs !== null ? abcOf(figures.netMinor, cutoffs) : null;
}

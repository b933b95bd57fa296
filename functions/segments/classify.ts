import { abcAmount, abcOf } from './abc.ts';
import type {
  AbcKey,
  Cutoffs,
  RankingCutoffs,
  LevelKey,
  LifecycleKey,
  LoyaltyKey,
  PromotionKey,
  QuadrantKey,
  Scores,
  SegmentKey,
  StandardKey,
  unrankedReasons,
} from './classes.schema.ts';
import type { ClassSettings } from './run.schema.ts';
import { isRanked, lapsedDays, type Figures, type FoldedFigures } from './figures.ts';
import { levelOf } from './level.ts';
import { lifecycleOf, type LifecycleBounds } from './lifecycle.ts';
import { loyaltyOf } from './loyalty.ts';
import { promotionOf } from './promotion.ts';
import { quadrantOf } from './quadrant.ts';
import { boundsOf, rankingOf } from './ranking.ts';
import { scoresOf } from './rfm.ts';
import { segmentOf } from './rfmSegment.ts';
import { windowsOf, type Windows } from './windows.ts';

export type Unranked = (typeof unrankedReasons)[number];

/** Where one customer stands in every scheme; null: this scheme does not place them. */
export interface Classes {
  scores: Scores | null;
  segment: SegmentKey | null;
  level: LevelKey | null;
  abc: AbcKey | null;
  lifecycle: LifecycleKey;
  quadrant: QuadrantKey | null;
  loyalty: LoyaltyKey | null;
  promotion: PromotionKey | null;
  /** By the merchant's own queries, which are asked elsewhere; missing where nobody asked. */
  standard?: StandardKey | null;
  /** Why there are no scores; null where there are. */
  unranked: Unranked | null;
}

/**
 * Places a customer under the cut-offs of their own ranking in the last run (null before the first), on the
 * shop-calendar day `today`, which may be any from the day of the figures on. Total: every customer
 * gets exactly one answer per scheme.
 */
export function classify(
  figures: Figures,
  cutoffs: Cutoffs | null,
  settings: ClassSettings,
  today: number,
): Classes {
  return place(figures, windowsOf(figures, settings, today), cutoffs, settings, today);
}

/** The same with the figures of the last so many days at hand. */
export function place(
  figures: FoldedFigures,
  windows: Windows,
  cutoffs: Cutoffs | null,
  settings: ClassSettings,
  today: number,
): Classes {
  const own = rankingOf(figures, cutoffs);
  const bounds = boundsOf(figures, cutoffs, settings);
  const lifecycle = lifecycleOf(figures, bounds, today);
  const unranked = whyUnranked(figures, own);
  const scores = unranked === null ? scoresNow(figures, own, today) : null;
  const whole = !figures.historyIncomplete;
  return {
    scores,
    segment: scores === null ? segmentUnscored(unranked) : segmentOf(scores, lifecycle),
    level: scores === null ? null : levelOf(scores, settings.level),
    abc: whole ? spendClass(figures, abcAmount(figures, windows, settings.abc), own) : null,
    lifecycle,
    quadrant: whole ? quadrantNow(figures, windows, own, bounds, today) : null,
    loyalty: whole ? loyaltyOf(figures, windows, lifecycle, settings.loyalty) : null,
    promotion: whole ? promotionOf(figures, settings.promotion) : null,
    unranked,
  };
}

function whyUnranked(figures: FoldedFigures, cutoffs: RankingCutoffs | null): Unranked | null {
  if (figures.historyIncomplete) return 'historyIncomplete';
  if (figures.rows === 0 && figures.orders === 0) return 'prospect';
  if (figures.orders === 0) return 'noValidOrder';
  return cutoffs === null || cutoffs.method === 'none' ? 'tooFew' : null;
}

function scoresNow(
  figures: FoldedFigures,
  cutoffs: RankingCutoffs | null,
  today: number,
): Scores | null {
  const recencyDays = lapsedDays(figures.lastDay, today);
  if (cutoffs === null || recencyDays === null) return null;
  return scoresOf({ recencyDays, orders: figures.orders, netMinor: figures.netMinor }, cutoffs);
}

function segmentUnscored(unranked: Unranked | null): SegmentKey | null {
  return unranked === 'prospect' ? 'prospects' : null;
}

/** Without net spend the class is "none", ranked or not. */
function spendClass(
  figures: FoldedFigures,
  amountMinor: number,
  cutoffs: RankingCutoffs | null,
): AbcKey | null {
  if (amountMinor <= 0) return 'none';
  return isRanked(figures) && cutoffs !== null ? abcOf(amountMinor, cutoffs) : null;
}

/** With no order, or one that is still within t50, it is too early. */
function quadrantNow(
  { orders, rhythm }: FoldedFigures,
  windows: Windows,
  cutoffs: RankingCutoffs | null,
  { t50 }: LifecycleBounds,
  today: number,
): QuadrantKey | null {
  if (cutoffs === null) return null;
  const early = orders === 0 || (orders === 1 && (lapsedDays(rhythm.lastDay, today) ?? 0) <= t50);
  return early ? 'none' : quadrantOf(windows, cutoffs.quadrant);
}

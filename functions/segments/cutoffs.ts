import { abcCuts } from './abc.ts';
import { ascending } from './ascending.ts';
import type { RankingCutoffs } from './classes.schema.ts';
import type { Gaps } from './gapCounts.ts';
import { quadrantCuts, type RecentBuyers } from './quadrant.ts';
import { rhythmBounds } from './rhythm.ts';
import type { ClassSettings } from './run.schema.ts';
import { largeOrderLine } from './largeOrder.ts';
import { median, type Amounts } from './orderStatistic.ts';
import {
  countedBounds,
  fixedBounds,
  leastForQuintiles,
  leastForScores,
  quintileBounds,
} from './rfm.ts';

/** The customers of one ranking, one index each, and the values of their eligible orders. */
export interface Population {
  recencyDays: Amounts;
  orders: Amounts;
  netMinor: Float64Array;
  /** What the spend classes compare, where that is not net spend; null: it is. */
  abcMinor: Float64Array | null;
  recent: RecentBuyers;
  gaps: Gaps;
  /** Contributions of all eligible orders, guests' included. */
  orderMinor: Amounts;
  /** Those placed in the last 365 days. */
  recentOrderMinor: Amounts;
}

/**
 * Everything a run needs to place one more customer exactly as it placed its own. Depends on the
 * values only, never on their order; `asOf` is epoch seconds.
 */
export function computeCutoffs(
  population: Population,
  settings: ClassSettings,
  asOf: number,
): RankingCutoffs {
  const ranked = population.netMinor.length;
  const net = ascending(population.netMinor);
  const medianOrderMinor = median(population.orderMinor);
  return {
    asOf,
    ranked,
    ...scoreBounds(population, net, medianOrderMinor, settings),
    medianOrderMinor,
    ...abcCuts(population.abcMinor === null ? net : ascending(population.abcMinor), settings.abc),
    lifecycle: rhythmBounds(population.gaps, settings.lifecycle),
    rhythm: { gaps: population.gaps.total, historyDays: population.gaps.historyDays },
    quadrant: quadrantCuts(population.recent, settings.quadrant),
    largeOrderMinor: largeOrderLine(
      population.recentOrderMinor,
      medianOrderMinor,
      settings.largeOrder,
    ),
  };
}

function scoreBounds(
  population: Population,
  ascendingNet: Float64Array,
  medianOrderMinor: number | null,
  { fixedScores }: ClassSettings,
): Pick<RankingCutoffs, 'method' | 'recencyAbove' | 'frequencyAbove' | 'monetaryAbove'> {
  if (ascendingNet.length < leastForScores || medianOrderMinor === null) {
    return { method: 'none', recencyAbove: [], frequencyAbove: [], monetaryAbove: [] };
  }
  if (ascendingNet.length < leastForQuintiles) {
    return { method: 'fixed', ...fixedBounds(medianOrderMinor, fixedScores) };
  }
  return {
    method: 'quintiles',
    recencyAbove: countedBounds(population.recencyDays),
    frequencyAbove: countedBounds(population.orders),
    monetaryAbove: quintileBounds(ascendingNet),
  };
}

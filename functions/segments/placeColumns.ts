import { abcAmount } from './abc.ts';
import { AmountCounts } from './amountCounts.ts';
import type { Cutoffs, RankingCutoffs, Scores } from './classes.schema.ts';
import type { ClassSettings } from './run.schema.ts';
import { unknownInstant, unknownScore, type Columns } from './columns.ts';
import { placeAt, placingOf } from './columnPlacer.ts';
import { computeCutoffs } from './cutoffs.ts';
import type { Gaps } from './gapCounts.ts';
import { writeLapse } from './lapse.ts';
import type { Amounts } from './orderStatistic.ts';
import type { RankingKey } from './ranking.ts';
import { isRising } from './rising.ts';

/** What cut-offs take beside the columns: values of eligible orders, guests' included, in minor units. */
export interface OrderValues {
  all: Amounts;
  /** Placed in the last 365 days. */
  recent: Amounts;
  /** Gaps between order days of the ranked customers. */
  gaps: Gaps;
}

/** The same of each ranking: wholesale orders are no measure of a retail one. */
export type OrdersOfRankings = Record<RankingKey, OrderValues>;

/**
 * Exact cut-offs of the customers in these columns, as of `asOf` (epoch seconds) on day `today`:
 * the retail customers' from these alone, and the wholesale customers' own where there are any.
 */
export function cutoffsOfColumns(
  columns: Columns,
  orders: OrdersOfRankings,
  settings: ClassSettings,
  at: { asOf: number; today: number },
): Cutoffs {
  const retail = cutoffsOfRanking(columns, 'retail', orders.retail, settings, at);
  if (!columns.wholesale.includes(1)) return retail;
  const wholesale = cutoffsOfRanking(columns, 'wholesale', orders.wholesale, settings, at);
  return { ...retail, wholesale };
}

function cutoffsOfRanking(
  columns: Columns,
  ranking: RankingKey,
  orderMinor: OrderValues,
  settings: ClassSettings,
  { asOf, today }: { asOf: number; today: number },
): RankingCutoffs {
  const wholesale = ranking === 'wholesale' ? 1 : 0;
  let ranked = 0;
  const recencyDays = new AmountCounts();
  const orders = new AmountCounts();
  const netMinor = new Float64Array(columns.count);
  const comparesNet = settings.abc.windowDays === null && settings.abc.basis === 'amount';
  const abcMinor = comparesNet ? netMinor : new Float64Array(columns.count);
  const recent = { buyers: 0, minor: 0, orderDays: 0 };
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.wholesale[i] !== wholesale) continue;
    if (columns.historyIncomplete[i] === 1 || columns.orders[i] === 0) continue;
    recencyDays.add(Math.max(0, today - (columns.lastDay[i] ?? 0)));
    orders.add(columns.orders[i] ?? 0);
    netMinor[ranked] = columns.netMinor[i] ?? 0;
    if (!comparesNet) abcMinor[ranked] = abcAmountAt(columns, i, settings);
    const recentOrderDays = columns.recentOrderDays[i] ?? 0;
    if (recentOrderDays > 0) {
      recent.buyers += 1;
      recent.minor += columns.recentMinor[i] ?? 0;
      recent.orderDays += recentOrderDays;
    }
    ranked += 1;
  }
  const population = {
    recencyDays,
    orders,
    netMinor: netMinor.subarray(0, ranked),
    abcMinor: comparesNet ? null : abcMinor.subarray(0, ranked),
    recent,
    gaps: orderMinor.gaps,
    orderMinor: orderMinor.all,
    recentOrderMinor: orderMinor.recent,
  };
  return computeCutoffs(population, settings, asOf);
}

/**
 * The merchant's own classes (customer standard) of all these customers, already placed in every
 * other scheme: codes of `standardKeys`, −1 where no query matches. Columns may be of one customer.
 */
export type StandardsOf = (columns: Columns) => Int8Array;

/**
 * Writes every customer's classes, and when each will count as lost, into the columns; answers the
 * indexes of those whose class in any scheme differs from what the columns held before. Without
 * `standardsOf` standards stay.
 */
export function placeColumns(
  columns: Columns,
  cutoffs: Cutoffs,
  settings: ClassSettings,
  today: number,
  standardsOf: StandardsOf | null = null,
): number[] {
  const moved = new Uint8Array(columns.count);
  const placing = placingOf(columns, cutoffs, settings, today);
  for (let i = 0; i < columns.count; i += 1) if (placeAt(placing, i)) moved[i] = 1;
  // Standards may ask for it.
  writeLapse(columns, cutoffs, settings);
  const standards = standardsOf?.(columns);
  if (standards !== undefined) {
    for (let i = 0; i < columns.count; i += 1) {
      if (columns.standard[i] !== standards[i]) moved[i] = 1;
    }
    columns.standard.set(standards.subarray(0, columns.count));
  }
  return indexesOf(moved);
}

/** Where a 1 is; made as long as it will be, because a list that grows is copied again and again. */
function indexesOf(marked: Uint8Array): number[] {
  let count = 0;
  for (let i = 0; i < marked.length; i += 1) count += marked[i] ?? 0;
  const indexes = new Array<number>(count);
  let next = 0;
  for (let i = 0; next < count; i += 1) {
    if (marked[i] !== 1) continue;
    indexes[next] = i;
    next += 1;
  }
  return indexes;
}

/** Marks the rising customers, once held classes are written; `dayOf` is the shop's calendar. */
export function placeRising(
  columns: Columns,
  cutoffs: Cutoffs,
  settings: ClassSettings,
  { today, dayOf }: { today: number; dayOf: (second: number) => number },
): void {
  for (let i = 0; i < columns.count; i += 1) {
    const roseAt = known(columns.roseAt[i], unknownInstant);
    const own = columns.wholesale[i] === 1 ? (cutoffs.wholesale ?? null) : cutoffs;
    const rise = {
      roseDay: roseAt === null ? null : dayOf(roseAt),
      abcMinor: abcAmountAt(columns, i, settings),
      soonMinor: knownFraction(columns.soonMinor[i]),
    };
    const placeable = columns.historyIncomplete[i] === 0 && (columns.orders[i] ?? 0) > 0;
    columns.rising[i] = placeable && isRising(rise, own, settings.rising, today) ? 1 : 0;
  }
}

/** Scores, or none, into the row at `at`. */
export function writeScores(columns: Columns, at: number, scores: Scores | null): void {
  columns.recency[at] = scores?.recency ?? unknownScore;
  columns.frequency[at] = scores?.frequency ?? unknownScore;
  columns.monetary[at] = scores?.monetary ?? unknownScore;
}

function abcAmountAt(columns: Columns, index: number, settings: ClassSettings): number {
  const potentialMinor = knownFraction(columns.potentialMinor[index]);
  const abcMinor = columns.abcMinor[index] ?? 0;
  return abcAmount({ potentialMinor }, { abcMinor }, settings.abc);
}

function knownFraction(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function known(value: number | undefined, unknown: number): number | null {
  return value === undefined || value === unknown ? null : value;
}

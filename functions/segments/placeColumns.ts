import type { Cutoffs, RankingCutoffs, Scores } from './classes.schema.ts';
import { classify } from './classify.ts';
import type { ClassSettings } from './run.schema.ts';
import { unknownInstant, unknownInt, unknownScore, type Columns } from './columns.ts';
import { codeOf } from './columnsBuilder.ts';
import { computeCutoffs } from './cutoffs.ts';
import type { Figures } from './figures.ts';
import type { RankingKey } from './ranking.ts';

/** Values of a shop's eligible orders, guests' included, in minor units. */
export interface OrderValues {
  all: Float64Array;
  /** Placed in the last 365 days. */
  recent: Float64Array;
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
  const recencyDays = new Int32Array(columns.count);
  const orders = new Int32Array(columns.count);
  const netMinor = new Float64Array(columns.count);
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.wholesale[i] !== wholesale) continue;
    if (columns.historyIncomplete[i] === 1 || columns.orders[i] === 0) continue;
    recencyDays[ranked] = Math.max(0, today - (columns.lastDay[i] ?? 0));
    orders[ranked] = columns.orders[i] ?? 0;
    netMinor[ranked] = columns.netMinor[i] ?? 0;
    ranked += 1;
  }
  const population = {
    recencyDays: recencyDays.subarray(0, ranked),
    orders: orders.subarray(0, ranked),
    netMinor: netMinor.subarray(0, ranked),
    orderMinor: orderMinor.all,
    recentOrderMinor: orderMinor.recent,
  };
  return computeCutoffs(population, settings, asOf);
}

/**
 * Writes every customer's classes into the columns and answers the indexes of those whose class
 * in any scheme differs from what the columns held before.
 */
export function placeColumns(
  columns: Columns,
  cutoffs: Cutoffs,
  settings: ClassSettings,
  today: number,
): number[] {
  const changed: number[] = [];
  for (let i = 0; i < columns.count; i += 1) {
    const now = classify(figuresAt(columns, i), cutoffs, settings, today);
    writeScores(columns, i, now.scores);
    const segment = codeOf('segment', now.segment);
    const level = codeOf('level', now.level);
    const abc = codeOf('abc', now.abc);
    const lifecycle = codeOf('lifecycle', now.lifecycle);
    if (
      columns.segment[i] === segment &&
      columns.level[i] === level &&
      columns.abc[i] === abc &&
      columns.lifecycle[i] === lifecycle
    ) {
      continue;
    }
    columns.segment[i] = segment;
    columns.level[i] = level;
    columns.abc[i] = abc;
    columns.lifecycle[i] = lifecycle;
    changed.push(i);
  }
  return changed;
}

/** Scores, or none, into the row at `at`. */
export function writeScores(columns: Columns, at: number, scores: Scores | null): void {
  columns.recency[at] = scores?.recency ?? unknownScore;
  columns.frequency[at] = scores?.frequency ?? unknownScore;
  columns.monetary[at] = scores?.monetary ?? unknownScore;
}

/** One customer's figures, read back from the columns. */
export function figuresAt(columns: Columns, index: number): Figures {
  return {
    rows: columns.rows[index] ?? 0,
    orders: columns.orders[index] ?? 0,
    orderDays: columns.orderDays[index] ?? 0,
    netMinor: columns.netMinor[index] ?? 0,
    firstDay: known(columns.firstDay[index], unknownInt),
    lastDay: known(columns.lastDay[index], unknownInt),
    firstAt: known(columns.firstAt[index], unknownInstant),
    lastAt: known(columns.lastAt[index], unknownInstant),
    rhythm: {
      days: columns.rhythmDays[index] ?? 0,
      lastDay: known(columns.rhythmLastDay[index], unknownInt),
    },
    historyIncomplete: columns.historyIncomplete[index] === 1,
    wholesale: columns.wholesale[index] === 1,
  };
}

function known(value: number | undefined, unknown: number): number | null {
  return value === undefined || value === unknown ? null : value;
}

import type { Cutoffs, Scores } from './classes.schema.ts';
import type { Amounts } from './orderStatistic.ts';
import type { ClassSettings } from './run.schema.ts';

/** Scores need this many ranked customers, quintiles this many; between them the cuts are fixed. */
export const leastForScores = 5;
export const leastForQuintiles = 50;

type Above = Pick<Cutoffs, 'recencyAbove' | 'frequencyAbove' | 'monetaryAbove'>;

/** How often, how recent, how much: the three figures scores are made of. */
export interface RfmFigures {
  recencyDays: number;
  orders: number;
  netMinor: number;
}

/** How recently, how often and how much a customer bought, each 1 (least) to 5 (most). */
export function scoresOf(figures: RfmFigures, above: Above): Scores {
  return {
    recency: 5 - boundsPassed(figures.recencyDays, above.recencyAbove),
    frequency: Math.min(1 + boundsPassed(figures.orders, above.frequencyAbove), figures.orders),
    monetary: 1 + boundsPassed(figures.netMinor, above.monetaryAbove),
  };
}

function boundsPassed(value: number, above: readonly number[]): number {
  // Bounds ascend; an index is twice as fast here as an iterator, a million times a run.
  let passed = 0;
  while (passed < above.length && value > (above[passed] ?? value)) passed += 1;
  return passed;
}

/**
 * The four bounds that score by rank: #{smaller} ≥ k·n/5 holds exactly above the value at that
 * rank, so a member placed by bounds gets what its rank gives, and equal values stay equal.
 */
export function quintileBounds(sorted: ArrayLike<number>): number[] {
  return fifths.map((fifth) => sorted[rankOf(fifth, sorted.length)] ?? 0);
}

/** The same for days and orders, which are counted and not sorted. */
export function countedBounds(values: Amounts): number[] {
  return fifths.map((fifth) => values.smallest(rankOf(fifth, values.count)));
}

const fifths = [1, 2, 3, 4];

/** Where in ascending order the value stands that a fifth of the customers must be beyond. */
function rankOf(fifth: number, length: number): number {
  return Math.ceil((fifth * length) / 5) - 1;
}

/** Bounds below 50 customers; "at least x" is said as "above the integer before it". */
export function fixedBounds(
  medianOrderMinor: number,
  { recencyDays, orders, medianTimes }: ClassSettings['fixedScores'],
): Above {
  const { r5, r4, r3, r2 } = recencyDays;
  const { f2, f3, f4, f5 } = orders;
  const { m2, m3, m4, m5 } = medianTimes;
  return {
    recencyAbove: [r5, r4, r3, r2],
    frequencyAbove: [f2, f3, f4, f5].map((from) => from - 1),
    monetaryAbove: [m2, m3, m4, m5].map((times) => Math.ceil(times * medianOrderMinor) - 1),
  };
}

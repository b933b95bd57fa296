import type { RankingCutoffs, Scores } from './classes.schema.ts';
import { codeOf } from './columnsBuilder.ts';
import { levelOf } from './level.ts';
import { lifecycleOf, type LifecycleBounds } from './lifecycle.ts';
import type { ClassSettings } from './run.schema.ts';
import { scoresOf } from './rfm.ts';
import { countedRecency, segmentOfCell } from './rfmSegment.ts';

/**
 * The cut-offs of one ranking as tables and numbers to compare with, so that placing a customer is
 * looking up: what a class is stays written where one customer is placed.
 */
export interface PlacingLines {
  /** False: the last run knew nobody in this ranking. */
  isKnown: boolean;
  hasScores: boolean;
  /** By days since the last order, the last place for all that are longer ago: score, and lifecycle's code. */
  recencyOn: Uint8Array;
  lifecycleOn: Int8Array;
  /** Score by orders, the last place for all that are more. */
  frequencyOf: Uint8Array;
  /** Net spend above which each further point of the score is reached. */
  monetaryAbove: Float64Array;
  /** Codes by scores, as `cellOf` numbers them; the second half of the segments is the lapsed ones'. */
  levels: Int8Array;
  segments: Int8Array;
  fromA: number;
  fromB: number;
  t50: number;
  t80: number;
  valueFrom: number;
  daysFrom: number;
}

/** Stands for the cut-offs of a ranking nobody is in. */
const nobody = {
  method: 'none',
  recencyAbove: [],
  frequencyAbove: [],
  monetaryAbove: [],
  abcA: null,
  abcB: null,
  quadrant: { valueFrom: null, daysFrom: Infinity },
} satisfies Partial<RankingCutoffs>;

const scoresUpTo = 6;
/** Where the segments of those overdue or lost begin. */
export const lapsedCells = scoresUpTo ** 3;

/** The place of three scores (1 to 5) in a table. */
export function cellOf(recency: number, frequency: number, monetary: number): number {
  return (recency * scoresUpTo + frequency) * scoresUpTo + monetary;
}

/** `cutoffs` null: nobody is known in this ranking. */
export function placingLines(
  cutoffs: RankingCutoffs | null,
  bounds: LifecycleBounds,
  settings: ClassSettings,
): PlacingLines {
  const known = cutoffs ?? nobody;
  const { recencyAbove, frequencyAbove, monetaryAbove } = known;
  const days = 2 + Math.max(bounds.writeOff, bounds.t95, ...recencyAbove);
  const scored = (figures: Partial<Parameters<typeof scoresOf>[0]>): Scores =>
    scoresOf(
      { recencyDays: 0, orders: 0, netMinor: 0, ...figures },
      { recencyAbove, frequencyAbove, monetaryAbove },
    );
  const most = 7 + Math.max(0, ...frequencyAbove);
  return {
    isKnown: cutoffs !== null,
    hasScores: known.method !== 'none',
    recencyOn: Uint8Array.from({ length: days }, (_, day) => scored({ recencyDays: day }).recency),
    lifecycleOn: Int8Array.from({ length: days }, (_, day) => lifecycleOn(day, bounds)),
    frequencyOf: Uint8Array.from({ length: most }, (_, orders) => scored({ orders }).frequency),
    monetaryAbove: Float64Array.from({ length: 4 }, (_, at) => monetaryAbove[at] ?? Infinity),
    levels: byScores(lapsedCells, (scores) => codeOf('level', levelOf(scores, settings.level))),
    segments: byScores(2 * lapsedCells, ({ recency, frequency }, isLapsed) => {
      const counted = countedRecency(recency, isLapsed ? 'overdue' : 'regular');
      return codeOf('segment', segmentOfCell(counted, frequency));
    }),
    fromA: known.abcA ?? Infinity,
    fromB: known.abcB ?? Infinity,
    t50: bounds.t50,
    t80: bounds.t80,
    valueFrom: known.quadrant.valueFrom ?? Infinity,
    daysFrom: known.quadrant.daysFrom,
  };
}

/** Of somebody with several order days; the first one's state is told apart where it is placed. */
function lifecycleOn(day: number, bounds: LifecycleBounds): number {
  const severalDays = { rhythm: { days: 2, lastDay: 0 }, historyIncomplete: false };
  return codeOf('lifecycle', lifecycleOf(severalDays, bounds, day));
}

function byScores(
  length: number,
  codeOfScores: (scores: Scores, isLapsed: boolean) => number,
): Int8Array {
  return Int8Array.from({ length }, (_, place) => {
    const cell = place % lapsedCells;
    const monetary = cell % scoresUpTo;
    const frequency = Math.floor(cell / scoresUpTo) % scoresUpTo;
    const recency = Math.floor(cell / scoresUpTo ** 2);
    if (recency === 0 || frequency === 0 || monetary === 0) return -1;
    return codeOfScores({ recency, frequency, monetary }, place >= lapsedCells);
  });
}

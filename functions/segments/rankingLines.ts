import type { RankingCutoffs } from './classes.schema.ts';
import { codeOf } from './columnsBuilder.ts';
import type { LifecycleBounds } from './lifecycle.ts';
import { countedRecency, segmentOfCell } from './rfmSegment.ts';

const abc = { A: codeOf('abc', 'A'), B: codeOf('abc', 'B'), C: codeOf('abc', 'C') };
const lifecycle = {
  slowing: codeOf('lifecycle', 'slowing'),
  overdue: codeOf('lifecycle', 'overdue'),
  lost: codeOf('lifecycle', 'lost'),
  writtenOff: codeOf('lifecycle', 'written_off'),
};
const quadrant = {
  gold: codeOf('quadrant', 'gold'),
  meteor: codeOf('quadrant', 'meteor'),
  smallStar: codeOf('quadrant', 'small_star'),
  lowTouch: codeOf('quadrant', 'low_touch'),
};

/** The cut-offs of one ranking as numbers to compare with, and classes as their codes. */
export class RankingLines {
  /** False: the last run knew nobody in this ranking. */
  readonly isKnown: boolean;
  readonly hasScores: boolean;
  private readonly recencyAbove: Float64Array;
  private readonly frequencyAbove: Float64Array;
  private readonly monetaryAbove: Float64Array;
  private readonly fromA: number;
  private readonly fromB: number;
  readonly t50: number;
  readonly t80: number;
  private readonly t95: number;
  private readonly writeOff: number;
  private readonly valueFrom: number;
  private readonly daysFrom: number;

  constructor(cutoffs: RankingCutoffs | null, bounds: LifecycleBounds) {
    this.isKnown = cutoffs !== null;
    this.hasScores = cutoffs !== null && cutoffs.method !== 'none';
    this.recencyAbove = Float64Array.from(cutoffs?.recencyAbove ?? []);
    this.frequencyAbove = Float64Array.from(cutoffs?.frequencyAbove ?? []);
    this.monetaryAbove = Float64Array.from(cutoffs?.monetaryAbove ?? []);
    this.fromA = cutoffs?.abcA ?? Infinity;
    this.fromB = cutoffs?.abcB ?? Infinity;
    this.t50 = bounds.t50;
    this.t80 = bounds.t80;
    this.t95 = bounds.t95;
    this.writeOff = bounds.writeOff;
    this.valueFrom = cutoffs?.quadrant.valueFrom ?? Infinity;
    this.daysFrom = cutoffs?.quadrant.daysFrom ?? Infinity;
  }

  recency(days: number): number {
    return 5 - passed(days, this.recencyAbove);
  }

  frequency(orders: number): number {
    return Math.min(1 + passed(orders, this.frequencyAbove), orders);
  }

  monetary(netMinor: number): number {
    return 1 + passed(netMinor, this.monetaryAbove);
  }

  /** The lifecycle's code beyond t50. */
  lapsed(days: number): number {
    if (days <= this.t80) return lifecycle.slowing;
    if (days <= this.t95) return lifecycle.overdue;
    return days <= this.writeOff ? lifecycle.lost : lifecycle.writtenOff;
  }

  /** The spend class's code above zero. */
  spend(minor: number): number {
    if (minor >= this.fromA) return abc.A;
    return minor >= this.fromB ? abc.B : abc.C;
  }

  quadrant(recentMinor: number, recentOrderDays: number): number {
    const spendsMuch = recentMinor >= this.valueFrom;
    if (recentOrderDays >= this.daysFrom) return spendsMuch ? quadrant.gold : quadrant.smallStar;
    return spendsMuch ? quadrant.meteor : quadrant.lowTouch;
  }
}

function passed(value: number, above: Float64Array): number {
  let count = 0;
  while (count < above.length && value > (above[count] ?? value)) count += 1;
  return count;
}

const cells = Int8Array.from({ length: 72 }, (_, cell) => {
  const recency = Math.floor(cell / 6) % 6;
  const frequency = cell % 6;
  if (recency === 0 || frequency === 0) return -1;
  const counted = countedRecency(recency, cell < 36 ? 'regular' : 'overdue');
  return codeOf('segment', segmentOfCell(counted, frequency));
});

/** The segment's code; `isLapsed`: overdue or lost. */
export function segmentCode(recency: number, frequency: number, isLapsed: boolean): number {
  return cells[(isLapsed ? 36 : 0) + recency * 6 + frequency] ?? -1;
}

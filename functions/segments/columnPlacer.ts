import type { Cutoffs } from './classes.schema.ts';
import { unknownInt, unknownScore, type Columns } from './columns.ts';
import { codeOf } from './columnsBuilder.ts';
import { RankingLines, segmentCode } from './rankingLines.ts';
import type { ClassSettings } from './run.schema.ts';

const levels = {
  A: codeOf('level', 'A'),
  B: codeOf('level', 'B'),
  C: codeOf('level', 'C'),
  D: codeOf('level', 'D'),
};
const lifecycles = {
  prospect: codeOf('lifecycle', 'prospect'),
  firstTimer: codeOf('lifecycle', 'first_timer'),
  regular: codeOf('lifecycle', 'regular'),
};
const loyalties = {
  loyal: codeOf('loyalty', 'loyal'),
  switcher: codeOf('loyalty', 'switcher'),
  none: codeOf('loyalty', 'none'),
  tooEarly: codeOf('loyalty', 'too_early'),
};
const promotions = {
  full: codeOf('promotion', 'full'),
  mixed: codeOf('promotion', 'mixed'),
  driven: codeOf('promotion', 'driven'),
};
const prospects = codeOf('segment', 'prospects');
const noSpend = codeOf('abc', 'none');
const tooEarlyToPlace = codeOf('quadrant', 'none');

/**
 * `classify` for a million customers: places the customers of these columns one after another by
 * numbers alone, because an object a customer costs the run several times as much. A property test
 * holds the two equal.
 */
export class ColumnPlacer {
  private readonly columns: Columns;
  private readonly settings: ClassSettings;
  private readonly today: number;
  private readonly retail: RankingLines;
  private readonly wholesale: RankingLines;
  private moved = false;

  constructor(columns: Columns, cutoffs: Cutoffs, settings: ClassSettings, today: number) {
    this.columns = columns;
    this.settings = settings;
    this.today = today;
    const wholesale = cutoffs.wholesale ?? null;
    this.retail = new RankingLines(cutoffs, cutoffs.lifecycle);
    this.wholesale = new RankingLines(wholesale, (wholesale ?? cutoffs).lifecycle);
  }

  /** Writes the customer's scores and classes; answers whether any class was another. */
  place(i: number): boolean {
    const { columns } = this;
    const lines = columns.wholesale[i] === 1 ? this.wholesale : this.retail;
    const lapsedDays = this.lapsedDays(columns.rhythmLastDay[i] ?? unknownInt);
    const isWhole = columns.historyIncomplete[i] !== 1;
    this.moved = false;
    this.put(columns.lifecycle, i, this.lifecycle(i, lapsedDays, lines, isWhole));
    if (isWhole) this.whole(i, lines, lapsedDays);
    else this.nowhere(i);
    return this.moved;
  }

  private put(column: Int8Array, i: number, code: number): void {
    if (column[i] === code) return;
    column[i] = code;
    this.moved = true;
  }

  private whole(i: number, lines: RankingLines, lapsedDays: number): void {
    const { columns } = this;
    const orders = columns.orders[i] ?? 0;
    const isLapsed = lapsedDays > lines.t80;
    if (orders > 0 && lines.hasScores) this.scored(i, lines, orders, isLapsed);
    else this.unscored(i, columns.rows[i] === 0 && orders === 0 ? prospects : unknownInt);
    this.put(columns.abc, i, this.abc(i, lines, orders > 0));
    this.put(columns.quadrant, i, this.quadrant(i, lines, orders, lapsedDays));
    this.put(columns.loyalty, i, this.loyalty(i, orders, isLapsed));
    this.put(columns.promotion, i, orders > 0 ? this.promotion(i, orders) : unknownInt);
  }

  /** Whose history we may not see is compared with nobody. */
  private nowhere(i: number): void {
    const { abc, quadrant, loyalty, promotion } = this.columns;
    this.unscored(i, unknownInt);
    for (const column of [abc, quadrant, loyalty, promotion]) this.put(column, i, unknownInt);
  }

  private scored(i: number, lines: RankingLines, orders: number, isLapsed: boolean): void {
    const { columns } = this;
    const recency = lines.recency(this.lapsedDays(columns.lastDay[i] ?? unknownInt));
    const frequency = lines.frequency(orders);
    const monetary = lines.monetary(columns.netMinor[i] ?? 0);
    columns.recency[i] = recency;
    columns.frequency[i] = frequency;
    columns.monetary[i] = monetary;
    this.put(columns.segment, i, segmentCode(recency, frequency, isLapsed));
    this.put(columns.level, i, this.level(recency, frequency, monetary));
  }

  private unscored(i: number, segment: number): void {
    const { columns } = this;
    columns.recency[i] = unknownScore;
    columns.frequency[i] = unknownScore;
    columns.monetary[i] = unknownScore;
    this.put(columns.segment, i, segment);
    this.put(columns.level, i, unknownInt);
  }

  /** −1: never bought. */
  private lapsedDays(lastDay: number): number {
    return lastDay === unknownInt ? -1 : Math.max(0, this.today - lastDay);
  }

  private lifecycle(i: number, lapsedDays: number, lines: RankingLines, isWhole: boolean): number {
    if (lapsedDays < 0) return lifecycles.prospect;
    if (lapsedDays > lines.t50) return lines.lapsed(lapsedDays);
    return this.columns.rhythmDays[i] === 1 && isWhole ? lifecycles.firstTimer : lifecycles.regular;
  }

  private level(recency: number, frequency: number, monetary: number): number {
    const { weights, cuts } = this.settings.level;
    const points =
      recency * weights.recency + frequency * weights.frequency + monetary * weights.monetary;
    if (points >= cuts.a) return levels.A;
    if (points >= cuts.b) return levels.B;
    return points >= cuts.c ? levels.C : levels.D;
  }

  private abc(i: number, lines: RankingLines, isRanked: boolean): number {
    let minor = this.columns.abcMinor[i] ?? 0;
    if (this.settings.abc.basis === 'amountAndPotential') {
      const potential = this.columns.potentialMinor[i] ?? NaN;
      if (!Number.isNaN(potential)) minor += Math.round(potential);
    }
    if (minor <= 0) return noSpend;
    return isRanked && lines.isKnown ? lines.spend(minor) : unknownInt;
  }

  private quadrant(i: number, lines: RankingLines, orders: number, lapsedDays: number): number {
    if (!lines.isKnown) return unknownInt;
    if (orders === 0 || (orders === 1 && lapsedDays <= lines.t50)) return tooEarlyToPlace;
    return lines.quadrant(this.columns.recentMinor[i] ?? 0, this.columns.recentOrderDays[i] ?? 0);
  }

  private loyalty(i: number, orders: number, isLapsed: boolean): number {
    const { columns } = this;
    if ((columns.orderDays[i] ?? 0) < 2) return loyalties.tooEarly;
    const { leastOrderDays, mostVariation } = this.settings.loyalty;
    const variation = columns.gapVariation[i] ?? NaN;
    const comesOften = (columns.recentOrderDays[i] ?? 0) >= leastOrderDays;
    if (comesOften && variation <= mostVariation && !isLapsed) return loyalties.loyal;
    const onlyDiscounts = columns.discountedOrders[i] === orders;
    return variation > mostVariation || onlyDiscounts ? loyalties.switcher : loyalties.none;
  }

  private promotion(i: number, orders: number): number {
    const { columns, settings } = this;
    const { promotion } = settings;
    const discountMinor = columns.discountMinor[i] ?? 0;
    const fullMinor = Math.max(discountMinor, (columns.netMinor[i] ?? 0) + discountMinor);
    const discount = discountMinor > 0 ? discountMinor / fullMinor : 0;
    const codes = (columns.codeOrders[i] ?? 0) / orders;
    if (codes <= promotion.fullMostCodes && discount <= promotion.fullMostDiscount) {
      return promotions.full;
    }
    const often = codes >= promotion.drivenLeastCodes || discount >= promotion.drivenLeastDiscount;
    const lastFull = columns.lastFullPriceDay[i] ?? unknownInt;
    const waits = lastFull === unknownInt || lastFull !== columns.lastDay[i];
    return often && waits && orders >= promotion.drivenLeastOrders
      ? promotions.driven
      : promotions.mixed;
  }
}

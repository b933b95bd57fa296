import { AmountCounts } from './amountCounts.ts';
import { GapCounts } from './gapCounts.ts';
import { largeOrderWindowDays } from './largeOrder.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
import type { RankingKey } from './ranking.ts';

/** Gathers what cut-offs take beside the columns: each eligible order's value and each gap, by ranking. */
export class OrderValueLists {
  private readonly recentAfter: number;
  private readonly rankings: Record<RankingKey, RankingValues>;

  /** `today` is a shop-calendar day number. */
  constructor(today: number) {
    this.recentAfter = today - largeOrderWindowDays;
    this.rankings = {
      retail: new RankingValues(today, this.recentAfter),
      wholesale: new RankingValues(today, this.recentAfter),
    };
  }

  /** What one ranking has, to add to. */
  of(ranking: RankingKey): RankingValues {
    return this.rankings[ranking];
  }

  add(ranking: RankingKey, day: number, minor: number): void {
    this.rankings[ranking].add(day, minor);
  }

  done(): OrdersOfRankings {
    return this.rankings;
  }
}

/** The orders and gaps of one ranking. */
export class RankingValues {
  readonly all = new AmountCounts();
  readonly recent = new AmountCounts();
  readonly gaps: GapCounts;
  private readonly recentAfter: number;

  /** A day later than `recentAfter` is one of those that tell what is large now. */
  constructor(today: number, recentAfter: number) {
    this.gaps = new GapCounts(today);
    this.recentAfter = recentAfter;
  }

  add(day: number, minor: number): void {
    this.all.add(minor);
    if (day > this.recentAfter) this.recent.add(minor);
  }
}

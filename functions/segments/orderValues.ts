import { GapCounts } from './gapCounts.ts';
import { largeOrderWindowDays } from './largeOrder.ts';
import { NumberList } from './numberList.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
import type { RankingKey } from './ranking.ts';

/** Gathers what cut-offs take beside the columns: each eligible order's value and each gap, by ranking. */
export class OrderValueLists {
  private readonly today: number;
  private readonly lists: Record<RankingKey, Lists>;

  /** `today` is a shop-calendar day number. */
  constructor(today: number) {
    this.today = today;
    this.lists = { retail: newLists(today), wholesale: newLists(today) };
  }

  /** The ranking's gaps between order days, to add to. */
  gaps(ranking: RankingKey): GapCounts {
    return this.lists[ranking].gaps;
  }

  /** A later day is one of those that tell what is large now. */
  get recentAfter(): number {
    return this.today - largeOrderWindowDays;
  }

  /** A retail order of such a day. */
  recent(minor: number): void {
    this.lists.retail.recent.push(minor);
  }

  /** All retail orders so far: the first `count` of these, whose memory is used from here on. */
  takeRetail(minors: Float64Array<ArrayBuffer>, count: number): void {
    this.lists.retail.all.take(minors, count);
  }

  add(ranking: RankingKey, day: number, minor: number): void {
    this.lists[ranking].all.push(minor);
    if (day > this.recentAfter) this.lists[ranking].recent.push(minor);
  }

  done(): OrdersOfRankings {
    const { retail, wholesale } = this.lists;
    return { retail: doneOf(retail), wholesale: doneOf(wholesale) };
  }
}

interface Lists {
  all: NumberList;
  recent: NumberList;
  gaps: GapCounts;
}

function newLists(today: number): Lists {
  return { all: new NumberList(), recent: new NumberList(), gaps: new GapCounts(today) };
}

function doneOf({ all, recent, gaps }: Lists): OrdersOfRankings[RankingKey] {
  return { all: all.done(), recent: recent.done(), gaps };
}

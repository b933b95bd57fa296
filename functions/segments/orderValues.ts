import { isRanked, type FiguresRead } from './figures.ts';
import { GapCounts } from './gapCounts.ts';
import { largeOrderWindowDays } from './largeOrder.ts';
import { NumberList } from './numberList.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
import { rankingKeyOf, type RankingKey } from './ranking.ts';

/** Gathers what cut-offs take beside the columns: each eligible order's value and each gap, by ranking. */
export class OrderValueLists {
  private readonly today: number;
  private readonly lists: Record<RankingKey, Lists>;

  /** `today` is a shop-calendar day number, `room` how many orders to expect. */
  constructor(today: number, room = 0) {
    this.today = today;
    this.lists = { retail: newLists(today, room), wholesale: newLists(today, 0) };
  }

  /** All that one customer adds; who is not ranked sets no rhythm, because gaps may be hidden. */
  customer({ figures, sales, ownDays }: FiguresRead): void {
    const ranking = rankingKeyOf(figures);
    for (let sale = 0; sale < sales.day.length; sale += 1) {
      this.add(ranking, sales.day[sale] ?? 0, sales.minor[sale] ?? 0);
    }
    if (isRanked(figures)) this.lists[ranking].gaps.add(ownDays);
  }

  /** The ranking's gaps between order days, to add to. */
  gaps(ranking: RankingKey): GapCounts {
    return this.lists[ranking].gaps;
  }

  add(ranking: RankingKey, day: number, minor: number): void {
    this.lists[ranking].all.push(minor);
    if (day > this.today - largeOrderWindowDays) this.lists[ranking].recent.push(minor);
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

function newLists(today: number, room: number): Lists {
  return { all: new NumberList(room), recent: new NumberList(), gaps: new GapCounts(today) };
}

function doneOf({ all, recent, gaps }: Lists): OrdersOfRankings[RankingKey] {
  return { all: all.done(), recent: recent.done(), gaps };
}

import { largeOrderWindowDays } from './largeOrder.ts';
import { NumberList } from './numberList.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
import type { RankingKey } from './ranking.ts';

/** Gathers what each eligible order of a shop is worth, by whose ranking it measures. */
export class OrderValueLists {
  private readonly today: number;
  private readonly lists = {
    retail: { all: new NumberList(), recent: new NumberList() },
    wholesale: { all: new NumberList(), recent: new NumberList() },
  };

  /** `today` is a shop-calendar day number. */
  constructor(today: number) {
    this.today = today;
  }

  add(ranking: RankingKey, day: number, minor: number): void {
    this.lists[ranking].all.push(minor);
    if (day > this.today - largeOrderWindowDays) this.lists[ranking].recent.push(minor);
  }

  done(): OrdersOfRankings {
    const { retail, wholesale } = this.lists;
    return {
      retail: { all: retail.all.done(), recent: retail.recent.done() },
      wholesale: { all: wholesale.all.done(), recent: wholesale.recent.done() },
    };
  }
}

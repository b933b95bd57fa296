import { orderMark, rowsOf, type OrderColumns } from '../segments/orderColumns.ts';
import { PastBuyer } from '../segments/pastBuyer.ts';
import type { RankingKey } from '../segments/ranking.ts';
import { rhythmBounds } from '../segments/rhythm.ts';
import type { ClassSettings } from '../segments/run.schema.ts';
import { GapsByDay } from './gapsByDay.ts';
import { lifecycleTable, type LifecycleTable } from './lifecycleTable.ts';

/** A day that is over, and its last second (epoch seconds): what had happened by then. */
export interface PastDay {
  day: number;
  asOf: number;
}

const notASale = orderMark.credit | orderMark.leftOut;

/**
 * The lifecycle of each customer at the end of each of these days, ascending, as a run at its last
 * second would have found it: boundaries from the rhythm known by then. One walk over the ledgers
 * finds the boundaries, another the states. Of a customer nothing was ever undone of, each order is
 * looked at once; of the others all are, day by day.
 */
export class PastLifecycles {
  private readonly orders: OrderColumns;
  private readonly days: readonly PastDay[];
  private readonly incomplete: Uint8Array;
  private readonly buyer: PastBuyer;
  private readonly gaps: Record<RankingKey, GapsByDay>;
  private readonly tables: Record<RankingKey, LifecycleTable>[];
  private readonly stood: Uint8Array;

  /** `incomplete` says of whom the shop has older orders than we may see. */
  constructor(
    orders: OrderColumns,
    incomplete: Uint8Array,
    settings: ClassSettings['lifecycle'],
    days: readonly PastDay[],
  ) {
    this.orders = orders;
    this.days = days;
    this.incomplete = incomplete;
    this.buyer = new PastBuyer(orders);
    this.stood = new Uint8Array(days.length);
    const numbers = days.map(({ day }) => day);
    this.gaps = { retail: new GapsByDay(numbers), wholesale: new GapsByDay(numbers) };
    for (let i = 0; i < incomplete.length; i += 1) {
      if (incomplete[i] === 1) continue;
      if (this.isPlain(i)) this.plainGaps(i);
      else this.changingGaps(i);
    }
    const retail = this.gaps.retail.each();
    const wholesale = this.gaps.wholesale.each();
    this.tables = days.map((_, at) => {
      const of = (gaps: typeof retail) => {
        const [one] = gaps.slice(at, at + 1);
        if (one === undefined) throw new RangeError('a day without gaps');
        return lifecycleTable(rhythmBounds(one, settings));
      };
      return { retail: of(retail), wholesale: of(wholesale) };
    });
  }

  /** Codes of the customer's states by day; written over by the next customer's. */
  of(customer: number): Uint8Array {
    if (this.isPlain(customer)) this.plainStates(customer);
    else this.changingStates(customer);
    return this.stood;
  }

  /** Nothing undone, no change of ranking, days in order: what counted once counts ever after. */
  private isPlain(customer: number): boolean {
    const { rowOffsets, refundOffsets, cancelledAt, marks, day, wholesaleByTag } = this.orders;
    const from = rowOffsets[customer] ?? 0;
    const to = rowOffsets[customer + 1] ?? 0;
    if ((refundOffsets[from] ?? 0) !== (refundOffsets[to] ?? 0)) return false;
    const moves = wholesaleByTag[customer] === 1 ? 0 : orderMark.wholesale;
    let before = -Infinity;
    for (let row = from; row < to; row += 1) {
      const on = day[row] ?? 0;
      if (on < before || cancelledAt[row] !== 0 || ((marks[row] ?? 0) & moves) !== 0) return false;
      before = on;
    }
    return true;
  }

  private isSale(row: number): boolean {
    const marks = this.orders.marks[row] ?? 0;
    return (
      (marks & orderMark.counts) !== 0 &&
      (marks & notASale) === 0 &&
      (this.orders.totalMinor[row] ?? 0) > 0
    );
  }

  private isOwn(row: number): boolean {
    return ((this.orders.marks[row] ?? 0) & orderMark.renewal) === 0;
  }

  private dayOf(row: number): number {
    return this.orders.day[row] ?? 0;
  }

  private rankingOf(customer: number): RankingKey {
    return this.orders.wholesaleByTag[customer] === 1 ? 'wholesale' : 'retail';
  }

  private plainGaps(customer: number): void {
    const gaps = this.gaps[this.rankingOf(customer)];
    const { from, to } = rowsOf(this.orders, customer);
    let row = from;
    let first = -Infinity;
    let last = -Infinity;
    for (let at = 0; at < this.days.length; at += 1) {
      const end = this.days[at]?.day ?? 0;
      for (; row < to && this.dayOf(row) <= end; row += 1) {
        const on = this.dayOf(row);
        if (on === last || !this.isOwn(row) || !this.isSale(row)) continue;
        if (last === -Infinity) first = on;
        else gaps.complete(at, on - last);
        last = on;
      }
      if (last !== -Infinity) gaps.wait(at, first, last);
    }
  }

  private changingGaps(customer: number): void {
    this.walk(customer, (at) => {
      const { ownDays, wholesale } = this.buyer;
      const gaps = wholesale ? this.gaps.wholesale : this.gaps.retail;
      const [first] = ownDays;
      if (first === undefined) return;
      let last = first;
      for (const day of ownDays) {
        if (day !== last) {
          gaps.complete(at, day - last);
          gaps.complete(at + 1, day - last, -1);
        }
        last = day;
      }
      gaps.wait(at, first, last);
    });
  }

  private plainStates(customer: number): void {
    const ranking = this.rankingOf(customer);
    const complete = this.incomplete[customer] !== 1;
    const { from, to } = rowsOf(this.orders, customer);
    let row = from;
    let [own, ownLast, all, allLast] = [0, -Infinity, 0, -Infinity];
    for (let at = 0; at < this.days.length; at += 1) {
      const end = this.days[at]?.day ?? 0;
      for (; row < to && this.dayOf(row) <= end; row += 1) {
        if (!this.isSale(row)) continue;
        const on = this.dayOf(row);
        if (on !== allLast) all += 1;
        allLast = on;
        if (!this.isOwn(row)) continue;
        if (on !== ownLast) own += 1;
        ownLast = on;
      }
      if (own > 0) this.stand(at, ranking, end - ownLast, complete && own === 1);
      else this.stand(at, ranking, end - allLast, complete && all === 1);
    }
  }

  private changingStates(customer: number): void {
    const complete = this.incomplete[customer] !== 1;
    this.walk(customer, (at, day) => {
      const { rhythm, wholesale } = this.buyer;
      const last = rhythm[rhythm.length - 1] ?? -Infinity;
      const ranking = wholesale ? 'wholesale' : 'retail';
      this.stand(at, ranking, day - last, complete && rhythm.length === 1);
    });
  }

  private stand(at: number, ranking: RankingKey, lapsed: number, isFirst: boolean): void {
    const table = this.tables[at]?.[ranking];
    if (table === undefined) return;
    this.stood[at] = lapsed === Infinity ? table.prospect : table.code(lapsed, isFirst);
  }

  private walk(customer: number, see: (at: number, day: number) => void): void {
    this.buyer.open(customer);
    for (let at = 0; at < this.days.length; at += 1) {
      const end = this.days[at];
      if (end === undefined) break;
      // The morning after, as its last second saw it.
      this.buyer.goTo(end.day + 1, end.asOf);
      see(at, end.day);
    }
  }
}

import type { Calendar } from '../customers/calendar.ts';
import type { Columns } from './columns.ts';
import type { Gaps } from './gapCounts.ts';
import { type OrderColumns, rowsOf } from './orderColumns.ts';
import { PastBuyer } from './pastBuyer.ts';
import type { RankingKey } from './ranking.ts';
import { isPlain, undoneAt } from './saleSpan.ts';

/** Days one after another, first to last. */
export interface DaySpan {
  firstDay: number;
  lastDay: number;
}

/**
 * The gaps of all ranked buyers of one ranking on each morning of a stretch of days, kept as what
 * changes from one morning to the next, so that a year costs one walk over the ledgers.
 */
class RankingGaps {
  /** A row a morning: change of the count of completed gaps by length, and by day of last and first orders. */
  private readonly completed: Int32Array;
  private readonly last: Int32Array;
  private readonly first: Int32Array;
  private readonly width: number;
  private readonly earliest: number;
  private readonly days: DaySpan;

  /** `earliest`: no order is of an earlier day. */
  constructor(days: DaySpan, earliest: number) {
    this.days = days;
    this.earliest = earliest;
    this.width = Math.max(1, days.lastDay - earliest + 1);
    const cells = (days.lastDay - days.firstDay + 1) * this.width;
    this.completed = new Int32Array(cells);
    this.last = new Int32Array(cells);
    this.first = new Int32Array(cells);
  }

  /** From the morning of `day` on a buyer with these order days counts too (`by` −1: no more). */
  buyer(day: number, orderDays: readonly number[], by: 1 | -1): void {
    const [first] = orderDays;
    if (first === undefined) return;
    const start = (day - this.days.firstDay) * this.width;
    bump(this.first, start + first - this.earliest, by);
    let before = first;
    for (const orderDay of orderDays) {
      if (orderDay !== before) bump(this.completed, start + orderDay - before, by);
      before = orderDay;
    }
    bump(this.last, start + before - this.earliest, by);
  }

  /** From the morning of `day` on a buyer who ordered last on `before` has one order day more. */
  ordered(day: number, before: number, orderDay: number): void {
    const start = (day - this.days.firstDay) * this.width;
    bump(this.completed, start + orderDay - before, 1);
    bump(this.last, start + before - this.earliest, -1);
    bump(this.last, start + orderDay - this.earliest, 1);
  }

  /** Each morning in turn; the counts are to be looked at before the next is asked for. */
  *mornings(): Generator<{ day: number; gaps: Gaps }> {
    const { width, earliest } = this;
    const completed = new Uint32Array(width);
    const last = new Int32Array(width);
    const first = new Int32Array(width);
    const open = new Uint32Array(width);
    for (let day = this.days.firstDay; day <= this.days.lastDay; day += 1) {
      const start = (day - this.days.firstDay) * width;
      let total = 0;
      let oldest: number | null = null;
      for (let i = 0; i < width; i += 1) {
        completed[i] = (completed[i] ?? 0) + (this.completed[start + i] ?? 0);
        last[i] = (last[i] ?? 0) + (this.last[start + i] ?? 0);
        first[i] = (first[i] ?? 0) + (this.first[start + i] ?? 0);
        total += completed[i] ?? 0;
        if (oldest === null && (first[i] ?? 0) > 0) oldest = earliest + i;
      }
      for (let gap = 0; gap < width; gap += 1) open[gap] = last[day - earliest - gap] ?? 0;
      const historyDays = oldest === null ? 0 : day - oldest;
      yield { day, gaps: { total, historyDays, histogram: () => ({ completed, open }) } };
    }
  }
}

function bump(cells: Int32Array, at: number, by: 1 | -1): void {
  cells[at] = (cells[at] ?? 0) + by;
}

export type PastGaps = Record<RankingKey, RankingGaps>;

/** A shop's customers and their orders. */
export interface PastLedgers {
  columns: Columns;
  orders: OrderColumns;
  calendar: Calendar;
}

/** The gaps of a shop's buyers on each morning of these days, from the orders of the days before. */
export function pastGaps({ columns, orders, calendar }: PastLedgers, days: DaySpan): PastGaps {
  const earliest = earliestDay(orders, days.firstDay);
  const gaps: PastGaps = {
    retail: new RankingGaps(days, earliest),
    wholesale: new RankingGaps(days, earliest),
  };
  const walk = new GapWalk(orders, calendar, days, gaps);
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.historyIncomplete[i] !== 1) walk.customer(i);
  }
  return gaps;
}

function earliestDay({ day, count }: OrderColumns, before: number): number {
  let earliest = before;
  for (let row = 0; row < count; row += 1) earliest = Math.min(earliest, day[row] ?? before);
  return earliest;
}

class GapWalk {
  private readonly orders: OrderColumns;
  private readonly calendar: Calendar;
  private readonly days: DaySpan;
  private readonly gaps: PastGaps;
  private readonly buyer: PastBuyer;
  private readonly mornings: number[];
  /** Order days as told so far, and to which ranking. */
  private told: number[] = [];
  private ranking: RankingKey = 'retail';

  constructor(orders: OrderColumns, calendar: Calendar, days: DaySpan, gaps: PastGaps) {
    this.orders = orders;
    this.calendar = calendar;
    this.days = days;
    this.gaps = gaps;
    this.buyer = new PastBuyer(orders);
    this.mornings = [];
    for (let day = days.firstDay; day <= days.lastDay; day += 1) {
      this.mornings.push(calendar.startOf(day));
    }
  }

  customer(index: number): void {
    const { from, to } = rowsOf(this.orders, index);
    if (isPlain(this.orders, from, to)) {
      this.plain(from, to, this.orders.wholesaleByTag[index] === 1 ? 'wholesale' : 'retail');
      return;
    }
    this.buyer.open(index);
    this.told = [];
    this.ranking = 'retail';
    for (const day of this.changeDays(index)) {
      this.buyer.goTo(day, this.mornings[day - this.days.firstDay] ?? 0);
      this.tell(day);
    }
  }

  /** Each new day is told of on the morning after it. */
  private plain(from: number, to: number, ranking: RankingKey): void {
    const { firstDay, lastDay } = this.days;
    const gaps = this.gaps[ranking];
    const before: number[] = [];
    let last: number | null = null;
    for (let row = from; row < to; row += 1) {
      const day = this.orders.day[row] ?? 0;
      if (day >= lastDay) break;
      if (day === last || undoneAt(this.orders, row) === 0) continue;
      if (day < firstDay) before.push(day);
      else {
        if (last === null) gaps.buyer(day + 1, [day], 1);
        else {
          if (last < firstDay) gaps.buyer(firstDay, before, 1);
          gaps.ordered(day + 1, last, day);
        }
      }
      last = day;
    }
    if (last !== null && last < firstDay) gaps.buyer(firstDay, before, 1);
  }

  /** Mornings on which something may be other than on the one before; the first day is always one. */
  private changeDays(index: number): Iterable<number> {
    const { firstDay, lastDay } = this.days;
    const { from, to } = rowsOf(this.orders, index);
    const days = new Set([firstDay]);
    for (let row = from; row < to; row += 1) {
      const day = (this.orders.day[row] ?? 0) + 1;
      if (day > firstDay && day <= lastDay) days.add(day);
      const until = undoneAt(this.orders, row);
      if (until === 0 || until === Infinity) continue;
      const undone = this.calendar.dayOf(until) + 1;
      if (undone > firstDay && undone <= lastDay) days.add(undone);
    }
    return days.size === 1 ? days : [...days].sort((one, other) => one - other);
  }

  private tell(day: number): void {
    const now = this.buyer.ownDays;
    const ranking = this.buyer.wholesale ? 'wholesale' : 'retail';
    const before = this.told.at(-1);
    const newest = now.at(-1);
    const oneMore = ranking === this.ranking && this.isOneMore(now);
    if (oneMore && before !== undefined && newest !== undefined) {
      this.gaps[ranking].ordered(day, before, newest);
      this.told.push(newest);
      return;
    }
    this.gaps[this.ranking].buyer(day, this.told, -1);
    this.gaps[ranking].buyer(day, now, 1);
    this.told = [...now];
    this.ranking = ranking;
  }

  private isOneMore(now: readonly number[]): boolean {
    if (this.told.length === 0 || now.length !== this.told.length + 1) return false;
    return this.told.every((day, at) => day === now[at]);
  }
}

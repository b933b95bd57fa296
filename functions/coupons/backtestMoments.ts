import type { DueMark } from '../customers/dueMark.schema.ts';
import type { History } from '../segments/histories.ts';
import { lifecycleOf, type LifecycleBounds } from '../segments/lifecycle.ts';
import { isMarked, orderMark, type OrderColumns, rowsOf } from '../segments/orderColumns.ts';
import type { PastBounds } from '../segments/pastBounds.ts';
import { PastBuyer } from '../segments/pastBuyer.ts';
import type { DaySpan } from '../segments/pastGaps.ts';
import type { PastLargeLines } from '../segments/pastLargeLines.ts';
import { isPlain, undoneAt } from '../segments/saleSpan.ts';

/** A change that a rule would have been shown; instants are epoch seconds. */
export interface Moment {
  /** Where the customer stands in the columns. */
  customer: number;
  at: number;
  day: number;
  kind: 'overdue' | 'lost' | 'large-order';
  /** The large order itself, else the last order before the silence: a row. */
  row: number;
}

/** The mark a run, or an order applied, would have left. */
export function markOf({ kind, at }: Pick<Moment, 'kind' | 'at'>, customerId: string): DueMark {
  return kind === 'large-order'
    ? { kind, rev: 0, at, customerId, orderId: '', totalMinor: 0 }
    : {
        kind: 'class',
        rev: 0,
        at,
        customerId,
        scheme: 'lifecycle',
        from: null,
        to: kind,
        cause: 'time',
        orderId: null,
      };
}

export interface MomentsOf {
  history: Pick<History, 'columns' | 'orders'>;
  calendar: { startOf: (day: number) => number; dayOf: (second: number) => number };
  days: DaySpan;
  /** Of the mornings from the one before the first day on. */
  bounds: PastBounds;
}

/**
 * Every time a customer came into one class of the lifecycle in a stretch of days because time
 * passed or an order was undone, as nightly runs would have recorded it. A class that only a moved
 * boundary brought about is none: nothing happened to the customer.
 */
export function silences(awaited: 'overdue' | 'lost', of: MomentsOf): Moment[] {
  const walk = new SilenceWalk(awaited, of);
  for (let i = 0; i < of.history.columns.count; i += 1) walk.customer(i);
  return walk.moments;
}

interface Reach {
  least: number;
  most: number;
}

class SilenceWalk {
  readonly moments: Moment[] = [];
  private readonly awaited: 'overdue' | 'lost';
  private readonly of: MomentsOf;
  private readonly buyer: PastBuyer;
  private readonly mornings: number[] = [];
  /** Days after the last order on which the class began, over all mornings, by ranking. */
  private readonly reach: { retail: Reach; wholesale: Reach };

  constructor(awaited: 'overdue' | 'lost', of: MomentsOf) {
    this.awaited = awaited;
    this.of = of;
    this.buyer = new PastBuyer(of.history.orders);
    for (let day = of.days.firstDay; day <= of.days.lastDay + 1; day += 1) {
      this.mornings.push(of.calendar.startOf(day));
    }
    this.reach = { retail: this.reachOf(false), wholesale: this.reachOf(true) };
  }

  customer(index: number): void {
    const { orders } = this.of.history;
    const { firstDay, lastDay } = this.of.days;
    const { from, to } = rowsOf(orders, index);
    if (from === to) return;
    if (isPlain(orders, from, to)) {
      this.plain(index, from, to);
      return;
    }
    this.buyer.open(index);
    const changes = this.changeDays(from, to);
    for (let n = 0; n < changes.length; n += 1) {
      const start = changes[n] ?? firstDay;
      this.buyer.goTo(start, this.mornings[start - firstDay] ?? 0);
      const { rhythm, sales, wholesale } = this.buyer;
      const end = Math.min(lastDay, (changes[n + 1] ?? lastDay + 1) - 1);
      this.stretch(index, start, end, rhythm.at(-1), sales.at(-1), wholesale);
    }
    for (let row = from; row < to; row += 1) this.undone(index, from, row);
  }

  /** Each order day begins a silence that ends with the next. */
  private plain(index: number, from: number, to: number): void {
    const { orders } = this.of.history;
    const { firstDay, lastDay } = this.of.days;
    const wholesale = orders.wholesaleByTag[index] === 1;
    let last: number | undefined;
    let lastRow: number | undefined;
    for (let row = from; row < to; row += 1) {
      if (undoneAt(orders, row) === 0) continue;
      const day = orders.day[row] ?? 0;
      if (day !== last && last !== undefined && day >= firstDay) {
        const end = Math.min(lastDay, day);
        this.stretch(index, Math.max(firstDay, last + 1), end, last, lastRow, wholesale);
      }
      last = day;
      lastRow = row;
    }
    if (last === undefined) return;
    this.stretch(index, Math.max(firstDay, last + 1), lastDay, last, lastRow, wholesale);
  }

  /** From one morning to another nothing happened but days passing. */
  private stretch(
    index: number,
    from: number,
    to: number,
    last: number | undefined,
    row: number | undefined,
    wholesale: boolean,
  ): void {
    if (last === undefined || row === undefined) return;
    const { least, most } = wholesale ? this.reach.wholesale : this.reach.retail;
    const end = Math.min(to, last + most);
    for (let day = Math.max(from, last + least); day <= end; day += 1) {
      if (!this.began(day, last, wholesale)) continue;
      const at = this.mornings[day - this.of.days.firstDay] ?? 0;
      this.moments.push({ customer: index, at, day, kind: this.awaited, row });
    }
  }

  /** By the boundaries of the run before, only the day made the difference; and this run agrees. */
  private began(day: number, last: number, wholesale: boolean): boolean {
    const before = this.of.bounds.on(day - 1, wholesale);
    return (
      this.isIn(last, before, day) &&
      !this.isIn(last, before, day - 1) &&
      this.isIn(last, this.of.bounds.on(day, wholesale), day)
    );
  }

  private isIn(lastDay: number, bounds: LifecycleBounds, day: number): boolean {
    // Whether it is the first order makes no difference beyond the usual time.
    const figures = { rhythm: { days: 2, lastDay }, historyIncomplete: false };
    return lifecycleOf(figures, bounds, day) === this.awaited;
  }

  /** An order that is undone may take a customer back into an older silence. */
  private undone(index: number, from: number, row: number): void {
    const { orders } = this.of.history;
    const at = undoneAt(orders, row);
    if (at === 0 || at === Infinity || at <= (orders.placedAt[row] ?? 0)) return;
    const day = this.of.calendar.dayOf(at);
    if (day < this.of.days.firstDay || day > this.of.days.lastDay) return;
    const { to } = rowsOf(orders, index);
    const before = standingAt(orders, { from, to }, at - 1);
    const after = standingAt(orders, { from, to }, at);
    if (after.lastDay === null || after.row === null) return;
    const bounds = this.of.bounds.on(day, this.wholesaleAt(index, from, to, at));
    const was = before.lastDay !== null && this.isIn(before.lastDay, bounds, day);
    if (was || !this.isIn(after.lastDay, bounds, day)) return;
    this.moments.push({ customer: index, at, day, kind: this.awaited, row: after.row });
  }

  private wholesaleAt(index: number, from: number, to: number, at: number): boolean {
    const { orders } = this.of.history;
    if (orders.wholesaleByTag[index] === 1) return true;
    for (let row = from; row < to && (orders.placedAt[row] ?? 0) <= at; row += 1) {
      if (isMarked(orders, row, 'wholesale')) return true;
    }
    return false;
  }

  /** Mornings on which a ledger may say something else than on the one before. */
  private changeDays(from: number, to: number): number[] {
    const { orders } = this.of.history;
    const { firstDay, lastDay } = this.of.days;
    const days = new Set([firstDay]);
    const note = (day: number) => {
      if (day > firstDay && day <= lastDay) days.add(day);
    };
    for (let row = from; row < to; row += 1) {
      note((orders.day[row] ?? 0) + 1);
      const until = undoneAt(orders, row);
      if (until !== 0 && until !== Infinity) note(this.of.calendar.dayOf(until) + 1);
    }
    return [...days].sort((one, other) => one - other);
  }

  private reachOf(wholesale: boolean): Reach {
    const reach = { least: Infinity, most: 0 };
    for (let { firstDay: day } = this.of.days; day <= this.of.days.lastDay; day += 1) {
      const { t80, t95 } = this.of.bounds.on(day - 1, wholesale);
      const begins = Math.floor(this.awaited === 'overdue' ? t80 : t95) + 1;
      reach.least = Math.min(reach.least, begins);
      reach.most = Math.max(reach.most, begins);
    }
    return reach;
  }
}

/** The last order, and the last day of the rhythm, at one instant. */
function standingAt(
  orders: OrderColumns,
  { from, to }: { from: number; to: number },
  at: number,
): { lastDay: number | null; row: number | null } {
  let own: number | null = null;
  let any: number | null = null;
  let last: number | null = null;
  for (let row = from; row < to && (orders.placedAt[row] ?? 0) <= at; row += 1) {
    if (undoneAt(orders, row) <= at) continue;
    const day = orders.day[row] ?? 0;
    last = row;
    any = Math.max(any ?? day, day);
    if (!isMarked(orders, row, 'renewal')) own = Math.max(own ?? day, day);
  }
  return { lastDay: own ?? any, row: last };
}

/** Every order of a customer above the line that held when it was placed. */
export function largeOrders(
  { orders, columns }: Pick<History, 'columns' | 'orders'>,
  lines: PastLargeLines,
  days: DaySpan,
): Moment[] {
  const moments: Moment[] = [];
  for (let i = 0; i < columns.count; i += 1) {
    const { from, to } = rowsOf(orders, i);
    let wholesale = orders.wholesaleByTag[i] === 1;
    for (let row = from; row < to; row += 1) {
      wholesale ||= isMarked(orders, row, 'wholesale');
      const day = orders.day[row] ?? 0;
      if (day < days.firstDay || day > days.lastDay) continue;
      const at = orders.placedAt[row] ?? 0;
      const line = lines.on(day, wholesale ? 'wholesale' : 'retail');
      if (line === null || minorWhenPlaced(orders, row) <= Math.max(0, line)) continue;
      moments.push({ customer: i, at, day, kind: 'large-order', row });
    }
  }
  return moments;
}

/** What an order was worth the second it came; 0 for one that does not count, or is left out. */
function minorWhenPlaced(orders: OrderColumns, row: number): number {
  const wanted = orderMark.counts | orderMark.credit | orderMark.leftOut;
  if (((orders.marks[row] ?? 0) & wanted) !== orderMark.counts) return 0;
  const at = orders.placedAt[row] ?? 0;
  const cancelledAt = orders.cancelledAt[row] ?? 0;
  if (cancelledAt !== 0 && cancelledAt <= at) return 0;
  let minor = orders.totalMinor[row] ?? 0;
  const end = orders.refundOffsets[row + 1] ?? 0;
  for (let refund = orders.refundOffsets[row] ?? 0; refund < end; refund += 1) {
    if ((orders.refundAt[refund] ?? 0) <= at) minor -= orders.refundMinor[refund] ?? 0;
  }
  return minor;
}

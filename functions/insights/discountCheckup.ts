import { type Calendar, dateOfDay } from '../customers/calendar.ts';
import { levelKeys, promotionKeys } from '../segments/classes.schema.ts';
import type { Columns } from '../segments/columns.ts';
import { lifecycleOf } from '../segments/lifecycle.ts';
import {
  isMarked,
  type OrderColumns,
  rowMinor,
  rowsOf,
  walkInRows,
} from '../segments/orderColumns.ts';
import type { PastBounds } from '../segments/pastBounds.ts';
import { PastBuyer } from '../segments/pastBuyer.ts';
import { add, type Checkup, emptyCheckup, noTally, type TallyOf } from './discountTally.ts';
import type { neededKeys, stateKeys, timingKeys } from './discountTally.ts';
import { timingOf, usuallyPaysFull } from './timing.ts';

/** Days the check-up looks back. */
export const checkupDays = 365;

export interface CheckedShop {
  columns: Columns;
  orders: OrderColumns;
  /** Epoch seconds, and the shop-calendar day of it. */
  asOf: number;
  today: number;
  calendar: Calendar;
  /** The lifecycle's boundaries on the morning of each day that is looked at. */
  bounds: PastBounds;
}

/**
 * What a shop gave as discounts in the last 365 days, and to whom. Whether an order counts is as of
 * now; what is said of its buyer is what was known on the morning of its day, except level and
 * promotion attitude, which are today's.
 */
export function discountCheckup(shop: CheckedShop): Checkup {
  const walk = new CheckupWalk(shop);
  for (let index = 0; index < shop.columns.count; index += 1) walk.customer(index);
  walk.walkIns();
  return walk.done();
}

type Timing = (typeof timingKeys)[number];
type Need = (typeof neededKeys)[number];
type State = (typeof stateKeys)[number];

class CheckupWalk {
  private readonly sums = emptyCheckup();
  private readonly months = new Map<
    string,
    { all: TallyOf<'all'>['all']; discounted: TallyOf<'all'>['all'] }
  >();
  private readonly shop: CheckedShop;
  private readonly buyer: PastBuyer;
  private readonly firstDay: number;
  /** Of each day looked at: when it begins, and its month. */
  private readonly mornings: number[];
  private readonly monthOfDay: string[];
  private earliest: number;

  constructor(shop: CheckedShop) {
    this.shop = shop;
    this.buyer = new PastBuyer(shop.orders);
    this.firstDay = shop.today - checkupDays + 1;
    const days = Array.from({ length: checkupDays }, (_, at) => this.firstDay + at);
    this.mornings = days.map((day) => shop.calendar.startOf(day));
    this.monthOfDay = days.map((day) => dateOfDay(day).slice(0, 7));
    for (const month of this.monthOfDay) this.month(month);
    this.earliest = shop.today;
  }

  customer(index: number): void {
    const { columns, orders } = this.shop;
    const { from, to } = rowsOf(orders, index);
    const unplaced = columns.historyIncomplete[index] === 1;
    this.buyer.open(index);
    let someDiscount = false;
    let lastDay = -1;
    for (let row = from; row < to; row += 1) {
      const sale = this.saleAt(row);
      if (sale === null) continue;
      const { day, minor } = sale;
      this.buyer.goTo(day, this.mornings[day - this.firstDay] ?? 0);
      const state = unplaced ? 'unplaced' : this.stateOn(day);
      if (day !== lastDay && !unplaced) this.comeback(row, to, state);
      lastDay = day;
      if (!this.count(row, day, minor)) continue;
      someDiscount = true;
      this.byBuyer(row, minor, index);
      add(this.sums.byState[state], this.discountOf(row), minor);
      const { timing, need } = this.judged(row, day, unplaced);
      add(this.sums.byTiming[timing], this.discountOf(row), minor);
      add(this.sums.byNeed[need], this.discountOf(row), minor);
    }
    if (!someDiscount) return;
    this.sums.discounted.customers += 1;
    this.levelOf(index).customers += 1;
    this.attitudeOf(index).customers += 1;
  }

  /** Sales without a customer: nobody of whom anything could have been known. */
  walkIns(): void {
    const { from, to } = walkInRows(this.shop.orders);
    for (let row = from; row < to; row += 1) {
      const sale = this.saleAt(row);
      if (sale === null || !this.count(row, sale.day, sale.minor)) continue;
      const discount = this.discountOf(row);
      const { sums } = this;
      const none = [sums.byBuyer.walkIn, sums.byLevel.none, sums.byAttitude.none];
      const unknown = [sums.byState.unplaced, sums.byTiming.unplaced, sums.byNeed.cannotTell];
      for (const tally of [...none, ...unknown]) add(tally, discount, sale.minor);
    }
  }

  done(): Checkup {
    const byMonth = [...this.months].map(([month, tallies]) => ({ month, ...tallies }));
    return { ...this.sums, byMonth, historyDays: this.shop.today - this.earliest };
  }

  /** A row of the year that counts now, on its day; null: it is not one. */
  private saleAt(row: number): { day: number; minor: number } | null {
    const { orders, asOf, today } = this.shop;
    const day = orders.day[row] ?? 0;
    if (isMarked(orders, row, 'credit')) return null;
    const minor = rowMinor(orders, row, asOf);
    if (minor <= 0) return null;
    if (day < this.earliest) this.earliest = day;
    return day < this.firstDay || day > today ? null : { day, minor };
  }

  /** Counts an order; true: it had a discount. */
  private count(row: number, day: number, minor: number): boolean {
    const discount = this.discountOf(row);
    const month = this.month(this.monthOfDay[day - this.firstDay] ?? '');
    add(this.sums.all, discount, minor);
    add(month.all, discount, minor);
    if (discount <= 0) return false;
    add(this.sums.discounted, discount, minor);
    add(month.discounted, discount, minor);
    const means = isMarked(this.shop.orders, row, 'code') ? 'code' : 'noCode';
    add(this.sums.byMeans[means], discount, minor);
    return true;
  }

  private byBuyer(row: number, minor: number, index: number): void {
    const discount = this.discountOf(row);
    const isNew = this.buyer.days.length === 0;
    add(this.sums.byBuyer[isNew ? 'new' : 'returning'], discount, minor);
    add(this.levelOf(index), discount, minor);
    add(this.attitudeOf(index), discount, minor);
  }

  private judged(row: number, day: number, unplaced: boolean): { timing: Timing; need: Need } {
    if (unplaced) return { timing: 'unplaced', need: 'cannotTell' };
    if (isMarked(this.shop.orders, row, 'renewal'))
      return { timing: 'renewal', need: 'cannotTell' };
    const { ownDays, sales, discounted, wholesale } = this.buyer;
    const timing = timingOf(ownDays, day, this.shop.bounds.on(day, wholesale).t50);
    const full = usuallyPaysFull(sales.length, discounted);
    if (timing === 'due') return { timing, need: full ? 'dueAndFull' : 'due' };
    if (full) return { timing, need: 'full' };
    return { timing, need: timing === 'first' ? 'cannotTell' : 'neither' };
  }

  private stateOn(day: number): State {
    const { rhythm, wholesale } = this.buyer;
    const figures = {
      rhythm: { days: rhythm.length, lastDay: rhythm.at(-1) ?? null },
      historyIncomplete: false,
    };
    return lifecycleOf(figures, this.shop.bounds.on(day, wholesale), day);
  }

  /** The first order of a day by who was overdue or lost that morning; a code among that day's counts. */
  private comeback(row: number, to: number, state: State): void {
    const { orders } = this.shop;
    if (state !== 'overdue' && state !== 'lost' && state !== 'written_off') return;
    const kinds = this.sums.comebacks[state === 'overdue' ? 'overdue' : 'lost'];
    let code = false;
    let discount = false;
    for (let at = row; at < to && orders.day[at] === orders.day[row]; at += 1) {
      if (this.saleAt(at) === null) continue;
      code ||= isMarked(orders, at, 'code');
      discount ||= this.discountOf(at) > 0;
    }
    kinds[code ? 'code' : discount ? 'noCode' : 'noDiscount'] += 1;
  }

  private levelOf(index: number) {
    return this.sums.byLevel[levelKeys[this.shop.columns.level[index] ?? -1] ?? 'none'];
  }

  private attitudeOf(index: number) {
    return this.sums.byAttitude[promotionKeys[this.shop.columns.promotion[index] ?? -1] ?? 'none'];
  }

  private discountOf(row: number): number {
    return this.shop.orders.discountMinor[row] ?? 0;
  }

  private month(month: string) {
    const known = this.months.get(month);
    if (known !== undefined) return known;
    const made = { all: noTally(), discounted: noTally() };
    this.months.set(month, made);
    return made;
  }
}

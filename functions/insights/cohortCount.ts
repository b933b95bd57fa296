import type { History } from '../segments/histories.ts';
import { monthOf, type Month } from '../segments/months.ts';
import { isMarked, rowsOf, walkInRows } from '../segments/orderColumns.ts';
import { contributions } from './contributions.ts';
import { firstRows } from './firstRows.ts';
import type { Who } from './insights.schema.ts';
import { isAmong } from './who.ts';

/** Cohorts shown by themselves. */
export const shownMonths = 24;

export interface Sum {
  customers: number;
  netMinor: number;
}

/** Customers and money by the month of the first order and the month of the order, minor units. */
export class CohortCount {
  readonly earlier = newSum();
  readonly noOrder = newSum();
  readonly incomplete = newSum();
  /** `customers` are orders here. */
  readonly walkIn = newSum();
  readonly firstMonth: Month;
  /** Months from the first shown to the current one. */
  readonly span: number;
  /** Cohort c, k months after it: place `c × span + k`. */
  private readonly active: Int32Array;
  private readonly minor: Float64Array;
  private readonly history: History;
  private readonly added: Float64Array;
  /** Who was last seen in a month: a customer counts once in it. */
  private readonly seen: Int32Array;

  constructor(history: History, who: Who) {
    this.history = history;
    this.added = contributions(history);
    const { columns, orders, meta } = history;
    const firsts = firstRows(history);
    const thisMonth = monthOf(meta.today);
    const oldest = oldestMonth(history, firsts, who) ?? thisMonth + 1;
    this.firstMonth = Math.max(oldest, thisMonth - shownMonths + 1);
    this.span = thisMonth - this.firstMonth + 1;
    this.active = new Int32Array(this.span * this.span);
    this.minor = new Float64Array(this.span * this.span);
    this.seen = new Int32Array(this.span).fill(-1);
    for (let i = 0; i < columns.count; i += 1) {
      if (!isAmong(columns, i, who)) continue;
      const first = firsts[i] ?? -1;
      const cohort = first < 0 ? -1 : monthOf(orders.day[first] ?? 0) - this.firstMonth;
      const apart = this.apartOf(columns.historyIncomplete[i] === 1, first, cohort);
      if (apart === null) this.addBuyer(i, cohort);
      else this.addApart(i, apart);
    }
    this.addWalkIns();
  }

  /** Customers of a cohort who ordered so many months after, and what they placed then. */
  cell(cohort: number, later: number): Sum {
    const place = cohort * this.span + later;
    return { customers: this.active[place] ?? 0, netMinor: this.minor[place] ?? 0 };
  }

  /** Who is in no cohort of their own; null: is. */
  private apartOf(incomplete: boolean, first: number, cohort: number): Sum | null {
    if (incomplete) return this.incomplete;
    if (first < 0) return this.noOrder;
    return cohort < 0 ? this.earlier : null;
  }

  private addBuyer(customer: number, cohort: number): void {
    const { orders } = this.history;
    const { from, to } = rowsOf(orders, customer);
    for (let row = from; row < to; row += 1) {
      const added = this.added[row] ?? 0;
      if (added === 0) continue;
      const later = Math.max(0, monthOf(orders.day[row] ?? 0) - this.firstMonth - cohort);
      const place = cohort * this.span + later;
      this.minor[place] = (this.minor[place] ?? 0) + added;
      if (added < 0 || isMarked(orders, row, 'credit')) continue;
      if (this.seen[cohort + later] === customer) continue;
      this.seen[cohort + later] = customer;
      this.active[place] = (this.active[place] ?? 0) + 1;
    }
  }

  private addApart(customer: number, sum: Sum): void {
    const { from, to } = rowsOf(this.history.orders, customer);
    sum.customers += 1;
    for (let row = from; row < to; row += 1) sum.netMinor += this.added[row] ?? 0;
  }

  private addWalkIns(): void {
    const { orders } = this.history;
    const { from, to } = walkInRows(orders);
    for (let row = from; row < to; row += 1) {
      const added = this.added[row] ?? 0;
      this.walkIn.netMinor += added;
      if (added > 0 && !isMarked(orders, row, 'credit')) this.walkIn.customers += 1;
    }
  }
}

function newSum(): Sum {
  return { customers: 0, netMinor: 0 };
}

function oldestMonth({ columns, orders }: History, firsts: Int32Array, who: Who): Month | null {
  let oldest: Month | null = null;
  for (let i = 0; i < columns.count; i += 1) {
    const first = firsts[i] ?? -1;
    if (first < 0 || columns.historyIncomplete[i] === 1 || !isAmong(columns, i, who)) continue;
    const month = monthOf(orders.day[first] ?? 0);
    if (oldest === null || month < oldest) oldest = month;
  }
  return oldest;
}

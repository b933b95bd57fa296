import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { History } from '../segments/histories.ts';
import { isMarked, rowsOf, walkInRows } from '../segments/orderColumns.ts';
import { shownMonths } from './cohortCount.ts';
import { firstRows } from './firstRows.ts';
import { contributions } from './contributions.ts';
import type { Returning, Who } from './insights.schema.ts';
import { monthBounds, monthName, monthOf } from '../segments/months.ts';
import { isAmong, scopeOf } from './who.ts';

type Kind = 'first' | 'later' | 'unknown' | 'walkIn';

/**
 * Revenue by month of the order, refunds up to now taken off: of each customer's first order that
 * counts, and of all that came after. A credit that names no order is of what came after.
 */
export function returningOf(history: History, who: Who): Returning {
  const { columns, orders, meta } = history;
  const scope = scopeOf(columns, who);
  const thisMonth = monthOf(meta.today);
  const sums = new MonthSums(history, thisMonth);
  const firsts = firstRows(history);
  for (let i = 0; i < columns.count; i += 1) {
    if (!isAmong(columns, i, who)) continue;
    const { from, to } = rowsOf(orders, i);
    const first = firsts[i] ?? -1;
    const unknown = first < 0 || columns.historyIncomplete[i] === 1;
    for (let row = from; row < to; row += 1) {
      sums.add(row, unknown ? 'unknown' : row === first ? 'first' : 'later');
    }
  }
  const { from, to } = walkInRows(orders);
  for (let row = from; row < to; row += 1) sums.add(row, 'walkIn');
  return {
    computedAt: instantOf(meta.asOf),
    who,
    wholesale: scope.wholesale,
    months: sums.months().map(({ month, ...sold }) => {
      const { first, last } = monthBounds(month);
      const query = scope.query(`first_order_date BETWEEN ${first} AND ${last}`);
      return { month: monthName(month), ...sold, first: { ...sold.first, query } };
    }),
  };
}

class MonthSums {
  private readonly history: History;
  private readonly minor: Float64Array;
  private readonly thisMonth: number;
  private readonly orders = sumsByKind();
  private readonly net = sumsByKind();
  private used = 0;

  constructor(history: History, thisMonth: number) {
    this.history = history;
    this.minor = contributions(history);
    this.thisMonth = thisMonth;
  }

  add(row: number, kind: Kind): void {
    const added = this.minor[row] ?? 0;
    if (added === 0) return;
    const { orders } = this.history;
    const ago = this.thisMonth - monthOf(orders.day[row] ?? 0);
    if (ago >= shownMonths || ago < 0) return;
    this.used = Math.max(this.used, ago + 1);
    this.net[kind][ago] = (this.net[kind][ago] ?? 0) + added;
    if (added < 0 || isMarked(orders, row, 'credit')) return;
    this.orders[kind][ago] = (this.orders[kind][ago] ?? 0) + 1;
  }

  /** Oldest first, from the first month with anything in it. */
  months() {
    const { currency } = this.history.meta;
    return Array.from({ length: this.used }, (_, place) => {
      const ago = this.used - 1 - place;
      const sold = (kind: Kind) => ({
        orders: this.orders[kind][ago] ?? 0,
        netSpent: moneyOf(this.net[kind][ago] ?? 0, currency),
      });
      return {
        month: this.thisMonth - ago,
        first: sold('first'),
        later: sold('later'),
        unknown: sold('unknown'),
        walkIn: sold('walkIn'),
      };
    });
  }
}

function sumsByKind(): Record<Kind, Float64Array> {
  const sums = () => new Float64Array(shownMonths);
  return { first: sums(), later: sums(), unknown: sums(), walkIn: sums() };
}

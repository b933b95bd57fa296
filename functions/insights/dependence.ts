import { instantOf, moneyOf } from '../platform/apiValue.ts';
import { codeWords, type Columns } from '../segments/columns.ts';
import type { History } from '../segments/histories.ts';
import { monthName, monthOf } from '../segments/months.ts';
import { isMarked, isSale, rowsOf, walkInRows } from '../segments/orderColumns.ts';
import { shownMonths } from './cohortCount.ts';
import { contributions } from './contributions.ts';
import type { Who } from './insights.schema.ts';
import { splitKeys, type DiscountDependence, type SplitKey } from './products.schema.ts';
import { isAmong, scopeOf, type Scope } from './who.ts';

const yearDays = 365;

/** How much of the shop's orders and revenue had a discount, by month and by whose they were. */
export function dependenceOf(history: History, who: Who): DiscountDependence {
  const { columns, orders, meta } = history;
  const scope = scopeOf(columns, who);
  const months = Array.from({ length: shownMonths }, noSums);
  const thisMonth = monthOf(meta.today);
  const year = noSums();
  const walkIn = noSums();
  const split = new Map(splitKeys.map((by) => [by, [...codeWords[by], null].map(noSums)]));
  const reader = new RowReader(history);
  const add = (row: number, of: (sums: Sums[]) => void) => {
    if (!isSale(orders, row, meta.asOf)) return;
    const day = orders.day[row] ?? 0;
    const month = months[thisMonth - monthOf(day)];
    const within: Sums[] = month === undefined ? [] : [month];
    if (day > meta.today - yearDays) of(within);
    for (const sums of within) reader.add(sums, row);
  };
  for (let i = 0; i < columns.count; i += 1) {
    if (!isAmong(columns, i, who)) continue;
    const { from, to } = rowsOf(orders, i);
    for (let row = from; row < to; row += 1) {
      add(row, (within) => {
        within.push(year, ...classSums(split, columns, i));
      });
    }
  }
  const { from, to } = who === 'wholesale' ? { from: 0, to: 0 } : walkInRows(orders);
  for (let row = from; row < to; row += 1) {
    add(row, (within) => {
      within.push(year, walkIn);
    });
  }
  const view = (sums: Sums) => sumsView(sums, meta.currency);
  const used = months.findLastIndex((sums) => sums.orders > 0) + 1;
  return {
    computedAt: instantOf(meta.asOf),
    who,
    wholesale: scope.wholesale,
    months: months
      .slice(0, used)
      .map((sums, ago) => ({ month: monthName(thisMonth - ago), ...view(sums) }))
      .reverse(),
    schemes: splitKeys.map((scheme) => ({
      scheme,
      classes: [...codeWords[scheme], null].map((key, at) => ({
        key,
        ...view(split.get(scheme)?.[at] ?? noSums()),
      })),
    })),
    year: view(year),
    walkIn: view(walkIn),
    attitudes: attitudesOf(history, who, scope),
  };
}

interface Sums {
  orders: number;
  discounted: number;
  withCode: number;
  revenueMinor: number;
  discountedMinor: number;
  discountMinor: number;
}

function noSums(): Sums {
  return {
    orders: 0,
    discounted: 0,
    withCode: 0,
    revenueMinor: 0,
    discountedMinor: 0,
    discountMinor: 0,
  };
}

/** A redeemed code that took nothing off (free shipping that was free anyway) is no discount. */
class RowReader {
  private readonly history: History;
  private readonly minor: Float64Array;

  constructor(history: History) {
    this.history = history;
    this.minor = contributions(history);
  }

  add(sums: Sums, row: number): void {
    const { orders } = this.history;
    const minor = this.minor[row] ?? 0;
    const discount = orders.discountMinor[row] ?? 0;
    sums.orders += 1;
    sums.revenueMinor += minor;
    if (isMarked(orders, row, 'code')) sums.withCode += 1;
    if (discount <= 0) return;
    sums.discounted += 1;
    sums.discountedMinor += minor;
    sums.discountMinor += discount;
  }
}

function classSums(
  split: ReadonlyMap<SplitKey, readonly Sums[]>,
  columns: Columns,
  customer: number,
): Sums[] {
  return splitKeys.flatMap((by) => {
    const code = columns[by][customer] ?? -1;
    return split.get(by)?.at(code < 0 ? -1 : code) ?? [];
  });
}

function sumsView(sums: Sums, currency: string) {
  const { orders, discounted, withCode } = sums;
  return {
    orders,
    discounted,
    withCode,
    revenue: moneyOf(sums.revenueMinor, currency),
    discountedRevenue: moneyOf(sums.discountedMinor, currency),
    discount: moneyOf(sums.discountMinor, currency),
  };
}

function attitudesOf(
  { columns, meta }: History,
  who: Who,
  scope: Scope,
): DiscountDependence['attitudes'] {
  const keys = [...codeWords.promotion, null];
  const groups = keys.map((key) => ({ key, customers: 0, netMinor: 0 }));
  for (let i = 0; i < columns.count; i += 1) {
    if (!isAmong(columns, i, who)) continue;
    const code = columns.promotion[i] ?? -1;
    const group = groups.at(code < 0 ? -1 : code);
    if (group === undefined) continue;
    group.customers += 1;
    group.netMinor += columns.netMinor[i] ?? 0;
  }
  return groups.map(({ key, customers, netMinor }) => ({
    key,
    customers,
    netSpent: moneyOf(netMinor, meta.currency),
    query: scope.query(key === null ? 'promotion IS NULL' : `promotion = '${key}'`, 'any'),
  }));
}

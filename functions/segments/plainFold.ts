import { unknownInt, type Columns } from './columns.ts';
import {
  dayAt,
  discountAt,
  hasCodeAt,
  instantAt,
  orderMark,
  placedMinor,
  placedRows,
  rowsOf,
  type OrderColumns,
} from './orderColumns.ts';
import { variationFrom } from './orderGaps.ts';
import type { RankingValues } from './orderValues.ts';
import type { SaleList } from './saleList.ts';

/** What is folded, up to when, and where the sales of the customer in hand are listed. */
export interface Fold {
  orders: OrderColumns;
  columns: Columns;
  /** Epoch seconds. */
  asOf: number;
  /** The days before the windows of the quadrants and of the spend classes. */
  recentFrom: number;
  abcFrom: number;
  sales: SaleList;
}

const plainMarks = orderMark.counts | orderMark.code;
const sign = 1 << 31;

/**
 * Whether customer i is a retail one whose whole history is known, with nothing but orders in the
 * order of their days: nearly everybody is.
 */
export function isPlain({ orders, columns }: Fold, i: number): boolean {
  const { marks, wholesaleByTag } = orders;
  if (wholesaleByTag[i] === 1 || columns.historyIncomplete[i] === 1) return false;
  const { from, to } = rowsOf(orders, i);
  let odd = 0;
  // A day before 1970 comes before it, and goes the other way too.
  let last = 0;
  for (let row = from; row < to; row += 1) {
    const on = dayAt(orders, row);
    odd |= ((marks[row] ?? 0) & ~plainMarks) | ((on - last) & sign);
    last = on;
  }
  return odd === 0;
}

/**
 * What `foldCustomer` does for any customer, in one loop over the rows of a plain one: a loop each
 * for money, offers and days takes twice the time.
 */
export function foldPlain(fold: Fold, ranking: RankingValues, i: number): void {
  const { orders, columns, recentFrom, abcFrom, asOf } = fold;
  const { gaps } = ranking;
  const { from, to } = placedRows(orders, i, asOf);
  let net = 0;
  let recent = 0;
  let compared = 0;
  let sold = 0;
  let discount = 0;
  let codes = 0;
  let discounted = 0;
  let lastFullPrice = unknownInt;
  let firstRow = -1;
  let lastRow = -1;
  let firstDay = unknownInt;
  let lastDay = unknownInt;
  let days = 0;
  let recentDays = 0;
  let squares = 0;
  for (let row = from; row < to; row += 1) {
    const minor = placedMinor(orders, row, asOf);
    const on = dayAt(orders, row);
    net += minor;
    if (on > recentFrom) recent += minor;
    if (on > abcFrom) compared += minor;
    if (minor <= 0) continue;
    ranking.add(on, minor);
    lastRow = row;
    sold += 1;
    const off = discountAt(orders, row);
    const hasCode = hasCodeAt(orders, row);
    discount += off;
    codes += hasCode;
    if (off !== 0) discounted += 1;
    else if (hasCode === 0) lastFullPrice = on;
    if (on === lastDay) continue;
    if (days > 0) {
      const gap = on - lastDay;
      squares += gap * gap;
      gaps.completed(gap);
    } else {
      firstRow = row;
      firstDay = on;
    }
    lastDay = on;
    days += 1;
    if (on > recentFrom) recentDays += 1;
  }
  if (days > 0) gaps.opened(firstDay, lastDay);
  columns.rows[i] = to - from;
  columns.wholesale[i] = 0;
  columns.netMinor[i] = net;
  columns.recentMinor[i] = recent;
  columns.abcMinor[i] = compared;
  columns.orders[i] = sold;
  columns.firstAt[i] = instantAt(orders, firstRow);
  columns.lastAt[i] = instantAt(orders, lastRow);
  columns.discountMinor[i] = discount;
  columns.codeOrders[i] = codes;
  columns.discountedOrders[i] = discounted;
  columns.lastFullPriceDay[i] = lastFullPrice;
  columns.orderDays[i] = days;
  columns.firstDay[i] = firstDay;
  columns.lastDay[i] = lastDay;
  columns.rhythmDays[i] = days;
  columns.rhythmLastDay[i] = lastDay;
  columns.recentOrderDays[i] = recentDays;
  columns.gapVariation[i] = variationFrom(days - 1, lastDay - firstDay, squares) ?? NaN;
}

import { unknownInt } from './columns.ts';
import { DayList } from './dayList.ts';
import type { GapCounts } from './gapCounts.ts';
import { discountAt, hasCodeAt, instantAt, orderMark, placedMinor } from './orderColumns.ts';
import { variationFrom } from './orderGaps.ts';
import type { OrderValueLists } from './orderValues.ts';
import { foldPlain, isPlain, type Fold } from './plainFold.ts';

/** A mark of no row: days that do not come in order, as where clocks go back over midnight. */
const unordered = 1 << 30;

/**
 * Folds the rows of customer i into the columns: one loop finds what each row brought, and the
 * sales among them are read while they are at hand. Functions and no methods: code that knows its
 * object is thrown away with it, and compiled anew in each run.
 */
export function foldCustomer(fold: Fold, values: OrderValueLists, i: number): void {
  if (isPlain(fold, i)) {
    foldPlain(fold, values.of('retail'), i);
    return;
  }
  const { columns, orders, sales } = fold;
  const marks = foldMoney(fold, i);
  const isWholesale = orders.wholesaleByTag[i] === 1 || (marks & orderMark.wholesale) !== 0;
  columns.wholesale[i] = isWholesale ? 1 : 0;
  const ranking = values.of(isWholesale ? 'wholesale' : 'retail');
  const { days, minors, length } = sales;
  for (let n = 0; n < length; n += 1) ranking.add(days[n] ?? 0, minors[n] ?? 0);
  foldOffers(fold, i);
  const gaps = columns.historyIncomplete[i] === 1 ? null : ranking.gaps;
  if ((marks & (unordered | orderMark.renewal)) === 0) foldDaysInOrder(fold, i, gaps);
  else foldDaysInAnyOrder(fold, i, gaps);
}

/** Rows of any state, and the money; lists the sales and answers the marks of all rows. */
function foldMoney({ orders, columns, sales, asOf, recentFrom, abcFrom }: Fold, i: number): number {
  const { rowOffsets, placedAt, day, marks } = orders;
  const from = rowOffsets[i] ?? 0;
  const end = rowOffsets[i + 1] ?? 0;
  sales.clear(end - from);
  let all = 0;
  let rows = 0;
  let net = 0;
  let recent = 0;
  let compared = 0;
  let last = -Infinity;
  for (let row = from; row < end; row += 1) {
    if ((placedAt[row] ?? 0) > asOf) continue;
    const mark = marks[row] ?? 0;
    const isCredit = mark & orderMark.credit;
    const minor = placedMinor(orders, row, asOf);
    const on = day[row] ?? 0;
    all |= on < last ? mark | unordered : mark;
    last = on;
    rows += 1 - isCredit;
    net += minor;
    if (on > recentFrom) recent += minor;
    if (on > abcFrom) compared += minor;
    if (minor > 0 && isCredit === 0) sales.add(row, on, minor);
  }
  columns.rows[i] = rows;
  columns.netMinor[i] = net;
  columns.recentMinor[i] = recent;
  columns.abcMinor[i] = compared;
  return all;
}

/** How many sales, from when to when, and what was given off them. */
function foldOffers({ orders, columns, sales }: Fold, i: number): void {
  const { rows, days, length } = sales;
  let discount = 0;
  let codes = 0;
  let discounted = 0;
  let lastFullPrice = -Infinity;
  for (let n = 0; n < length; n += 1) {
    const row = rows[n] ?? 0;
    const off = discountAt(orders, row);
    const hasCode = hasCodeAt(orders, row);
    discount += off;
    codes += hasCode;
    if (off !== 0) discounted += 1;
    else if (hasCode === 0) lastFullPrice = Math.max(lastFullPrice, days[n] ?? 0);
  }
  columns.orders[i] = length;
  columns.firstAt[i] = instantAt(orders, length === 0 ? -1 : (rows[0] ?? 0));
  columns.lastAt[i] = instantAt(orders, length === 0 ? -1 : (rows[length - 1] ?? 0));
  columns.discountMinor[i] = discount;
  columns.codeOrders[i] = codes;
  columns.discountedOrders[i] = discounted;
  columns.lastFullPriceDay[i] = lastFullPrice === -Infinity ? unknownInt : lastFullPrice;
}

/** Order days of nearly everybody: in order, and none of them a renewal's. */
function foldDaysInOrder(
  { columns, sales, recentFrom }: Fold,
  i: number,
  gaps: GapCounts | null,
): void {
  const { days: on, length } = sales;
  let first = unknownInt;
  let last = unknownInt;
  let days = 0;
  let recent = 0;
  let squares = 0;
  for (let n = 0; n < length; n += 1) {
    const day = on[n] ?? 0;
    if (days === 0) first = day;
    else if (day === last) continue;
    else {
      const gap = day - last;
      squares += gap * gap;
      gaps?.completed(gap);
    }
    last = day;
    days += 1;
    if (day > recentFrom) recent += 1;
  }
  if (days > 0) gaps?.opened(first, last);
  columns.orderDays[i] = days;
  columns.firstDay[i] = first;
  columns.lastDay[i] = last;
  columns.rhythmDays[i] = days;
  columns.rhythmLastDay[i] = last;
  columns.recentOrderDays[i] = recent;
  columns.gapVariation[i] = variationFrom(days - 1, last - first, squares) ?? NaN;
}

function foldDaysInAnyOrder(fold: Fold, i: number, gaps: GapCounts | null): void {
  const { orders, columns, sales, recentFrom } = fold;
  const days = new DayList();
  const ownDays = new DayList();
  for (let n = 0; n < sales.length; n += 1) {
    const on = sales.days[n] ?? 0;
    days.add(on);
    const mark = orders.marks[sales.rows[n] ?? 0] ?? 0;
    if ((mark & orderMark.renewal) === 0) ownDays.add(on);
  }
  const rhythm = ownDays.length > 0 ? ownDays : days;
  columns.orderDays[i] = days.length;
  columns.firstDay[i] = days.first;
  columns.lastDay[i] = days.last;
  columns.rhythmDays[i] = rhythm.length;
  columns.rhythmLastDay[i] = rhythm.last;
  columns.gapVariation[i] = ownDays.variation();
  columns.recentOrderDays[i] = days.after(recentFrom);
  if (gaps !== null) ownDays.addGapsTo(gaps);
}

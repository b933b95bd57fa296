import type { Columns } from './columns.ts';
import { foldCustomer } from './customerFold.ts';
import type { DayList } from './dayList.ts';
import { isMarked, orderMark, rowMinor, walkInRows, type OrderColumns } from './orderColumns.ts';
import { OrderValueLists } from './orderValues.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
import type { Fold } from './plainFold.ts';
import { SaleList } from './saleList.ts';
import type { WindowSettings } from './windows.ts';

/** Up to when, on the shop's calendar, and how far back the windows look. */
export interface FoldTime {
  /** Epoch seconds. */
  asOf: number;
  today: number;
  windows: WindowSettings;
}

/** What a fold finds beside the columns; money in minor units. */
export interface Folded {
  orderMinor: OrdersOfRankings;
  walkIn: { orders: number; netMinor: number };
}

/**
 * What `readFigures` reads of each ledger for the schemes, a whole shop at once: writes the figures
 * of every customer into the columns, which already say whose history is incomplete. No object an
 * order: a million customers are folded in the time an object each would take.
 */
export function foldOrders(orders: OrderColumns, columns: Columns, time: FoldTime): Folded {
  const values = new OrderValueLists(time.today);
  const fold = foldAt(orders, columns, time);
  for (let i = 0; i < columns.count; i += 1) foldCustomer(fold, values, i);
  const walkIn = foldWalkIns(orders, values, time.asOf);
  return { orderMinor: values.done(), walkIn };
}

/** Earlier than any day, and a whole number as they are. */
const beforeAll = -(2 ** 31);

/** What `foldCustomer` takes to fold the customers of a shop one by one. */
export function foldAt(
  orders: OrderColumns,
  columns: Columns,
  { asOf, today, windows }: FoldTime,
): Fold {
  return {
    orders,
    columns,
    asOf,
    recentFrom: today - windows.quadrant.windowDays,
    abcFrom: windows.abc.windowDays === null ? beforeAll : today - windows.abc.windowDays,
    sales: new SaleList(),
  };
}

/** What each row adds to net spend, as `rowMinor` says. */
export function minorsOf(orders: OrderColumns, asOf: number): Float64Array<ArrayBuffer> {
  const minors = new Float64Array(orders.count);
  for (let row = 0; row < orders.count; row += 1) minors[row] = rowMinor(orders, row, asOf);
  return minors;
}

/** Days with an eligible order that has none of the marks `without`. */
export function foldDays(
  { rowOffsets, marks, day }: OrderColumns,
  minors: Float64Array,
  i: number,
  without: number,
  days: DayList,
): void {
  const end = rowOffsets[i + 1] ?? 0;
  const not = without | orderMark.credit;
  days.clear();
  for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
    if ((minors[row] ?? 0) > 0 && ((marks[row] ?? 0) & not) === 0) days.add(day[row] ?? 0);
  }
}

function foldWalkIns(
  orders: OrderColumns,
  values: OrderValueLists,
  asOf: number,
): Folded['walkIn'] {
  const walkIn = { orders: 0, netMinor: 0 };
  const { from, to } = walkInRows(orders);
  for (let row = from; row < to; row += 1) {
    const minor = rowMinor(orders, row, asOf);
    walkIn.netMinor += minor;
    if (minor <= 0 || isMarked(orders, row, 'credit')) continue;
    walkIn.orders += 1;
    const ranking = isMarked(orders, row, 'wholesale') ? 'wholesale' : 'retail';
    values.add(ranking, orders.day[row] ?? 0, minor);
  }
  return walkIn;
}

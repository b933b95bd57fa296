import { forgetPredictions, unknownInt, unknownInstant, type Columns } from './columns.ts';
import { DayList } from './dayList.ts';
import { isMarked, orderMark, rowMinor, walkInRows, type OrderColumns } from './orderColumns.ts';
import { OrderValueLists } from './orderValues.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
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
 * What `readFigures` reads of each ledger for the schemes, a whole shop at once: the figures of every
 * customer into the columns, which already say whose history is incomplete. A loop a topic and no
 * object an order: a million customers are folded in the time an object each would take.
 */
export function foldOrders(orders: OrderColumns, columns: Columns, time: FoldTime): Folded {
  const minors = minorsOf(orders, time.asOf);
  const values = new OrderValueLists(time.today, orders.count);
  const days = new DayList();
  const ownDays = new DayList();
  forgetPredictions(columns);
  for (let i = 0; i < columns.count; i += 1) {
    const marks = foldRows(orders, columns, i, time.asOf);
    foldMoney(orders, minors, columns, i, time);
    foldSales(orders, minors, columns, i);
    foldOffers(orders, minors, columns, i);
    foldDays(orders, minors, i, 0, days);
    const hasRenewals = (marks & orderMark.renewal) !== 0;
    if (hasRenewals) foldDays(orders, minors, i, orderMark.renewal, ownDays);
    const own = hasRenewals ? ownDays : days;
    writeDays(columns, i, days, own, time);
    addValues(orders, minors, columns, i, values);
    const ranked = columns.historyIncomplete[i] === 0 && days.length > 0;
    if (ranked) own.addGapsTo(values.gaps(rankingAt(columns, i)));
  }
  const walkIn = foldWalkIns(orders, values, time.asOf);
  return { orderMinor: values.done(), walkIn };
}

/** What each row adds to net spend; 0 where it does not count, or not yet. */
export function minorsOf(orders: OrderColumns, asOf: number): Float64Array {
  const minors = new Float64Array(orders.count);
  for (let row = 0; row < minors.length; row += 1) minors[row] = rowMinor(orders, row, asOf);
  return minors;
}

/** Rows of any state and whose ranking they make it; answers the marks of all of them together. */
function foldRows(
  { rowOffsets, placedAt, marks, wholesaleByTag }: OrderColumns,
  columns: Columns,
  i: number,
  asOf: number,
): number {
  const end = rowOffsets[i + 1] ?? 0;
  let rows = 0;
  let all = 0;
  for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
    if ((placedAt[row] ?? 0) > asOf) continue;
    const mark = marks[row] ?? 0;
    all |= mark;
    if ((mark & orderMark.credit) === 0) rows += 1;
  }
  columns.rows[i] = rows;
  columns.wholesale[i] = wholesaleByTag[i] === 1 || (all & orderMark.wholesale) !== 0 ? 1 : 0;
  return all;
}

function foldMoney(
  { rowOffsets, day }: OrderColumns,
  minors: Float64Array,
  columns: Columns,
  i: number,
  { today, windows: { abc, quadrant } }: FoldTime,
): void {
  const recentFrom = today - quadrant.windowDays;
  const abcFrom = abc.windowDays === null ? -Infinity : today - abc.windowDays;
  const end = rowOffsets[i + 1] ?? 0;
  let net = 0;
  let recent = 0;
  let compared = 0;
  for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
    const minor = minors[row] ?? 0;
    const on = day[row] ?? 0;
    net += minor;
    if (on > recentFrom) recent += minor;
    if (on > abcFrom) compared += minor;
  }
  columns.netMinor[i] = net;
  columns.recentMinor[i] = recent;
  columns.abcMinor[i] = compared;
}

/** Eligible orders: how many, and from when to when. */
function foldSales(
  { rowOffsets, marks, placedAt }: OrderColumns,
  minors: Float64Array,
  columns: Columns,
  i: number,
): void {
  const end = rowOffsets[i + 1] ?? 0;
  let orders = 0;
  let firstAt = unknownInstant;
  let lastAt = unknownInstant;
  for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
    if (!((minors[row] ?? 0) > 0) || ((marks[row] ?? 0) & orderMark.credit) !== 0) continue;
    lastAt = placedAt[row] ?? 0;
    if (orders === 0) firstAt = lastAt;
    orders += 1;
  }
  columns.orders[i] = orders;
  columns.firstAt[i] = firstAt;
  columns.lastAt[i] = lastAt;
}

/** What was given off eligible orders. */
function foldOffers(
  { rowOffsets, marks, day, discountMinor }: OrderColumns,
  minors: Float64Array,
  columns: Columns,
  i: number,
): void {
  const end = rowOffsets[i + 1] ?? 0;
  let discount = 0;
  let codes = 0;
  let discounted = 0;
  let lastFullPrice = -Infinity;
  for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
    const mark = marks[row] ?? 0;
    if (!((minors[row] ?? 0) > 0) || (mark & orderMark.credit) !== 0) continue;
    const off = discountMinor[row] ?? 0;
    discount += off;
    if (off > 0) discounted += 1;
    if ((mark & orderMark.code) !== 0) codes += 1;
    else if (off === 0) lastFullPrice = Math.max(lastFullPrice, day[row] ?? 0);
  }
  columns.discountMinor[i] = discount;
  columns.codeOrders[i] = codes;
  columns.discountedOrders[i] = discounted;
  columns.lastFullPriceDay[i] = lastFullPrice === -Infinity ? unknownInt : lastFullPrice;
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

function writeDays(
  columns: Columns,
  i: number,
  days: DayList,
  own: DayList,
  { today, windows }: FoldTime,
): void {
  const rhythm = own.length > 0 ? own : days;
  columns.orderDays[i] = days.length;
  columns.firstDay[i] = days.first;
  columns.lastDay[i] = days.last;
  columns.rhythmDays[i] = rhythm.length;
  columns.rhythmLastDay[i] = rhythm.last;
  columns.gapVariation[i] = own.variation();
  columns.recentOrderDays[i] = days.after(today - windows.quadrant.windowDays);
}

function rankingAt({ wholesale }: Columns, i: number) {
  return wholesale[i] === 1 ? 'wholesale' : 'retail';
}

function addValues(
  { rowOffsets, marks, day }: OrderColumns,
  minors: Float64Array,
  columns: Columns,
  i: number,
  values: OrderValueLists,
): void {
  const ranking = rankingAt(columns, i);
  const end = rowOffsets[i + 1] ?? 0;
  for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
    const minor = minors[row] ?? 0;
    if (minor > 0 && ((marks[row] ?? 0) & orderMark.credit) === 0) {
      values.add(ranking, day[row] ?? 0, minor);
    }
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

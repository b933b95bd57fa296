import { unknownInt, unknownInstant, type Columns } from './columns.ts';
import { DayList } from './dayList.ts';
import { isMarked, orderMark, rowMinor, walkInRows, type OrderColumns } from './orderColumns.ts';
import { OrderedDays } from './orderedDays.ts';
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
 * What `readFigures` reads of each ledger for the schemes, a whole shop at once: writes the figures
 * of every customer into the columns, which already say whose history is incomplete. A loop a topic
 * and no object an order: a million customers are folded in the time an object each would take.
 */
export function foldOrders(orders: OrderColumns, columns: Columns, time: FoldTime): Folded {
  const minors = minorsOf(orders, time.asOf);
  const values = new OrderValueLists(time.today);
  foldRows(orders, columns, time.asOf);
  foldMoney(orders, minors, columns, time);
  foldSales(orders, minors, columns);
  foldOffers(orders, minors, columns);
  foldRhythm(orders, minors, columns, time, values);
  collectSales(orders, minors, columns, values);
  const walkIn = foldWalkIns(orders, values, time.asOf);
  return { orderMinor: values.done(), walkIn };
}

/** What each row adds to net spend, as `rowMinor` says; 0 where it does not count, or not yet. */
export function minorsOf(orders: OrderColumns, asOf: number): Float64Array<ArrayBuffer> {
  const { count, marks, placedAt, cancelledAt, totalMinor, refundOffsets } = orders;
  const minors = new Float64Array(count);
  const wanted = orderMark.counts | orderMark.leftOut;
  for (let row = 0; row < count; row += 1) {
    if (((marks[row] ?? 0) & wanted) !== orderMark.counts) continue;
    // Most rows were neither cancelled nor refunded.
    const isPlain = cancelledAt[row] === 0 && refundOffsets[row] === refundOffsets[row + 1];
    if (!isPlain) minors[row] = rowMinor(orders, row, asOf);
    else if ((placedAt[row] ?? 0) <= asOf) minors[row] = totalMinor[row] ?? 0;
  }
  return minors;
}

/** Rows of any state, and whose ranking they make it. */
function foldRows(
  { rowOffsets, placedAt, marks, wholesaleByTag }: OrderColumns,
  { count, rows, wholesale }: Columns,
  asOf: number,
): void {
  for (let i = 0; i < count; i += 1) {
    const end = rowOffsets[i + 1] ?? 0;
    let orders = 0;
    let all = 0;
    for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
      if ((placedAt[row] ?? 0) > asOf) continue;
      const mark = marks[row] ?? 0;
      all |= mark;
      if ((mark & orderMark.credit) === 0) orders += 1;
    }
    rows[i] = orders;
    wholesale[i] = wholesaleByTag[i] === 1 || (all & orderMark.wholesale) !== 0 ? 1 : 0;
  }
}

function foldMoney(
  { rowOffsets, day }: OrderColumns,
  minors: Float64Array,
  { count, netMinor, recentMinor, abcMinor }: Columns,
  { today, windows: { abc, quadrant } }: FoldTime,
): void {
  const recentFrom = today - quadrant.windowDays;
  const abcFrom = abc.windowDays === null ? -Infinity : today - abc.windowDays;
  for (let i = 0; i < count; i += 1) {
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
    netMinor[i] = net;
    recentMinor[i] = recent;
    abcMinor[i] = compared;
  }
}

/** Eligible orders: how many, and from when to when. */
function foldSales(
  { rowOffsets, marks, placedAt }: OrderColumns,
  minors: Float64Array,
  { count, orders, firstAt, lastAt }: Columns,
): void {
  for (let i = 0; i < count; i += 1) {
    const end = rowOffsets[i + 1] ?? 0;
    let sold = 0;
    let first = unknownInstant;
    let last = unknownInstant;
    for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
      if (!((minors[row] ?? 0) > 0) || ((marks[row] ?? 0) & orderMark.credit) !== 0) continue;
      last = placedAt[row] ?? 0;
      if (sold === 0) first = last;
      sold += 1;
    }
    orders[i] = sold;
    firstAt[i] = first;
    lastAt[i] = last;
  }
}

/** What was given off eligible orders. */
function foldOffers(orders: OrderColumns, minors: Float64Array, columns: Columns): void {
  const { rowOffsets, marks, day, discountMinor } = orders;
  const { count, codeOrders, discountedOrders, lastFullPriceDay } = columns;
  for (let i = 0; i < count; i += 1) {
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
      const hasCode = (mark & orderMark.code) / orderMark.code;
      discounted += Number(off > 0);
      codes += hasCode;
      if (off === 0 && hasCode === 0) lastFullPrice = Math.max(lastFullPrice, day[row] ?? 0);
    }
    columns.discountMinor[i] = discount;
    codeOrders[i] = codes;
    discountedOrders[i] = discounted;
    lastFullPriceDay[i] = lastFullPrice === -Infinity ? unknownInt : lastFullPrice;
  }
}

/** Order days, and the gaps between them that set the shop's rhythm. */
function foldRhythm(
  orders: OrderColumns,
  minors: Float64Array,
  columns: Columns,
  time: FoldTime,
  values: OrderValueLists,
): void {
  const days = new DayList();
  const ownDays = new DayList();
  const ordered = new OrderedDays(orders, minors, time.today - time.windows.quadrant.windowDays);
  const retail = values.gaps('retail');
  const wholesale = values.gaps('wholesale');
  for (let i = 0; i < columns.count; i += 1) {
    const gaps = columns.wholesale[i] === 1 ? wholesale : retail;
    const counted = columns.historyIncomplete[i] === 1 ? null : gaps;
    if (ordered.fold(i, columns, counted)) continue;
    foldDays(orders, minors, i, 0, days);
    foldDays(orders, minors, i, orderMark.renewal, ownDays);
    writeDays(columns, i, days, ownDays, time);
    if (counted !== null && days.length > 0) ownDays.addGapsTo(counted);
  }
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

/**
 * What each sale of a customer is worth, by ranking. Those of retail customers take the place of
 * the rows, which nobody needs any more: a list of their own would be as large again.
 */
function collectSales(
  { rowOffsets, marks, day }: OrderColumns,
  minors: Float64Array<ArrayBuffer>,
  { count, wholesale }: Columns,
  values: OrderValueLists,
): void {
  const recentAfter = values.recentAfter;
  let sold = 0;
  for (let i = 0; i < count; i += 1) {
    const isRetail = wholesale[i] !== 1;
    const end = rowOffsets[i + 1] ?? 0;
    for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
      const minor = minors[row] ?? 0;
      if (!(minor > 0) || ((marks[row] ?? 0) & orderMark.credit) !== 0) continue;
      if (!isRetail) values.add('wholesale', day[row] ?? 0, minor);
      else {
        if ((day[row] ?? 0) > recentAfter) values.recent(minor);
        minors[sold] = minor;
        sold += 1;
      }
    }
  }
  values.takeRetail(minors, sold);
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

import { unknownInt, unknownInstant, type Columns } from './columns.ts';
import { DayList } from './dayList.ts';
import { isRanked } from './figures.ts';
import {
  isMarked,
  orderMark,
  rowMinor,
  rowsOf,
  walkInRows,
  type OrderColumns,
} from './orderColumns.ts';
import { OrderValueLists } from './orderValues.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
import type { RankingKey } from './ranking.ts';
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
 * What `readFigures` reads of each ledger, for a whole shop at once: writes the figures of every
 * customer into the columns, which already say whose history is incomplete. No object an order.
 */
export function foldOrders(orders: OrderColumns, columns: Columns, time: FoldTime): Folded {
  const values = new OrderValueLists(time.today, orders.count);
  const one = new CustomerFold(orders, time);
  for (let i = 0; i < columns.count; i += 1) {
    one.fold(i);
    one.write(columns, i);
    one.addTo(
      values,
      isRanked({ orders: one.sales, historyIncomplete: columns.historyIncomplete[i] === 1 }),
    );
  }
  return { orderMinor: values.done(), walkIn: foldWalkIns(orders, values, time.asOf) };
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

/** One customer's ledger at a time, in memory that is used again for the next. */
class CustomerFold {
  /** Eligible orders. */
  sales = 0;
  private rows = 0;
  private netMinor = 0;
  private discountMinor = 0;
  private codeOrders = 0;
  private discountedOrders = 0;
  private firstAt = unknownInstant;
  private lastAt = unknownInstant;
  private lastFullPriceDay = -Infinity;
  private recentMinor = 0;
  private windowMinor = 0;
  private wholesale = false;
  private saleDay = new Int32Array(64);
  private saleMinor = new Float64Array(64);
  private readonly days = new DayList();
  private readonly ownDays = new DayList();
  private readonly orders: OrderColumns;
  private readonly asOf: number;
  private readonly recentFrom: number;
  /** Null: all time. */
  private readonly abcFrom: number | null;

  constructor(orders: OrderColumns, { asOf, today, windows: { abc, quadrant } }: FoldTime) {
    this.orders = orders;
    this.asOf = asOf;
    this.recentFrom = today - quadrant.windowDays;
    this.abcFrom = abc.windowDays === null ? null : today - abc.windowDays;
  }

  fold(customer: number): void {
    this.clear();
    const { orders, asOf } = this;
    const { from, to } = rowsOf(orders, customer);
    if (to - from > this.saleDay.length) {
      this.saleDay = new Int32Array((to - from) * 2);
      this.saleMinor = new Float64Array((to - from) * 2);
    }
    this.wholesale = orders.wholesaleByTag[customer] === 1;
    for (let row = from; row < to; row += 1) {
      if ((orders.placedAt[row] ?? 0) > asOf) continue;
      const marks = orders.marks[row] ?? 0;
      if ((marks & orderMark.credit) === 0) this.rows += 1;
      if ((marks & orderMark.wholesale) !== 0) this.wholesale = true;
      const minor = rowMinor(orders, row, asOf);
      if (minor === 0) continue;
      this.money(orders.day[row] ?? 0, minor);
      if (minor > 0 && (marks & orderMark.credit) === 0) this.sale(row, marks, minor);
    }
  }

  /** Everything a ledger says, into the row at `at`. */
  write(columns: Columns, at: number): void {
    const { days, ownDays } = this;
    const rhythm = ownDays.length > 0 ? ownDays : days;
    columns.rows[at] = this.rows;
    columns.orders[at] = this.sales;
    columns.orderDays[at] = days.length;
    columns.netMinor[at] = this.netMinor;
    columns.discountMinor[at] = this.discountMinor;
    columns.firstAt[at] = this.firstAt;
    columns.lastAt[at] = this.lastAt;
    columns.firstDay[at] = days.first;
    columns.lastDay[at] = days.last;
    columns.rhythmDays[at] = rhythm.length;
    columns.rhythmLastDay[at] = rhythm.last;
    columns.usualGapDays[at] = ownDays.usualGap();
    columns.gapVariation[at] = ownDays.variation();
    columns.recentMinor[at] = this.recentMinor;
    columns.recentOrderDays[at] = days.after(this.recentFrom);
    columns.abcMinor[at] = this.abcFrom === null ? this.netMinor : this.windowMinor;
    columns.codeOrders[at] = this.codeOrders;
    columns.discountedOrders[at] = this.discountedOrders;
    columns.lastFullPriceDay[at] =
      this.lastFullPriceDay === -Infinity ? unknownInt : this.lastFullPriceDay;
    columns.potentialMinor[at] = NaN;
    columns.soonMinor[at] = NaN;
    columns.wholesale[at] = this.wholesale ? 1 : 0;
  }

  addTo(values: OrderValueLists, ranked: boolean): void {
    const ranking: RankingKey = this.wholesale ? 'wholesale' : 'retail';
    for (let sale = 0; sale < this.sales; sale += 1) {
      values.add(ranking, this.saleDay[sale] ?? 0, this.saleMinor[sale] ?? 0);
    }
    if (ranked) values.gaps(ranking).add(this.ownDays.all());
  }

  private money(day: number, minor: number): void {
    this.netMinor += minor;
    if (day > this.recentFrom) this.recentMinor += minor;
    if (this.abcFrom !== null && day > this.abcFrom) this.windowMinor += minor;
  }

  private sale(row: number, marks: number, minor: number): void {
    const { orders } = this;
    const day = orders.day[row] ?? 0;
    const discount = orders.discountMinor[row] ?? 0;
    const at = orders.placedAt[row] ?? 0;
    if (this.sales === 0) this.firstAt = at;
    this.lastAt = at;
    this.saleDay[this.sales] = day;
    this.saleMinor[this.sales] = minor;
    this.sales += 1;
    this.discountMinor += discount;
    const hasCode = (marks & orderMark.code) !== 0;
    if (hasCode) this.codeOrders += 1;
    if (discount > 0) this.discountedOrders += 1;
    else if (!hasCode && day > this.lastFullPriceDay) this.lastFullPriceDay = day;
    this.days.add(day);
    if ((marks & orderMark.renewal) === 0) this.ownDays.add(day);
  }

  private clear(): void {
    this.sales = 0;
    this.rows = 0;
    this.netMinor = 0;
    this.discountMinor = 0;
    this.codeOrders = 0;
    this.discountedOrders = 0;
    this.firstAt = unknownInstant;
    this.lastAt = unknownInstant;
    this.lastFullPriceDay = -Infinity;
    this.recentMinor = 0;
    this.windowMinor = 0;
    this.days.clear();
    this.ownDays.clear();
  }
}

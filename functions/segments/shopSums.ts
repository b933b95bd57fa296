import type { Cutoffs, RankingCutoffs } from './classes.schema.ts';
import type { Columns } from './columns.ts';
import { DayList } from './dayList.ts';
import { isRanked } from './figures.ts';
import { foldDays, minorsOf } from './foldOrders.ts';
import { lifecycleOf, type LifecycleBounds } from './lifecycle.ts';
import { NumberList } from './numberList.ts';
import { isMarked, orderMark, rowsOf, type OrderColumns } from './orderColumns.ts';
import { listed, median } from './orderStatistic.ts';
import { rankingKeyOf, type RankingKey } from './ranking.ts';
import type { ShopTotals } from './snapshot.schema.ts';

/** The two periods that are compared: the last 30 days and the 30 before. */
export const periodDays = 30;
const yearDays = 365;
const secondsPerDay = 86_400;

/** Of each buyer as of a day: the last day of their rhythm, and what the year up to it brought. */
interface Years {
  lastDay: Float64Array;
  minor: Float64Array;
}

/** Sums over a shop that need each customer's orders; money in minor units. */
export interface ShopSums {
  /** Shop-calendar day number. */
  today: number;
  repeatMinor: { now: number; before: number };
  walkIn: { orders: number; netMinor: number };
  years: { now: Years; before: Years };
}

/** What there is to sum, as of an instant (epoch seconds) on day `today`. */
export function sumShop(
  orders: OrderColumns,
  walkIn: ShopSums['walkIn'],
  { asOf, today }: { asOf: number; today: number },
): ShopSums {
  const minors = minorsOf(orders, asOf);
  const past = minorsOf(orders, asOf - periodDays * secondsPerDay);
  return {
    today,
    walkIn,
    repeatMinor: repeatsOf(orders, minors, today),
    years: {
      now: yearsOf(orders, minors, today),
      before: yearsOf(orders, past, today - periodDays),
    },
  };
}

/** What orders after a customer's first brought, in the last period and the one before. */
function repeatsOf(orders: OrderColumns, minors: Float64Array, today: number) {
  const repeatMinor = { now: 0, before: 0 };
  for (let i = 0; i + 1 < orders.rowOffsets.length; i += 1) {
    let isFirst = true;
    const { from, to } = rowsOf(orders, i);
    for (let row = from; row < to; row += 1) {
      if (!isSold(orders, minors, row)) continue;
      const age = today - (orders.day[row] ?? 0);
      if (isFirst) isFirst = false;
      else if (age < periodDays) repeatMinor.now += minors[row] ?? 0;
      else if (age < 2 * periodDays) repeatMinor.before += minors[row] ?? 0;
    }
  }
  return repeatMinor;
}

function yearsOf(orders: OrderColumns, minors: Float64Array, today: number): Years {
  const lastDay = new NumberList();
  const minor = new NumberList();
  const days = new DayList();
  for (let i = 0; i + 1 < orders.rowOffsets.length; i += 1) {
    foldDays(orders, minors, i, orderMark.renewal, days);
    if (days.length === 0) foldDays(orders, minors, i, 0, days);
    if (days.length === 0) continue;
    const { from, to } = rowsOf(orders, i);
    let spent = 0;
    for (let row = from; row < to; row += 1) {
      const isRecent = (orders.day[row] ?? 0) > today - yearDays;
      if (isRecent && isSold(orders, minors, row)) spent += minors[row] ?? 0;
    }
    lastDay.push(days.last);
    minor.push(spent);
  }
  return { lastDay: lastDay.done(), minor: minor.done() };
}

function isSold(orders: OrderColumns, minors: Float64Array, row: number): boolean {
  return (minors[row] ?? 0) > 0 && !isMarked(orders, row, 'credit');
}

/** The whole of it, with what the columns and cut-offs of the same run say. */
export function totalsOf(sums: ShopSums, columns: Columns, cutoffs: Cutoffs): ShopTotals {
  let orders = 0;
  let netMinor = 0;
  for (let i = 0; i < columns.count; i += 1) {
    orders += columns.orders[i] ?? 0;
    netMinor += columns.netMinor[i] ?? 0;
  }
  const { now, before } = sums.years;
  return {
    customers: columns.count,
    ranked: cutoffs.ranked + (cutoffs.wholesale?.ranked ?? 0),
    orders,
    netMinor,
    walkIn: sums.walkIn,
    repeatMinor: sums.repeatMinor,
    overdueMinor: {
      now: overdueOf(now, sums.today, cutoffs.lifecycle),
      before: overdueOf(before, sums.today - periodDays, cutoffs.lifecycle),
    },
    median: medianOf(columns, 'retail'),
    ...(cutoffs.wholesale !== undefined && {
      wholesale: wholesaleOf(columns, cutoffs.wholesale),
    }),
  };
}

function overdueOf(years: Years, today: number, bounds: LifecycleBounds): number {
  let sum = 0;
  years.lastDay.forEach((lastDay, index) => {
    const rhythm = { days: 1, lastDay };
    const state = lifecycleOf({ rhythm, historyIncomplete: false }, bounds, today);
    if (state === 'overdue') sum += years.minor[index] ?? 0;
  });
  return sum;
}

function wholesaleOf(
  columns: Columns,
  { ranked }: RankingCutoffs,
): NonNullable<ShopTotals['wholesale']> {
  const sums = { customers: 0, orders: 0, netMinor: 0 };
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.wholesale[i] !== 1) continue;
    sums.customers += 1;
    sums.orders += columns.orders[i] ?? 0;
    sums.netMinor += columns.netMinor[i] ?? 0;
  }
  return { ...sums, ranked, median: medianOf(columns, 'wholesale') };
}

/** The middle customer of a ranking; null where nobody is ranked in it. */
export function medianOf(columns: Columns, ranking: RankingKey): ShopTotals['median'] {
  const orders = new NumberList();
  const net = new NumberList();
  for (let i = 0; i < columns.count; i += 1) {
    if (rankingKeyOf({ wholesale: columns.wholesale[i] === 1 }) !== ranking) continue;
    const historyIncomplete = columns.historyIncomplete[i] === 1;
    if (!isRanked({ orders: columns.orders[i] ?? 0, historyIncomplete })) continue;
    orders.push(columns.orders[i] ?? 0);
    net.push(columns.netMinor[i] ?? 0);
  }
  const middle = { orders: median(listed(orders.done())), netMinor: median(listed(net.done())) };
  return middle.orders === null || middle.netMinor === null
    ? null
    : { orders: middle.orders, netMinor: middle.netMinor };
}

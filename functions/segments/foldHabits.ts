import { forgetPredictions, unknownInt, type Columns } from './columns.ts';
import { DayList } from './dayList.ts';
import { foldDays, minorsOf } from './foldOrders.ts';
import { orderMark, type OrderColumns } from './orderColumns.ts';

/**
 * Writes what no scheme needs and queries may ask, and that nothing is predicted yet: the usual gap, how soon the second order came,
 * the months with an order, and the last day with a discount. `asOf` is epoch seconds.
 */
export function foldHabits(orders: OrderColumns, columns: Columns, asOf: number): void {
  const minors = minorsOf(orders, asOf);
  forgetPredictions(columns);
  const days = new DayList();
  const ownDays = new DayList();
  for (let i = 0; i < columns.count; i += 1) {
    foldDays(orders, minors, i, 0, days);
    foldDays(orders, minors, i, orderMark.renewal, ownDays);
    const rhythm = ownDays.length > 0 ? ownDays : days;
    columns.usualGapDays[i] = ownDays.usualGap();
    columns.secondOrderDays[i] = rhythm.secondOrder();
    columns.orderMonths[i] = days.months();
    columns.lastDiscountDay[i] = lastDiscountDay(orders, minors, i);
  }
}

function lastDiscountDay(orders: OrderColumns, minors: Float64Array, i: number): number {
  const { rowOffsets, discountMinor, marks, day } = orders;
  let last = -Infinity;
  for (let row = rowOffsets[i] ?? 0; row < (rowOffsets[i + 1] ?? 0); row += 1) {
    const isSale = (minors[row] ?? 0) > 0 && ((marks[row] ?? 0) & orderMark.credit) === 0;
    if (isSale && (discountMinor[row] ?? 0) > 0) last = Math.max(last, day[row] ?? 0);
  }
  return last === -Infinity ? unknownInt : last;
}

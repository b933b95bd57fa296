import { unknownInt, type Columns } from './columns.ts';
import type { GapCounts } from './gapCounts.ts';
import { variationFrom } from './orderGaps.ts';
import { orderMark, type OrderColumns } from './orderColumns.ts';

/**
 * The days of a customer whose orders come in the order of their days and none of whom is a
 * renewal, which is nearly everybody's: read once, with no list of them.
 */
export class OrderedDays {
  private readonly orders: OrderColumns;
  private readonly minors: Float64Array;
  private readonly recentFrom: number;

  /** `minors`: what each row adds to net spend; `recentFrom`: the day before the quadrants' window. */
  constructor(orders: OrderColumns, minors: Float64Array, recentFrom: number) {
    this.orders = orders;
    this.minors = minors;
    this.recentFrom = recentFrom;
  }

  /** Writes customer i's days and counts their gaps; false, and nothing done, where it is not so. */
  fold(i: number, columns: Columns, gaps: GapCounts | null): boolean {
    if (!this.isOrdered(i)) return false;
    const { rowOffsets, day, marks } = this.orders;
    const { minors, recentFrom } = this;
    const end = rowOffsets[i + 1] ?? 0;
    let first = unknownInt;
    let last = unknownInt;
    let days = 0;
    let recent = 0;
    let squares = 0;
    for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
      if (!((minors[row] ?? 0) > 0) || ((marks[row] ?? 0) & orderMark.credit) !== 0) continue;
      const on = day[row] ?? 0;
      if (days === 0) first = on;
      else if (on === last) continue;
      else {
        const gap = on - last;
        squares += gap * gap;
        gaps?.completed(gap);
      }
      last = on;
      days += 1;
      recent += Number(on > recentFrom);
    }
    if (days > 0) gaps?.opened(first, last);
    columns.orderDays[i] = days;
    columns.firstDay[i] = first;
    columns.lastDay[i] = last;
    columns.rhythmDays[i] = days;
    columns.rhythmLastDay[i] = last;
    columns.recentOrderDays[i] = recent;
    columns.gapVariation[i] = variationFrom(days - 1, last - first, squares) ?? NaN;
    return true;
  }

  private isOrdered(i: number): boolean {
    const { rowOffsets, day, marks } = this.orders;
    const end = rowOffsets[i + 1] ?? 0;
    let last = -Infinity;
    let all = 0;
    for (let row = rowOffsets[i] ?? 0; row < end; row += 1) {
      const on = day[row] ?? 0;
      if (on < last) return false;
      last = on;
      all |= marks[row] ?? 0;
    }
    return (all & orderMark.renewal) === 0;
  }
}

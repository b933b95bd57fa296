import { onFileSince } from './asOf.ts';
import { NumberList } from './numberList.ts';
import { rowsOf } from './orderColumns.ts';
import type { DaySpan, PastLedgers } from './pastGaps.ts';
import type { WindowSettings } from './windows.ts';

/**
 * Whose figures may be others on a morning than on the one before, for the mornings after the first
 * of a stretch: something was placed, cancelled or refunded, or a day left one of the windows. The
 * same customer may be named twice.
 */
export function pastTouched(
  { columns, orders, calendar }: PastLedgers,
  { abc, quadrant }: WindowSettings,
  { firstDay, lastDay }: DaySpan,
): (day: number) => Float64Array {
  const touched = Array.from({ length: lastDay - firstDay + 1 }, () => new NumberList());
  const windows =
    abc.windowDays === null ? [quadrant.windowDays] : [quadrant.windowDays, abc.windowDays];
  const none = new Float64Array(0);
  /** From the morning of `day` on. */
  const from = (day: number, customer: number) => {
    if (day > firstDay) touched[day - firstDay]?.push(customer);
  };
  /** From the first morning at which an instant is past. */
  const after = (instant: number, customer: number) => {
    const day = calendar.dayOf(instant);
    from(calendar.startOf(day) === instant ? day : day + 1, customer);
  };
  for (let i = 0; i < columns.count; i += 1) {
    const { from: first, to } = rowsOf(orders, i);
    for (let row = first; row < to; row += 1) {
      const day = orders.day[row] ?? 0;
      // Nothing of an order so old changes any more but by what undoes it.
      if (day >= firstDay - 1) after(orders.placedAt[row] ?? 0, i);
      for (const windowDays of windows) from(day + windowDays, i);
      const cancelledAt = orders.cancelledAt[row] ?? 0;
      if (cancelledAt !== 0) after(cancelledAt, i);
      const end = orders.refundOffsets[row + 1] ?? 0;
      for (let refund = orders.refundOffsets[row] ?? 0; refund < end; refund += 1) {
        after(orders.refundAt[refund] ?? 0, i);
      }
    }
    const since = orders.wholesaleByTag[i] === 1 ? onFileSince(columns, orders, i) : -Infinity;
    if (since !== -Infinity) after(since, i);
  }
  return (day) => touched[day - firstDay]?.done() ?? none;
}

import type { Columns } from './columns.ts';
import { isMarked, rowMinor, rowsOf, type OrderColumns } from './orderColumns.ts';
import type { WindowSettings } from './windows.ts';

/**
 * The figures of the last so many days of every customer, from their ledgers, into the columns: as
 * of an instant (epoch seconds) on the shop-calendar day `today`.
 */
export function writeWindows(
  columns: Columns,
  orders: OrderColumns,
  { abc, quadrant }: WindowSettings,
  { asOf, today }: { asOf: number; today: number },
): void {
  const recentFrom = today - quadrant.windowDays;
  const abcFrom = abc.windowDays === null ? -Infinity : today - abc.windowDays;
  for (let i = 0; i < columns.count; i += 1) {
    const { from, to } = rowsOf(orders, i);
    let recentMinor = 0;
    let abcMinor = 0;
    const days = new Set<number>();
    for (let row = from; row < to; row += 1) {
      const day = orders.day[row] ?? 0;
      const minor = rowMinor(orders, row, asOf);
      if (minor === 0) continue;
      if (day > abcFrom) abcMinor += minor;
      if (day <= recentFrom) continue;
      recentMinor += minor;
      if (minor > 0 && !isMarked(orders, row, 'credit')) days.add(day);
    }
    columns.recentMinor[i] = recentMinor;
    columns.recentOrderDays[i] = days.size;
    columns.abcMinor[i] = abcMinor;
  }
}

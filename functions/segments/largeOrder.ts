import type { ClassSettings } from './run.schema.ts';
import { percentile, type Amounts } from './orderStatistic.ts';

/** Order values of this many days tell what is large now. */
export const largeOrderWindowDays = 365;

/**
 * The value above which an order is large, in minor units: the 95th percentile of the last 365
 * days' orders from 20 of them on, before that three times the shop's median order.
 * Null while there is no order at all.
 */
export function largeOrderLine(
  recentOrderMinor: Amounts,
  medianOrderMinor: number | null,
  settings: ClassSettings['largeOrder'],
): number | null {
  if (recentOrderMinor.count >= settings.fromOrders) {
    return percentile(recentOrderMinor, settings.percentile);
  }
  return medianOrderMinor === null ? null : settings.medianTimes * medianOrderMinor;
}

import type { History } from '../segments/histories.ts';
import { rowMinor, type OrderColumns } from '../segments/orderColumns.ts';

const known = new WeakMap<OrderColumns, Float64Array>();

/** What each row adds to net spend as of the run, minor units; worked out once a history. */
export function contributions({ orders, meta }: Pick<History, 'orders' | 'meta'>): Float64Array {
  const found = known.get(orders);
  if (found !== undefined) return found;
  const minor = new Float64Array(orders.count);
  for (let row = 0; row < minor.length; row += 1) minor[row] = rowMinor(orders, row, meta.asOf);
  known.set(orders, minor);
  return minor;
}

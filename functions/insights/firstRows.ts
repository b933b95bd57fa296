import type { History } from '../segments/histories.ts';
import { isMarked, rowsOf } from '../segments/orderColumns.ts';
import { contributions } from './contributions.ts';

/** Row of each customer's first order that counts; −1 without one. */
export function firstRows(history: History): Int32Array {
  const { orders } = history;
  const minor = contributions(history);
  const firsts = new Int32Array(orders.rowOffsets.length - 1).fill(-1);
  for (let i = 0; i < firsts.length; i += 1) {
    const { from, to } = rowsOf(orders, i);
    let first = -1;
    for (let row = from; row < to; row += 1) {
      if ((minor[row] ?? 0) <= 0 || isMarked(orders, row, 'credit')) continue;
      // A later instant is an earlier day only where clocks go back over midnight.
      if (first < 0 || (orders.day[row] ?? 0) < (orders.day[first] ?? 0)) first = row;
    }
    firsts[i] = first;
  }
  return firsts;
}

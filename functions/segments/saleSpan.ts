import { orderMark, type OrderColumns } from './orderColumns.ts';

/**
 * When a row stops being an order that counts (epoch seconds): cancelled, or refunded to nothing;
 * Infinity: never, 0: it never was one. It counts at t where `placedAt ≤ t < undoneAt`.
 */
export function undoneAt(orders: OrderColumns, row: number): number {
  const marks = orders.marks[row] ?? 0;
  const wanted = orderMark.counts | orderMark.credit | orderMark.leftOut;
  if ((marks & wanted) !== orderMark.counts) return 0;
  let left = orders.totalMinor[row] ?? 0;
  if (left <= 0) return 0;
  let until = orders.cancelledAt[row] ?? 0;
  if (until === 0) until = Infinity;
  const end = orders.refundOffsets[row + 1] ?? 0;
  for (let refund = orders.refundOffsets[row] ?? 0; refund < end; refund += 1) {
    left -= orders.refundMinor[refund] ?? 0;
    if (left <= 0) return Math.min(until, orders.refundAt[refund] ?? 0);
  }
  return until;
}

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

/**
 * Whether a customer's rows can be read straight off: nothing is ever undone, renewed by itself or
 * a company's, and days never go back. Of most customers that is so.
 */
export function isPlain(orders: OrderColumns, from: number, to: number): boolean {
  const special = orderMark.renewal | orderMark.wholesale;
  for (let row = from; row < to; row += 1) {
    if ((orders.cancelledAt[row] ?? 0) !== 0) return false;
    if (orders.refundOffsets[row] !== orders.refundOffsets[row + 1]) return false;
    if (((orders.marks[row] ?? 0) & special) !== 0) return false;
    if (row > from && (orders.day[row] ?? 0) < (orders.day[row - 1] ?? 0)) return false;
  }
  return true;
}

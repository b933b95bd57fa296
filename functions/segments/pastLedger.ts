import type { OrderFlag } from '../customers/orderFact.ts';
import { isMarked, rowsOf, type OrderColumns } from './orderColumns.ts';
import type { CountableRow } from './standing.ts';

const none: readonly never[] = [];
const codeRedeemed = ['redeemed'];

/**
 * Ledgers read back from the columns as the rows they were written from, so that a past day is
 * counted by the very code that counts today. A test or an unpaid order says only that it does not
 * count, and a code only that there was one: more is not needed to count by.
 */
export class PastLedger {
  private readonly orders: OrderColumns;
  private leftOut = false;

  constructor(orders: OrderColumns) {
    this.orders = orders;
  }

  /** Whether the row given last is a purchase of staff that the shop leaves out. */
  readonly isLeftOut = (): boolean => this.leftOut;

  /** Rows of customer i, oldest first; each is to be looked at before the next is asked for. */
  rowsOf(customer: number): Generator<CountableRow> {
    return this.rows(rowsOf(this.orders, customer));
  }

  *rows({ from, to }: { from: number; to: number }): Generator<CountableRow> {
    for (let row = from; row < to; row += 1) {
      this.leftOut = isMarked(this.orders, row, 'leftOut');
      yield this.row(row);
    }
  }

  private row(row: number): CountableRow {
    const { orders } = this;
    const isCredit = isMarked(orders, row, 'credit');
    const counts = isMarked(orders, row, 'counts');
    const cancelledAt = orders.cancelledAt[row] ?? 0;
    return {
      kind: isCredit ? 'credit' : 'order',
      placedAt: orders.placedAt[row] ?? 0,
      cancelledAt: cancelledAt === 0 ? null : cancelledAt,
      payment: counts ? 'paid' : 'pending',
      totalMinor: orders.totalMinor[row] ?? 0,
      refunds: this.refundsOf(row),
      discountMinor: orders.discountMinor[row] ?? 0,
      flags: this.flagsOf(row, isCredit && !counts),
      codes: isMarked(orders, row, 'code') ? codeRedeemed : [],
    };
  }

  private refundsOf(row: number): CountableRow['refunds'] {
    const { refundOffsets, refundAt, refundMinor } = this.orders;
    const from = refundOffsets[row] ?? 0;
    const to = refundOffsets[row + 1] ?? 0;
    if (from === to) return none;
    const refunds: { at: number; minor: number }[] = [];
    for (let refund = from; refund < to; refund += 1) {
      refunds.push({ at: refundAt[refund] ?? 0, minor: refundMinor[refund] ?? 0 });
    }
    return refunds;
  }

  private flagsOf(row: number, isTest: boolean): readonly OrderFlag[] {
    const renewal = isMarked(this.orders, row, 'renewal');
    const wholesale = isMarked(this.orders, row, 'wholesale');
    if (!renewal && !wholesale && !isTest) return none;
    return [
      ...(renewal ? (['subscription'] as const) : none),
      ...(wholesale ? (['wholesale'] as const) : none),
      ...(isTest ? (['test'] as const) : none),
    ];
  }
}

import { unknownVariants, type OrderColumns } from './orderColumns.ts';

/** Copies rows, with what belongs to them, one after another. */
export class RowCopy {
  rows = 0;
  private refunds = 0;
  private lines = 0;
  private readonly from: OrderColumns;
  private readonly to: OrderColumns;

  constructor(from: OrderColumns, to: OrderColumns) {
    this.from = from;
    this.to = to;
    if (from.lineVariant.length > 0) to.lineVariant = unknownVariants(to.lineProduct.length);
  }

  row(row: number): void {
    const { from, to, rows: at } = this;
    to.placedAt[at] = from.placedAt[row] ?? 0;
    to.day[at] = from.day[row] ?? 0;
    to.totalMinor[at] = from.totalMinor[row] ?? 0;
    to.discountMinor[at] = from.discountMinor[row] ?? 0;
    to.cancelledAt[at] = from.cancelledAt[row] ?? 0;
    to.marks[at] = from.marks[row] ?? 0;
    to.channel[at] = from.channel[row] ?? 0;
    this.refundsOf(row);
    this.linesOf(row);
    this.rows += 1;
    to.refundOffsets[this.rows] = this.refunds;
    to.lineOffsets[this.rows] = this.lines;
  }

  private refundsOf(row: number): void {
    const { from, to } = this;
    const end = from.refundOffsets[row + 1] ?? 0;
    for (let i = from.refundOffsets[row] ?? 0; i < end; i += 1) {
      to.refundAt[this.refunds] = from.refundAt[i] ?? 0;
      to.refundMinor[this.refunds] = from.refundMinor[i] ?? 0;
      this.refunds += 1;
    }
  }

  private linesOf(row: number): void {
    const { from, to } = this;
    const end = from.lineOffsets[row + 1] ?? 0;
    for (let i = from.lineOffsets[row] ?? 0; i < end; i += 1) {
      to.lineProduct[this.lines] = from.lineProduct[i] ?? 0;
      to.lineQuantity[this.lines] = from.lineQuantity[i] ?? 0;
      to.lineNetMinor[this.lines] = from.lineNetMinor[i] ?? 0;
      if (to.lineVariant.length > 0) to.lineVariant[this.lines] = from.lineVariant[i] ?? -1;
      this.lines += 1;
    }
  }
}

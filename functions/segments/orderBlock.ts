import { emptyOrderColumns, type OrderColumns } from './orderColumns.ts';

const firstRows = 256;
/** A block of so many rows is some four megabytes. */
const mostRows = 1 << 16;
/** Room for these beside a row; where a shop's orders have more, the next block begins sooner. */
const aRow = { refunds: 0.25, lines: 2 } as const;

/** Rows of some customers, before they are put in order: memory grows by blocks, and none is copied. */
export class OrderBlock {
  readonly columns: OrderColumns;
  rows = 0;
  refunds = 0;
  lines = 0;

  constructor(rows: number, refunds: number, lines: number) {
    this.columns = emptyOrderColumns({ customers: 0, rows, refunds, lines });
  }

  hasRoom(rows: number, refunds: number, lines: number): boolean {
    const { columns } = this;
    return (
      this.rows + rows <= columns.count &&
      this.refunds + refunds <= columns.refundAt.length &&
      this.lines + lines <= columns.lineProduct.length
    );
  }

  /** The one to go on in after this, with room for so many at least. */
  next(rows: number, refunds: number, lines: number): OrderBlock {
    const usual = Math.min(mostRows, Math.max(firstRows, this.columns.count * 2));
    return new OrderBlock(
      Math.max(usual, rows),
      Math.max(usual * aRow.refunds, refunds),
      Math.max(usual * aRow.lines, lines),
    );
  }
}

import type { OrderBlock } from './orderBlock.ts';
import { emptyOrderColumns, unknownVariants, type OrderColumns } from './orderColumns.ts';

/** Copies rows of blocks, with what belongs to them, one after another into columns of their own. */
export class RowCopy {
  readonly to: OrderColumns;
  /** So many rows are there. */
  done = 0;
  private refunds = 0;
  private lines = 0;
  private readonly blocks: readonly OrderBlock[];

  constructor(blocks: readonly OrderBlock[], customers: number) {
    const sum = (part: 'rows' | 'refunds' | 'lines') =>
      blocks.reduce((all, block) => all + block[part], 0);
    this.blocks = blocks;
    this.to = emptyOrderColumns({
      customers,
      rows: sum('rows'),
      refunds: sum('refunds'),
      lines: sum('lines'),
    });
    if (blocks.some(({ columns }) => columns.lineVariant.length > 0)) {
      this.to.lineVariant = unknownVariants(this.to.lineProduct.length);
    }
  }

  /** So many rows of a block from the first one on. */
  rows(block: number, first: number, count: number): void {
    const from = this.blocks[block]?.columns;
    if (from === undefined) return;
    for (let row = first; row < first + count; row += 1) this.row(from, row);
  }

  private row(from: OrderColumns, row: number): void {
    const { to, done: at } = this;
    to.placedAt[at] = from.placedAt[row] ?? 0;
    to.day[at] = from.day[row] ?? 0;
    to.totalMinor[at] = from.totalMinor[row] ?? 0;
    to.discountMinor[at] = from.discountMinor[row] ?? 0;
    to.cancelledAt[at] = from.cancelledAt[row] ?? 0;
    to.marks[at] = from.marks[row] ?? 0;
    to.channel[at] = from.channel[row] ?? 0;
    this.refundsOf(from, row);
    this.linesOf(from, row);
    this.done += 1;
    to.refundOffsets[this.done] = this.refunds;
    to.lineOffsets[this.done] = this.lines;
  }

  private refundsOf(from: OrderColumns, row: number): void {
    const { to } = this;
    const end = from.refundOffsets[row + 1] ?? 0;
    for (let i = from.refundOffsets[row] ?? 0; i < end; i += 1) {
      to.refundAt[this.refunds] = from.refundAt[i] ?? 0;
      to.refundMinor[this.refunds] = from.refundMinor[i] ?? 0;
      this.refunds += 1;
    }
  }

  private linesOf(from: OrderColumns, row: number): void {
    const { to } = this;
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

import type { Calendar } from '../customers/calendar.ts';
import { isPaidInPart } from '../customers/fold.ts';
import { flagBits, type LedgerCursor } from '../customers/ledgerCursor.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import { IdNames } from './idNames.ts';
import type { OrderBlock } from './orderBlock.ts';
import { orderMark, unknownVariants, type OrderColumns } from './orderColumns.ts';
import { VariantNames } from './variantNames.ts';

/** Writes rows behind those of a block, which has room for them. */
export class OrderRowWriter {
  private readonly channels = new IdNames();
  private readonly products = new IdNames();
  private readonly variants = new VariantNames();
  private readonly calendar: Calendar;

  constructor(calendar: Calendar) {
    this.calendar = calendar;
  }

  write(block: OrderBlock, row: LedgerRow, leftOut: boolean): void {
    const { columns, rows: at } = block;
    columns.placedAt[at] = instantIn(row.placedAt);
    columns.day[at] = this.calendar.dayOf(row.placedAt);
    columns.totalMinor[at] = row.totalMinor;
    columns.discountMinor[at] = row.discountMinor;
    columns.cancelledAt[at] = row.cancelledAt === null ? 0 : instantIn(row.cancelledAt);
    columns.marks[at] = marksOf(row, leftOut);
    columns.channel[at] = row.channel === null ? -1 : this.channels.codeOf(row.channel);
    for (const refund of row.refunds) {
      columns.refundAt[block.refunds] = instantIn(refund.at);
      columns.refundMinor[block.refunds] = refund.minor;
      block.refunds += 1;
    }
    for (const line of row.lines) {
      columns.lineProduct[block.lines] =
        line.productId === null ? -1 : this.products.codeOf(line.productId);
      columns.lineQuantity[block.lines] = line.quantity;
      columns.lineNetMinor[block.lines] = line.netMinor;
      variantOfLine(block, this.variants.codeOf(line.variant));
      block.lines += 1;
    }
    block.rows += 1;
    columns.refundOffsets[block.rows] = block.refunds;
    columns.lineOffsets[block.rows] = block.lines;
  }

  /** The same of a row where it stands. */
  writeAt(block: OrderBlock, row: LedgerCursor, leftOut: boolean): void {
    const { columns, rows: at } = block;
    columns.placedAt[at] = instantIn(row.placedAt);
    columns.day[at] = this.calendar.dayOf(row.placedAt);
    columns.totalMinor[at] = row.totalMinor;
    columns.discountMinor[at] = row.discountMinor;
    columns.cancelledAt[at] = row.isCancelled ? instantIn(row.cancelledAt) : 0;
    columns.marks[at] = marksAt(row, leftOut);
    columns.channel[at] = this.channels.codeAt(row);
    for (let refund = 0; refund < row.refunds; refund += 1) {
      columns.refundAt[block.refunds] = instantIn(row.refundAt[refund] ?? 0);
      columns.refundMinor[block.refunds] = row.refundMinor[refund] ?? 0;
      block.refunds += 1;
    }
    for (let line = 0; line < row.lines; line += 1) {
      row.nextLine();
      columns.lineProduct[block.lines] = this.products.codeAt(row);
      columns.lineQuantity[block.lines] = row.quantity;
      columns.lineNetMinor[block.lines] = row.netMinor;
      variantOfLine(block, this.variants.codeAt(row));
      block.lines += 1;
    }
    block.rows += 1;
    columns.refundOffsets[block.rows] = block.refunds;
    columns.lineOffsets[block.rows] = block.lines;
  }

  /** What the numbers that were written stand for. */
  names(): Pick<OrderColumns, 'channelNames' | 'productIds' | 'variantNames'> {
    return {
      channelNames: this.channels.all(),
      productIds: this.products.all(),
      variantNames: this.variants.all(),
    };
  }
}

/** The first one makes room for them: the lines of most shops are of none. */
function variantOfLine({ columns, lines }: OrderBlock, code: number): void {
  if (columns.lineVariant.length === 0) {
    if (code < 0) return;
    columns.lineVariant = unknownVariants(columns.lineProduct.length);
  }
  columns.lineVariant[lines] = code;
}

function marksOf(row: LedgerRow, leftOut: boolean): number {
  const isTest = row.flags.includes('test');
  let marks = 0;
  if (row.kind === 'credit') marks |= orderMark.credit;
  if (!isTest && (row.kind === 'credit' || isPaidInPart(row.payment))) marks |= orderMark.counts;
  if (row.flags.includes('subscription')) marks |= orderMark.renewal;
  if (row.flags.includes('wholesale') && !isTest) marks |= orderMark.wholesale;
  if (row.codes.length > 0) marks |= orderMark.code;
  if (leftOut) marks |= orderMark.leftOut;
  return marks;
}

/** `marksOf` of a row where it stands. */
function marksAt(row: LedgerCursor, leftOut: boolean): number {
  const isTest = (row.flags & flagBits.test) !== 0;
  let marks = 0;
  if (row.isCredit) marks |= orderMark.credit;
  if (!isTest && (row.isCredit || row.isPaidInPart)) marks |= orderMark.counts;
  if ((row.flags & flagBits.subscription) !== 0) marks |= orderMark.renewal;
  if ((row.flags & flagBits.wholesale) !== 0 && !isTest) marks |= orderMark.wholesale;
  if (row.codes > 0) marks |= orderMark.code;
  if (leftOut) marks |= orderMark.leftOut;
  return marks;
}

const latestInstant = 0xffff_ffff;

/** A column holds 1970 to 2106; an instant before or after is at its near end, its day stays exact. */
function instantIn(at: number): number {
  return Math.min(latestInstant, Math.max(1, at));
}

import type { Calendar } from '../customers/calendar.ts';
import { isPaidInPart } from '../customers/fold.ts';
import { flagBits, type LedgerCursor } from '../customers/ledgerCursor.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import { IdNames } from './idNames.ts';
import { NumberList } from './numberList.ts';
import {
  emptyOrderColumns,
  orderMark,
  unknownVariants,
  type OrderColumns,
} from './orderColumns.ts';
import { hasRoom, widened } from './orderRoom.ts';
import { RowCopy } from './orderRowCopy.ts';
import type { Standing } from './standing.ts';
import { VariantNames } from './variantNames.ts';

type KeptStanding = Pick<Standing, 'isLeftOut' | 'wholesaleByTag'>;

/** Gathers the ledgers of a shop, customers in any order; memory grows by doubling. */
export class OrderColumnsBuilder {
  private columns = emptyOrderColumns({ customers: 0, rows: 256, refunds: 64, lines: 256 });
  private rows = 0;
  private refunds = 0;
  private lines = 0;
  /** Rows of each customer as added: first, and where the next one's begin. */
  private readonly starts = new NumberList();
  private readonly ends = new NumberList();
  private readonly byTag = new NumberList();
  private readonly walkIns = new NumberList();
  private readonly channels = new IdNames();
  private readonly products = new IdNames();
  private readonly variants = new VariantNames();
  private readonly calendar: Calendar;

  constructor(calendar: Calendar) {
    this.calendar = calendar;
  }

  /** One customer's rows, oldest first; call it in the order customers are put into the columns. */
  addCustomer(rows: readonly LedgerRow[], standing: KeptStanding): void {
    this.starts.push(this.rows);
    for (const row of rows) this.addRow(row, standing.isLeftOut?.(row) === true);
    this.ends.push(this.rows);
    this.byTag.push(standing.wholesaleByTag ? 1 : 0);
  }

  addWalkIn(row: LedgerRow, leftOut: boolean): void {
    this.walkIns.push(this.rows);
    this.addRow(row, leftOut);
  }

  /** `position`: where each customer that was added stands now. */
  done(position: Uint32Array): OrderColumns {
    const starts = this.starts.done();
    const ends = this.ends.done();
    const byTag = this.byTag.done();
    const customers = position.length;
    const added = new Uint32Array(customers);
    for (let i = 0; i < customers; i += 1) added[position[i] ?? 0] = i;
    const to = emptyOrderColumns({
      customers,
      rows: this.rows,
      refunds: this.refunds,
      lines: this.lines,
    });
    const copy = new RowCopy(this.columns, to);
    for (let i = 0; i < customers; i += 1) {
      const one = added[i] ?? 0;
      to.wholesaleByTag[i] = byTag[one] ?? 0;
      for (let row = starts[one] ?? 0; row < (ends[one] ?? 0); row += 1) copy.row(row);
      to.rowOffsets[i + 1] = copy.rows;
    }
    for (const row of this.walkIns.done()) copy.row(row);
    return {
      ...to,
      channelNames: this.channels.all(),
      productIds: this.products.all(),
      variantNames: this.variants.all(),
    };
  }

  /**
   * The same of a ledger where it stands; answers how many of its rows are orders. Null: it is not
   * oldest first, and nothing of it was taken.
   */
  addLedger(ledger: LedgerCursor, { isLeftOut, wholesaleByTag }: KeptStanding): number | null {
    const from = this.rows;
    const orders = this.addRows(ledger, isLeftOut);
    if (orders === null) return null;
    this.starts.push(from);
    this.ends.push(this.rows);
    this.byTag.push(wholesaleByTag ? 1 : 0);
    return orders;
  }

  /** The same of somebody who is not listed; "no": nothing was taken. */
  addWalkIns(ledger: LedgerCursor, isLeftOut: KeptStanding['isLeftOut']): boolean {
    const from = this.rows;
    if (this.addRows(ledger, isLeftOut) === null) return false;
    for (let row = from; row < this.rows; row += 1) this.walkIns.push(row);
    return true;
  }

  private addRows(ledger: LedgerCursor, isLeftOut: KeptStanding['isLeftOut']): number | null {
    const { rows, refunds, lines } = this;
    let orders = 0;
    let last = -Infinity;
    while (ledger.next()) {
      if (ledger.placedAt < last) {
        this.rows = rows;
        this.refunds = refunds;
        this.lines = lines;
        return null;
      }
      last = ledger.placedAt;
      if (!ledger.isCredit) orders += 1;
      this.addRowAt(ledger, isLeftOut?.({ codes: ledger.codeTexts() }) === true);
    }
    return orders;
  }

  private addRowAt(row: LedgerCursor, leftOut: boolean): void {
    this.makeRoom(row.refunds, row.lines);
    const { columns, rows: at } = this;
    columns.placedAt[at] = instantIn(row.placedAt);
    columns.day[at] = this.calendar.dayOf(row.placedAt);
    columns.totalMinor[at] = row.totalMinor;
    columns.discountMinor[at] = row.discountMinor;
    columns.cancelledAt[at] = row.isCancelled ? instantIn(row.cancelledAt) : 0;
    columns.marks[at] = marksAt(row, leftOut);
    columns.channel[at] = this.channels.codeAt(row);
    for (let refund = 0; refund < row.refunds; refund += 1) {
      columns.refundAt[this.refunds] = instantIn(row.refundAt[refund] ?? 0);
      columns.refundMinor[this.refunds] = row.refundMinor[refund] ?? 0;
      this.refunds += 1;
    }
    for (let line = 0; line < row.lines; line += 1) {
      row.nextLine();
      columns.lineProduct[this.lines] = this.products.codeAt(row);
      columns.lineQuantity[this.lines] = row.quantity;
      columns.lineNetMinor[this.lines] = row.netMinor;
      this.variantOfLine(this.variants.codeAt(row));
      this.lines += 1;
    }
    this.rows += 1;
    columns.refundOffsets[this.rows] = this.refunds;
    columns.lineOffsets[this.rows] = this.lines;
  }

  private addRow(row: LedgerRow, leftOut: boolean): void {
    this.makeRoom(row.refunds.length, row.lines.length);
    const { columns, rows: at } = this;
    columns.placedAt[at] = instantIn(row.placedAt);
    columns.day[at] = this.calendar.dayOf(row.placedAt);
    columns.totalMinor[at] = row.totalMinor;
    columns.discountMinor[at] = row.discountMinor;
    columns.cancelledAt[at] = row.cancelledAt === null ? 0 : instantIn(row.cancelledAt);
    columns.marks[at] = marksOf(row, leftOut);
    columns.channel[at] = row.channel === null ? -1 : this.channels.codeOf(row.channel);
    for (const refund of row.refunds) {
      columns.refundAt[this.refunds] = instantIn(refund.at);
      columns.refundMinor[this.refunds] = refund.minor;
      this.refunds += 1;
    }
    for (const line of row.lines) {
      columns.lineProduct[this.lines] =
        line.productId === null ? -1 : this.products.codeOf(line.productId);
      columns.lineQuantity[this.lines] = line.quantity;
      columns.lineNetMinor[this.lines] = line.netMinor;
      this.variantOfLine(this.variants.codeOf(line.variant));
      this.lines += 1;
    }
    this.rows += 1;
    columns.refundOffsets[this.rows] = this.refunds;
    columns.lineOffsets[this.rows] = this.lines;
  }

  /** The first one makes room for them: the lines of most shops are of none. */
  private variantOfLine(code: number): void {
    const { columns } = this;
    if (columns.lineVariant.length === 0) {
      if (code < 0) return;
      columns.lineVariant = unknownVariants(columns.lineProduct.length);
    }
    columns.lineVariant[this.lines] = code;
  }

  private makeRoom(refunds: number, lines: number): void {
    const { columns } = this;
    const needed = {
      rows: this.rows + 1,
      refunds: this.refunds + refunds,
      lines: this.lines + lines,
    };
    if (!hasRoom(columns, needed)) this.columns = widened(columns, needed);
  }
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

import type { Calendar } from '../customers/calendar.ts';
import { isPaidInPart } from '../customers/fold.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import { Names } from './names.ts';
import { NumberList } from './numberList.ts';
import { emptyOrderColumns, orderMark, type OrderColumns } from './orderColumns.ts';
import type { Standing } from './standing.ts';

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
  private readonly channels = new Names();
  private readonly products = new Names();
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
    return { ...to, channelNames: this.channels.all(), productIds: this.products.all() };
  }

  private addRow(row: LedgerRow, leftOut: boolean): void {
    this.makeRoom(row);
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
      this.lines += 1;
    }
    this.rows += 1;
    columns.refundOffsets[this.rows] = this.refunds;
    columns.lineOffsets[this.rows] = this.lines;
  }

  private makeRoom(row: LedgerRow): void {
    const { columns } = this;
    const room = {
      customers: 0,
      rows: widened(columns.count, this.rows + 1),
      refunds: widened(columns.refundAt.length, this.refunds + row.refunds.length),
      lines: widened(columns.lineProduct.length, this.lines + row.lines.length),
    };
    const enough =
      room.rows === columns.count &&
      room.refunds === columns.refundAt.length &&
      room.lines === columns.lineProduct.length;
    if (!enough) this.columns = resized(columns, room);
  }
}

/** Copies rows, with what belongs to them, one after another. */
class RowCopy {
  rows = 0;
  private refunds = 0;
  private lines = 0;
  private readonly from: OrderColumns;
  private readonly to: OrderColumns;

  constructor(from: OrderColumns, to: OrderColumns) {
    this.from = from;
    this.to = to;
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
      this.lines += 1;
    }
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

const latestInstant = 0xffff_ffff;

/** A column holds 1970 to 2106; an instant before or after is at its near end, its day stays exact. */
function instantIn(at: number): number {
  return Math.min(latestInstant, Math.max(1, at));
}

function widened(room: number, needed: number): number {
  let wide = room;
  while (wide < needed) wide *= 2;
  return wide;
}

function resized(from: OrderColumns, room: Parameters<typeof emptyOrderColumns>[0]): OrderColumns {
  const to = emptyOrderColumns(room);
  to.placedAt.set(from.placedAt);
  to.day.set(from.day);
  to.totalMinor.set(from.totalMinor);
  to.discountMinor.set(from.discountMinor);
  to.cancelledAt.set(from.cancelledAt);
  to.marks.set(from.marks);
  to.channel.set(from.channel);
  to.refundOffsets.set(from.refundOffsets);
  to.refundAt.set(from.refundAt);
  to.refundMinor.set(from.refundMinor);
  to.lineOffsets.set(from.lineOffsets);
  to.lineProduct.set(from.lineProduct);
  to.lineQuantity.set(from.lineQuantity);
  to.lineNetMinor.set(from.lineNetMinor);
  return to;
}

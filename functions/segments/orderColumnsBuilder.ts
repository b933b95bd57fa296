import type { Calendar } from '../customers/calendar.ts';
import type { LedgerCursor } from '../customers/ledgerCursor.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import { NumberList } from './numberList.ts';
import { OrderBlock } from './orderBlock.ts';
import type { OrderColumns } from './orderColumns.ts';
import { RowCopy } from './orderRowCopy.ts';
import { OrderRowWriter } from './orderRowWriter.ts';
import type { Standing } from './standing.ts';

type KeptStanding = Pick<Standing, 'isLeftOut' | 'wholesaleByTag'>;

/** Gathers the ledgers of a shop, customers in any order; each is in one block. */
export class OrderColumnsBuilder {
  private block = new OrderBlock(0, 0, 0);
  private readonly blocks: OrderBlock[] = [];
  /** Of each customer as added: the block, its first row there and how many. */
  private readonly blockOf = new NumberList();
  private readonly firsts = new NumberList();
  private readonly counts = new NumberList();
  private readonly byTag = new NumberList();
  /** Stretches of rows without a customer: block, first row and how many of each. */
  private readonly walkIns = new NumberList();
  private readonly writer: OrderRowWriter;

  constructor(calendar: Calendar) {
    this.writer = new OrderRowWriter(calendar);
  }

  /** One customer's rows, oldest first; call it in the order customers are put into the columns. */
  addCustomer(rows: readonly LedgerRow[], { isLeftOut, wholesaleByTag }: KeptStanding): void {
    this.makeRoom(rows.length, sumOf(rows, 'refunds'), sumOf(rows, 'lines'));
    const first = this.block.rows;
    for (const row of rows) this.writer.write(this.block, row, isLeftOut?.(row) === true);
    this.close(first, wholesaleByTag);
  }

  addWalkIn(row: LedgerRow, leftOut: boolean): void {
    this.makeRoom(1, row.refunds.length, row.lines.length);
    const first = this.block.rows;
    this.writer.write(this.block, row, leftOut);
    this.closeWalkIns(first);
  }

  /**
   * One customer's rows where they stand; answers how many of them are orders. Null: they are not
   * oldest first, and nothing was taken.
   */
  addLedger(ledger: LedgerCursor, { isLeftOut, wholesaleByTag }: KeptStanding): number | null {
    this.makeRoom(ledger.end, ledger.end, ledger.end);
    const first = this.block.rows;
    const orders = this.addRows(ledger, isLeftOut);
    if (orders !== null) this.close(first, wholesaleByTag);
    return orders;
  }

  /** The same of somebody who is not listed; "no": nothing was taken. */
  addWalkIns(ledger: LedgerCursor, isLeftOut: KeptStanding['isLeftOut']): boolean {
    this.makeRoom(ledger.end, ledger.end, ledger.end);
    const first = this.block.rows;
    if (this.addRows(ledger, isLeftOut) === null) return false;
    this.closeWalkIns(first);
    return true;
  }

  /** `position`: where each customer that was added stands now. */
  done(position: Uint32Array): OrderColumns {
    const blockOf = this.blockOf.done();
    const firsts = this.firsts.done();
    const counts = this.counts.done();
    const byTag = this.byTag.done();
    const customers = position.length;
    const added = new Uint32Array(customers);
    for (let i = 0; i < customers; i += 1) added[position[i] ?? 0] = i;
    const copy = new RowCopy(this.blocks, customers);
    for (let i = 0; i < customers; i += 1) {
      const one = added[i] ?? 0;
      copy.rows(blockOf[one] ?? 0, firsts[one] ?? 0, counts[one] ?? 0);
      copy.to.wholesaleByTag[i] = byTag[one] ?? 0;
      copy.to.rowOffsets[i + 1] = copy.done;
    }
    const walkIns = this.walkIns.done();
    for (let i = 0; i < walkIns.length; i += 3) {
      copy.rows(walkIns[i] ?? 0, walkIns[i + 1] ?? 0, walkIns[i + 2] ?? 0);
    }
    return { ...copy.to, ...this.writer.names() };
  }

  private close(first: number, wholesaleByTag: boolean): void {
    this.blockOf.push(this.blocks.length - 1);
    this.firsts.push(first);
    this.counts.push(this.block.rows - first);
    this.byTag.push(wholesaleByTag ? 1 : 0);
  }

  private closeWalkIns(first: number): void {
    if (this.block.rows === first) return;
    this.walkIns.push(this.blocks.length - 1);
    this.walkIns.push(first);
    this.walkIns.push(this.block.rows - first);
  }

  /** For no more than so many, which are all put into one block. */
  private makeRoom(rows: number, refunds: number, lines: number): void {
    if (this.blocks.length > 0 && this.block.hasRoom(rows, refunds, lines)) return;
    this.block = this.block.next(rows, refunds, lines);
    this.blocks.push(this.block);
  }

  private addRows(ledger: LedgerCursor, isLeftOut: KeptStanding['isLeftOut']): number | null {
    const { block } = this;
    const { rows, refunds, lines } = block;
    let orders = 0;
    let last = -Infinity;
    while (ledger.next()) {
      if (ledger.placedAt < last) {
        block.rows = rows;
        block.refunds = refunds;
        block.lines = lines;
        return null;
      }
      last = ledger.placedAt;
      if (!ledger.isCredit) orders += 1;
      this.writer.writeAt(block, ledger, isLeftOut?.({ codes: ledger.codeTexts() }) === true);
    }
    return orders;
  }
}

function sumOf(rows: readonly LedgerRow[], part: 'refunds' | 'lines'): number {
  return rows.reduce((sum, row) => sum + row[part].length, 0);
}

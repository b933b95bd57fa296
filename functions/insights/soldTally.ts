import { isSale, rowsOf, walkInRows, type OrderColumns } from '../segments/orderColumns.ts';

/** Sums of lines by name and class; minor units. Cell of (name, class): `name × classes + class`. */
export interface SoldTally {
  classes: number;
  revenueMinor: Float64Array;
  pieces: Float64Array;
  orders: Float64Array;
  customers: Float64Array;
}

export interface SoldBy {
  orders: OrderColumns;
  /** Epoch seconds. */
  asOf: number;
  /** Which rows are looked at; missing: all. */
  isIn?: (row: number) => boolean;
  /** Group of each line, 0 to `groups` − 1. */
  groupOf: (line: number) => number;
  groups: number;
  /** Class of each customer, 0 to `classes` − 2; −1: not looked at. The last class is of sales without one. */
  classOf: (customer: number, row: number) => number;
  classes: number;
  walkIns: boolean;
}

/** Adds up the lines of all orders that count; an order or a customer counts once a cell. */
export function tallySold(by: SoldBy): SoldTally {
  const walk = new SoldWalk(by);
  const customers = by.orders.rowOffsets.length - 1;
  for (let customer = 0; customer < customers; customer += 1) {
    const { from, to } = rowsOf(by.orders, customer);
    for (let row = from; row < to; row += 1) walk.row(row, by.classOf(customer, row), customer);
  }
  if (by.walkIns) {
    const { from, to } = walkInRows(by.orders);
    for (let row = from; row < to; row += 1) walk.row(row, by.classes - 1, nobody);
  }
  return walk.tally;
}

const nobody = -1;

class SoldWalk {
  readonly tally: SoldTally;
  private readonly by: SoldBy;
  private readonly lastRow: Int32Array;
  private readonly lastCustomer: Int32Array;

  constructor(by: SoldBy) {
    const cells = by.groups * by.classes;
    this.by = by;
    this.tally = {
      classes: by.classes,
      revenueMinor: new Float64Array(cells),
      pieces: new Float64Array(cells),
      orders: new Float64Array(cells),
      customers: new Float64Array(cells),
    };
    this.lastRow = new Int32Array(cells).fill(-1);
    this.lastCustomer = new Int32Array(cells).fill(nobody);
  }

  row(row: number, classAt: number, customer: number): void {
    const { orders, asOf, isIn, groupOf, classes } = this.by;
    if (classAt < 0 || isIn?.(row) === false || !isSale(orders, row, asOf)) return;
    const end = orders.lineOffsets[row + 1] ?? 0;
    for (let line = orders.lineOffsets[row] ?? 0; line < end; line += 1) {
      const cell = groupOf(line) * classes + classAt;
      this.line(cell, line);
      this.once(cell, row, customer);
    }
  }

  private line(cell: number, line: number): void {
    const { revenueMinor, pieces } = this.tally;
    const { lineNetMinor, lineQuantity } = this.by.orders;
    revenueMinor[cell] = (revenueMinor[cell] ?? 0) + (lineNetMinor[line] ?? 0);
    pieces[cell] = (pieces[cell] ?? 0) + (lineQuantity[line] ?? 0);
  }

  private once(cell: number, row: number, customer: number): void {
    const { orders, customers } = this.tally;
    if (this.lastRow[cell] !== row) {
      this.lastRow[cell] = row;
      orders[cell] = (orders[cell] ?? 0) + 1;
    }
    if (customer !== nobody && this.lastCustomer[cell] !== customer) {
      this.lastCustomer[cell] = customer;
      customers[cell] = (customers[cell] ?? 0) + 1;
    }
  }
}

import { isMarked, rowsOf, type OrderColumns } from './orderColumns.ts';
import { addDay } from './orderGaps.ts';
import { undoneAt } from './saleSpan.ts';

/**
 * What a shop could know of one buyer on the morning of a day, from the orders of the days before
 * it: nothing that came later, no refund of that day or after. Days are asked for in ascending
 * order; days are shop-calendar day numbers, instants epoch seconds.
 */
export class PastBuyer {
  /** Rows that count that morning, oldest first. */
  readonly sales: number[] = [];
  /** Distinct days with an order that counts; and the same without subscription renewals. */
  readonly days: number[] = [];
  readonly ownDays: number[] = [];
  /** How many of the sales had a discount. */
  discounted = 0;
  /** A company order was placed, or a tag says so. */
  wholesale = false;
  private readonly orders: OrderColumns;
  private next = 0;
  private end = 0;
  /** The first instant at which one of the sales is undone. */
  private validUntil = Infinity;

  constructor(orders: OrderColumns) {
    this.orders = orders;
  }

  /** Begins with another customer, before any order. */
  open(customer: number): void {
    const { from, to } = rowsOf(this.orders, customer);
    this.next = from;
    this.end = to;
    this.clear();
    this.wholesale = this.orders.wholesaleByTag[customer] === 1;
  }

  /** Goes on to the morning of `day`, which begins at `morning`. */
  goTo(day: number, morning: number): void {
    if (morning >= this.validUntil) this.forget(morning);
    while (this.next < this.end && (this.orders.day[this.next] ?? 0) < day) {
      this.add(this.next, morning);
      this.next += 1;
    }
  }

  /** The days that show the buyer's rhythm: their own, where there are any. */
  get rhythm(): readonly number[] {
    return this.ownDays.length > 0 ? this.ownDays : this.days;
  }

  private add(row: number, morning: number): void {
    if (!this.wholesale && isMarked(this.orders, row, 'wholesale')) this.wholesale = true;
    const until = undoneAt(this.orders, row);
    if (until <= morning) return;
    if (until < this.validUntil) this.validUntil = until;
    this.sales.push(row);
    if ((this.orders.discountMinor[row] ?? 0) > 0) this.discounted += 1;
    const day = this.orders.day[row] ?? 0;
    addDay(this.days, day);
    if (!isMarked(this.orders, row, 'renewal')) addDay(this.ownDays, day);
  }

  /** An order was undone: what is left is gathered again. */
  private forget(morning: number): void {
    const sales = this.sales.slice();
    this.clear();
    for (const row of sales) this.add(row, morning);
  }

  private clear(): void {
    this.sales.length = 0;
    this.days.length = 0;
    this.ownDays.length = 0;
    this.discounted = 0;
    this.validUntil = Infinity;
  }
}

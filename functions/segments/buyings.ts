import { emptyBuyings, type Buying, type Buyings } from '../prediction/buying.ts';
import type { Columns } from './columns.ts';
import type { FiguresRead } from './figures.ts';
import { isMarked, rowMinor, rowsOf, type OrderColumns } from './orderColumns.ts';

/** The customers a shop's model speaks of: place among its buyings → index in the columns. */
export interface ShopBuyings {
  customers: Int32Array;
  buyings: Buyings;
  /** Shop-calendar day of each one's last order of their own will. */
  lastDays: Int32Array;
}

/**
 * How a customer has bought, from their ledger; null without an order of their own will: renewals of
 * a subscription come by themselves. What a repeat day brought is everything bought on it.
 */
export function buyingOf({ sales, ownDays }: BoughtRead, today: number): Buying | null {
  const firstDay = ownDays[0];
  const lastDay = ownDays.at(-1);
  if (firstDay === undefined || lastDay === undefined) return null;
  const own = new Set(ownDays);
  let repeatMinor = 0;
  sales.day.forEach((day, index) => {
    if (day !== firstDay && own.has(day)) repeatMinor += sales.minor[index] ?? 0;
  });
  const repeats = ownDays.length - 1;
  return {
    repeats,
    spanDays: lastDay - firstDay,
    ageDays: Math.max(today, lastDay) - firstDay,
    repeatMeanMinor: repeats > 0 ? repeatMinor / repeats : 0,
  };
}
type BoughtRead = Pick<FiguresRead, 'sales' | 'ownDays'>;

/** The past to read: what had happened by an instant (epoch seconds), on a shop-calendar day. */
interface At {
  asOf: number;
  today: number;
}

/**
 * The same of every retail customer whose history is complete, as of an instant, from the ledgers
 * of a run. Who is wholesale, and whose history is incomplete, is what the run knows.
 */
export function buyingsOf(columns: Columns, orders: OrderColumns, at: At): ShopBuyings {
  const customers = new Int32Array(columns.count);
  const lastDays = new Int32Array(columns.count);
  const buyings = emptyBuyings(columns.count);
  const days = new OwnDays(orders, at.asOf);
  let count = 0;
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.wholesale[i] === 1 || columns.historyIncomplete[i] === 1) continue;
    days.read(i);
    if (days.count === 0) continue;
    const firstDay = days.day[0] ?? 0;
    const lastDay = days.day[days.count - 1] ?? 0;
    const repeats = days.count - 1;
    let repeatMinor = 0;
    let squares = 0;
    for (let k = 1; k < days.count; k += 1) {
      const minor = days.minor[k] ?? 0;
      repeatMinor += minor;
      squares += minor * minor;
    }
    customers[count] = i;
    lastDays[count] = lastDay;
    buyings.repeats[count] = repeats;
    buyings.spanDays[count] = lastDay - firstDay;
    buyings.ageDays[count] = Math.max(at.today, lastDay) - firstDay;
    buyings.repeatMeanMinor[count] = repeats > 0 ? repeatMinor / repeats : 0;
    buyings.repeatSquares[count] = squares;
    count += 1;
  }
  buyings.count = count;
  return { customers: customers.subarray(0, count), buyings, lastDays };
}

/** One customer's days with an order of their own will, ascending, and what each brought. */
export class OwnDays {
  count = 0;
  day = new Int32Array(64);
  minor = new Float64Array(64);
  private readonly orders: OrderColumns;
  private readonly asOf: number;

  constructor(orders: OrderColumns, asOf: number) {
    this.orders = orders;
    this.asOf = asOf;
  }

  read(customer: number): void {
    const { orders, asOf } = this;
    const { from, to } = rowsOf(orders, customer);
    this.count = 0;
    let byItself = false;
    for (let row = from; row < to; row += 1) {
      if (isMarked(orders, row, 'credit')) continue;
      if (isMarked(orders, row, 'renewal')) {
        byItself = true;
        continue;
      }
      const minor = rowMinor(orders, row, asOf);
      if (minor > 0) this.addTo(this.placeOf(orders.day[row] ?? 0), minor);
    }
    if (!byItself || this.count === 0) return;
    for (let row = from; row < to; row += 1) {
      if (isMarked(orders, row, 'credit') || !isMarked(orders, row, 'renewal')) continue;
      const at = this.day.subarray(0, this.count).indexOf(orders.day[row] ?? 0);
      if (at >= 0) this.addTo(at, Math.max(0, rowMinor(orders, row, asOf)));
    }
  }

  private addTo(at: number, minor: number): void {
    this.minor[at] = (this.minor[at] ?? 0) + minor;
  }

  /** Where a day stands; nearly always it is the last one, or comes after it. */
  private placeOf(day: number): number {
    let at = this.count;
    while (at > 0 && (this.day[at - 1] ?? 0) > day) at -= 1;
    if (at > 0 && this.day[at - 1] === day) return at - 1;
    this.makeRoom();
    if (at < this.count) {
      this.day.copyWithin(at + 1, at, this.count);
      this.minor.copyWithin(at + 1, at, this.count);
    }
    this.day[at] = day;
    this.minor[at] = 0;
    this.count += 1;
    return at;
  }

  private makeRoom(): void {
    if (this.count < this.day.length) return;
    const { day, minor } = this;
    this.day = new Int32Array(day.length * 2);
    this.minor = new Float64Array(minor.length * 2);
    this.day.set(day);
    this.minor.set(minor);
  }
}

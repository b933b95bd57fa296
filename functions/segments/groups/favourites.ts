import { textOrder } from '../../customers/ledgerRow.ts';

/** Sums up one customer's orders by a word, to find the favourite; made once, used for all. */
export class Favourites {
  private readonly minor: Float64Array;
  private readonly orders: Int32Array;
  private readonly lastRow: Int32Array;
  private readonly touched: number[] = [];
  private readonly names: readonly string[];

  constructor(names: readonly string[]) {
    this.names = names;
    this.minor = new Float64Array(names.length);
    this.orders = new Int32Array(names.length);
    this.lastRow = new Int32Array(names.length).fill(-1);
  }

  /** A part of the order at `row`; of one order all parts come one after another. */
  add(code: number, row: number, minor: number): void {
    if (code < 0) return;
    if (this.orders[code] === 0) this.touched.push(code);
    if (this.lastRow[code] !== row) {
      this.lastRow[code] = row;
      this.orders[code] = (this.orders[code] ?? 0) + 1;
    }
    this.minor[code] = (this.minor[code] ?? 0) + minor;
  }

  /** Most spent on, in `least` orders or more; of equals more orders, then the name. −1: none. */
  bySpend(least: number): number {
    return this.best((one, other) => {
      const spent = (this.minor[one] ?? 0) - (this.minor[other] ?? 0);
      return spent === 0 ? (this.orders[one] ?? 0) - (this.orders[other] ?? 0) : spent;
    }, least);
  }

  /** In most orders, `least` or more; of equals more spent, then the name. −1: none. */
  byOrders(least: number): number {
    return this.best((one, other) => {
      const orders = (this.orders[one] ?? 0) - (this.orders[other] ?? 0);
      return orders === 0 ? (this.minor[one] ?? 0) - (this.minor[other] ?? 0) : orders;
    }, least);
  }

  /** Share of all that was spent on what most was spent on, 0–1; null where nothing was. */
  share(): number | null {
    let sum = 0;
    let most = 0;
    for (const code of this.touched) {
      const minor = Math.max(0, this.minor[code] ?? 0);
      sum += minor;
      most = Math.max(most, minor);
    }
    return sum > 0 ? most / sum : null;
  }

  /** The words met, in the order they were. */
  met(): readonly number[] {
    return this.touched;
  }

  clear(): void {
    for (const code of this.touched) {
      this.minor[code] = 0;
      this.orders[code] = 0;
      this.lastRow[code] = -1;
    }
    this.touched.length = 0;
  }

  private best(order: (one: number, other: number) => number, least: number): number {
    let best = -1;
    for (const code of this.touched) {
      if ((this.orders[code] ?? 0) < least || (this.minor[code] ?? 0) <= 0) continue;
      const ahead = best < 0 ? 1 : order(code, best);
      const first = ahead === 0 && textOrder(this.names[code] ?? '', this.names[best] ?? '') < 0;
      if (ahead > 0 || first) best = code;
    }
    return best;
  }
}

/** The place that was met most often, alone, and at least so often; −1: none. */
export function usual(counts: Int32Array, least: number): number {
  let best = -1;
  let most = least - 1;
  let alone = false;
  for (let i = 0; i < counts.length; i += 1) {
    const count = counts[i] ?? 0;
    if (count > most) {
      best = i;
      most = count;
      alone = true;
    } else if (count === most) alone = false;
  }
  return alone ? best : -1;
}

import { isSale, rowsOf, type OrderColumns } from '../orderColumns.ts';

/** From so many buyers on, the first tenth of them is early. */
const fewestBuyers = 10;
const firstShare = 0.1;
/** Days after a product's first sale in which every buyer is early. */
const newDays = 30;

/** Up to when a purchase of each product was an early one; one index a product. */
export interface EarlyCuts {
  /** Epoch seconds; 0: nobody was early by their place. */
  at: Uint32Array;
  /** Shop-calendar day; −1: nobody was early by the day. */
  day: Int32Array;
}

/**
 * As of an instant: early is who stands among the first 10 % of a product's buyers (fewer than that
 * share bought it strictly before; from ten buyers on), or bought within 30 days of its first sale.
 * A product that was there in the first 30 days we know of may be far older: by the day nobody was
 * early there.
 */
export function earlyCuts(orders: OrderColumns, asOf: number): EarlyCuts {
  const products = orders.productIds.length;
  const { product, at, count } = firstPurchases(orders, asOf);
  const offsets = new Int32Array(products + 1);
  for (let i = 0; i < count; i += 1) {
    const next = (product[i] ?? 0) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  for (let i = 0; i < products; i += 1) offsets[i + 1] = (offsets[i + 1] ?? 0) + (offsets[i] ?? 0);
  const buyers = new Uint32Array(count);
  const filled = offsets.slice();
  for (let i = 0; i < count; i += 1) {
    const one = product[i] ?? 0;
    buyers[filled[one] ?? 0] = at[i] ?? 0;
    filled[one] = (filled[one] ?? 0) + 1;
  }
  const cuts = { at: new Uint32Array(products), day: newUntil(orders, asOf) };
  for (let i = 0; i < products; i += 1) {
    const own = buyers.subarray(offsets[i], offsets[i + 1]);
    if (own.length >= fewestBuyers) {
      cuts.at[i] = own.sort()[Math.ceil(own.length * firstShare) - 1] ?? 0;
    }
  }
  return cuts;
}

/** When each customer first bought each product. */
function firstPurchases(orders: OrderColumns, asOf: number) {
  const product = new Int32Array(orders.lineProduct.length);
  const at = new Uint32Array(orders.lineProduct.length);
  const seenBy = new Int32Array(orders.productIds.length).fill(-1);
  let count = 0;
  for (let customer = 0; customer + 1 < orders.rowOffsets.length; customer += 1) {
    const { from, to } = rowsOf(orders, customer);
    for (let row = from; row < to; row += 1) {
      if (!isSale(orders, row, asOf)) continue;
      const end = orders.lineOffsets[row + 1] ?? 0;
      for (let line = orders.lineOffsets[row] ?? 0; line < end; line += 1) {
        const one = orders.lineProduct[line] ?? -1;
        if (one < 0 || seenBy[one] === customer) continue;
        seenBy[one] = customer;
        product[count] = one;
        at[count] = orders.placedAt[row] ?? 0;
        count += 1;
      }
    }
  }
  return { product, at, count };
}

/** The last day on which each product was new; sales without a customer are sales too. */
function newUntil(orders: OrderColumns, asOf: number): Int32Array {
  const none = -1;
  const first = new Int32Array(orders.productIds.length).fill(none);
  let firstOfAll = none;
  for (let row = 0; row < orders.count; row += 1) {
    if (!isSale(orders, row, asOf)) continue;
    const day = orders.day[row] ?? 0;
    if (firstOfAll === none || day < firstOfAll) firstOfAll = day;
    const end = orders.lineOffsets[row + 1] ?? 0;
    for (let line = orders.lineOffsets[row] ?? 0; line < end; line += 1) {
      const one = orders.lineProduct[line] ?? none;
      const known = first[one] ?? none;
      if (one >= 0 && (known === none || day < known)) first[one] = day;
    }
  }
  return first.map((day) => (day === none || day <= firstOfAll + newDays ? none : day + newDays));
}

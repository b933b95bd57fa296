/** The last whole number a double holds exactly; some ids must be beyond it, and odd. */
const beyondDouble = 9_007_199_254_740_993n;

/** Every so many customers and orders have an id no double can hold. */
const longCustomerEvery = 331;
const longOrderEvery = 499;

/** Ids of a generated history: clear of those the stand-in gives out later. */
export function customerIdAt(index: number): string {
  return index % longCustomerEvery === 7
    ? (beyondDouble + BigInt(index) * 2n).toString()
    : String(7_012_000_000_000 + index * 65_536 + (index % 7) * 32);
}

export function orderIdAt(number: number): string {
  return number % longOrderEvery === 11
    ? (beyondDouble + 10n ** 15n + BigInt(number) * 2n).toString()
    : String(5_104_000_000_000 + number * 32_768);
}

/** Ids of what is inside an order: lines, transactions, refunds. */
export function innerIds(number: number): () => string {
  let next = 12_000_000_000_000 + number * 64;
  return () => {
    next += 1;
    return String(next);
  };
}

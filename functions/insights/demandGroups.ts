import type { Shelf, Words } from '../segments/groups/shelf.ts';
import { LineSizes } from '../segments/groups/sizes.ts';
import type { OrderColumns } from '../segments/orderColumns.ts';
import type { DemandKey } from './products.schema.ts';

/** What lines are put together by; the last group is of lines of which it is not known. */
export interface DemandGroups {
  groupOf: (line: number) => number;
  groups: number;
  /** What each group is called, and its bounds where it is a price band (minor units). */
  names: readonly (string | null)[];
  prices: readonly ({ from: number | null; to: number | null } | null)[];
}

export function demandGroups(
  orders: OrderColumns,
  shelf: Shelf,
  of: DemandKey,
  isIn: (row: number) => boolean,
): DemandGroups {
  switch (of) {
    case 'type':
      return byWord(shelf.type.names, productCode(orders, shelf.type));
    case 'vendor':
      return byWord(shelf.vendor.names, productCode(orders, shelf.vendor));
    case 'size': {
      const sizes = new LineSizes(orders, shelf);
      return byWord(sizes.names, (line) => sizes.of(line));
    }
    case 'price':
      return byPrice(orders, isIn);
  }
}

const productCode =
  ({ lineProduct }: OrderColumns, { codes }: Words) =>
  (line: number) =>
    codes[lineProduct[line] ?? -1] ?? -1;

/** `codeOf`: the place among the names of a line's word; −1: not known. */
function byWord(names: readonly string[], codeOf: (line: number) => number): DemandGroups {
  return {
    groups: names.length + 1,
    names: [...names, null],
    prices: [...names.map(() => null), null],
    groupOf: (line) => {
      const code = codeOf(line);
      return code < 0 ? names.length : code;
    },
  };
}

/** Bands that each hold a quarter of the lines looked at, as far as equal prices allow. */
function byPrice(orders: OrderColumns, isIn: (row: number) => boolean): DemandGroups {
  const cuts = quarters(pricesOf(orders, isIn));
  const bounds = [null, ...cuts, null];
  const bands = cuts.length + 1;
  return {
    groups: bands + 1,
    names: Array.from({ length: bands + 1 }, () => null),
    prices: Array.from({ length: bands + 1 }, (_, band) =>
      band === bands ? null : { from: bounds[band] ?? null, to: bounds[band + 1] ?? null },
    ),
    groupOf: (line) => {
      const price = priceOf(orders, line);
      if (price === null) return bands;
      const above = cuts.findIndex((cut) => price < cut);
      return above < 0 ? bands - 1 : above;
    },
  };
}

/** What one piece cost after discounts, minor units; null without a piece. */
function priceOf(orders: OrderColumns, line: number): number | null {
  const quantity = orders.lineQuantity[line] ?? 0;
  return quantity <= 0 ? null : (orders.lineNetMinor[line] ?? 0) / quantity;
}

function pricesOf(orders: OrderColumns, isIn: (row: number) => boolean): Float64Array {
  const prices: number[] = [];
  for (let row = 0; row < orders.count; row += 1) {
    if (!isIn(row)) continue;
    const end = orders.lineOffsets[row + 1] ?? 0;
    for (let line = orders.lineOffsets[row] ?? 0; line < end; line += 1) {
      const price = priceOf(orders, line);
      if (price !== null) prices.push(price);
    }
  }
  return Float64Array.from(prices).sort();
}

/** Whole minor units at which the quarters meet; fewer where many lines cost the same. */
function quarters(sorted: Float64Array): number[] {
  const [lowest = 0] = sorted;
  const cuts = [0.25, 0.5, 0.75].map((share) =>
    Math.ceil(sorted[Math.floor(sorted.length * share)] ?? 0),
  );
  return [...new Set(cuts)].filter((cut) => cut > lowest);
}

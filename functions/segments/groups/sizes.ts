import { textOrder } from '../../customers/ledgerRow.ts';
import { Names } from '../names.ts';
import type { OrderColumns } from '../orderColumns.ts';
import type { ShopProduct, SizePlace } from './goods.ts';
import type { Shelf } from './shelf.ts';

/** What stands between the values of a product's options in a variant's title. */
const between = ' / ';
/** As many options as a product has at most. */
const mostOptions = 3;

/** Which of a product's options is its size; null: none is called as the shop calls sizes. */
export function sizePlaceOf(
  options: readonly string[],
  sizeOptions: readonly string[],
): SizePlace | null {
  const called = new Set(sizeOptions.map((name) => name.trim().toLowerCase()));
  const at = options.findIndex((name) => called.has(name.toLowerCase()));
  return at < 0 || at >= mostOptions ? null : { at, of: options.length };
}

/** Products with the place of their size, a page at a time. */
export async function* withSizes<Known extends ShopProduct & { options: readonly string[] }>(
  pages: AsyncIterable<readonly Known[]>,
  sizeOptions: readonly string[],
): AsyncGenerator<ShopProduct[], void, undefined> {
  for await (const page of pages) {
    yield page.map((product) => ({ ...product, size: sizePlaceOf(product.options, sizeOptions) }));
  }
}

/**
 * Sizes of lines as they were sold: of "M / Red" the part that is the size by the product's options.
 * Not known where the variant or the product was not told, or where the title has another number of
 * parts than the product has options. Sizes that differ in case alone are one.
 */
export class LineSizes {
  /** As they are written; of several ways that differ in case the first by code unit. */
  readonly names: readonly string[];
  /** The same in lower case, by which they are told apart. */
  readonly keys: readonly string[];
  private readonly orders: OrderColumns;
  private readonly shelf: Shelf;
  /** Parts of each variant's title, and the size that each of them is, if any line says so. */
  private readonly parts: Uint8Array;
  private readonly codes: Int32Array;

  constructor(orders: OrderColumns, shelf: Shelf) {
    this.orders = orders;
    this.shelf = shelf;
    const titles = orders.variantNames.map((title) => title.split(between));
    this.parts = Uint8Array.from(titles, ({ length }) => Math.min(length, mostOptions + 1));
    this.codes = new Int32Array(titles.length * mostOptions).fill(-1);
    const keys = new Names();
    const names: string[] = [];
    for (let line = 0; line < orders.lineVariant.length; line += 1) {
      const cell = this.cellOf(line);
      if (cell < 0 || this.codes[cell] !== -1) continue;
      const size = titles[Math.floor(cell / mostOptions)]?.[cell % mostOptions]?.trim() ?? '';
      if (size === '') continue;
      const code = keys.codeOf(size.toLowerCase());
      const known = names[code];
      if (known === undefined || textOrder(size, known) < 0) names[code] = size;
      this.codes[cell] = code;
    }
    this.names = names;
    this.keys = keys.all();
  }

  /** An index of `names`; −1: not known. */
  of(line: number): number {
    const cell = this.cellOf(line);
    return cell < 0 ? -1 : (this.codes[cell] ?? -1);
  }

  private cellOf(line: number): number {
    const variant = this.orders.lineVariant[line] ?? -1;
    const product = this.orders.lineProduct[line] ?? -1;
    if (variant < 0 || product < 0) return -1;
    const at = this.shelf.sizeAt[product] ?? -1;
    const known = at >= 0 && this.parts[variant] === this.shelf.optionCount[product];
    return known ? variant * mostOptions + at : -1;
  }
}

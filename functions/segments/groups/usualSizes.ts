import type { OrderColumns } from '../orderColumns.ts';
import { Favourites } from './favourites.ts';
import type { Shelf } from './shelf.ts';
import { LineSizes } from './sizes.ts';

/** A size is usual once it was bought again. */
const fewestOrders = 2;
const none = -1;

/** The sizes one customer after another buys: of all they buy, and by product type. */
export class UsualSizes {
  private readonly orders: OrderColumns;
  private readonly types: Shelf['type'];
  private readonly sizes: LineSizes;
  private readonly favourites: Favourites;
  private readonly named = new TypedSizes();
  /** Of this customer's lines of a known size: the row each is of, its size, type and amount. */
  private readonly rows: number[] = [];
  private readonly codes: number[] = [];
  private readonly typed: number[] = [];
  private readonly minors: number[] = [];

  constructor(orders: OrderColumns, shelf: Shelf) {
    this.orders = orders;
    this.types = shelf.type;
    this.sizes = new LineSizes(orders, shelf);
    this.favourites = new Favourites(this.sizes.keys);
  }

  /** All the sizes there are. */
  get names(): readonly string[] {
    return this.sizes.names;
  }

  /** A type with a size each, such as "Shirts M". */
  get typedNames(): readonly string[] {
    return this.named.names(this.types.names, this.names);
  }

  add(line: number, row: number): void {
    const size = this.names.length === 0 ? none : this.sizes.of(line);
    if (size === none) return;
    this.rows.push(row);
    this.codes.push(size);
    this.typed.push(this.types.codes[this.orders.lineProduct[line] ?? none] ?? none);
    this.minors.push(this.orders.lineNetMinor[line] ?? 0);
  }

  /** In most orders, of those in two or more; of equals most was spent on, then the name. −1: none. */
  usual(): number {
    return this.usualOf(null);
  }

  /** The same of each product type, as indexes of `typedNames`. */
  usualByType(): number[] {
    const found: number[] = [];
    for (const [at, type] of this.typed.entries()) {
      // Where it is met first, and only if it is met again.
      if (type === none || this.typed.indexOf(type) < at) continue;
      if (this.typed.indexOf(type, at + 1) < 0) continue;
      const size = this.usualOf(type);
      if (size !== none) found.push(this.named.codeOf(type, size));
    }
    return found;
  }

  clear(): void {
    if (this.rows.length === 0) return;
    for (const list of [this.rows, this.codes, this.typed, this.minors]) list.length = 0;
  }

  private usualOf(type: number | null): number {
    if (this.rows.length < fewestOrders) return none;
    for (let at = 0; at < this.rows.length; at += 1) {
      if (type !== null && this.typed[at] !== type) continue;
      this.favourites.add(this.codes[at] ?? none, this.rows[at] ?? none, this.minors[at] ?? 0);
    }
    const size = this.favourites.byOrders(fewestOrders);
    this.favourites.clear();
    return size;
  }
}

/** Pairs of a type and a size as small whole numbers, in the order they were first met. */
class TypedSizes {
  private readonly bySize: Map<number, number>[] = [];
  private readonly pairs: { type: number; size: number }[] = [];

  codeOf(type: number, size: number): number {
    const ofSize = (this.bySize[size] ??= new Map());
    const known = ofSize.get(type);
    if (known !== undefined) return known;
    ofSize.set(type, this.pairs.length);
    return this.pairs.push({ type, size }) - 1;
  }

  names(types: readonly string[], sizes: readonly string[]): string[] {
    return this.pairs.map(({ type, size }) => `${types[type] ?? ''} ${sizes[size] ?? ''}`);
  }
}

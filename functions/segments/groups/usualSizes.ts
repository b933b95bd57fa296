import { Names } from '../names.ts';
import type { OrderColumns } from '../orderColumns.ts';
import { Favourites } from './favourites.ts';
import type { Shelf } from './shelf.ts';
import { LineSizes } from './sizes.ts';

/** A size is usual once it was bought again. */
const fewestOrders = 2;

/** The sizes one customer after another buys: of all they buy, and by product type. */
export class UsualSizes {
  private readonly orders: OrderColumns;
  private readonly types: Shelf['type'];
  private readonly sizes: LineSizes;
  private readonly favourites: Favourites;
  private readonly named = new Names();
  /** This customer's lines of a known size, and the row each is of. */
  private readonly lines: number[] = [];
  private readonly rows: number[] = [];

  constructor(orders: OrderColumns, shelf: Shelf) {
    this.orders = orders;
    this.types = shelf.type;
    this.sizes = new LineSizes(orders, shelf);
    this.favourites = new Favourites(this.sizes.names);
  }

  /** All the sizes there are. */
  get names(): readonly string[] {
    return this.sizes.names;
  }

  /** A type with a size each, such as "Shirts M". */
  get typedNames(): readonly string[] {
    return this.named.all();
  }

  add(line: number, row: number): void {
    if (this.sizes.of(line) < 0) return;
    this.lines.push(line);
    this.rows.push(row);
  }

  /** In most orders, of those in two or more; of equals most was spent on, then the name. −1: none. */
  usual(): number {
    return this.usualOf(() => true);
  }

  /** The same of each product type, as indexes of `typedNames`. */
  usualByType(): number[] {
    if (this.lines.length < fewestOrders) return [];
    const types = new Set(this.lines.map((line) => this.typeOf(line)));
    return [...types].flatMap((type) => {
      const size = type < 0 ? -1 : this.usualOf((line) => this.typeOf(line) === type);
      if (size < 0) return [];
      return this.named.codeOf(`${this.types.names[type] ?? ''} ${this.names[size] ?? ''}`);
    });
  }

  clear(): void {
    this.lines.length = 0;
    this.rows.length = 0;
  }

  private usualOf(isAsked: (line: number) => boolean): number {
    if (this.lines.length < fewestOrders) return -1;
    for (const [at, line] of this.lines.entries()) {
      if (!isAsked(line)) continue;
      const minor = this.orders.lineNetMinor[line] ?? 0;
      this.favourites.add(this.sizes.of(line), this.rows[at] ?? -1, minor);
    }
    const size = this.favourites.byOrders(fewestOrders);
    this.favourites.clear();
    return size;
  }

  private typeOf(line: number): number {
    return this.types.codes[this.orders.lineProduct[line] ?? -1] ?? -1;
  }
}

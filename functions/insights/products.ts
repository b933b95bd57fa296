import { instantOf, moneyOf } from '../platform/apiValue.ts';
import { codeWords } from '../segments/columns.ts';
import type { Shelf, Words } from '../segments/groups/shelf.ts';
import type { History } from '../segments/histories.ts';
import { printQuery } from '../segments/query/print.ts';
import type { GoodsKey, Products, ProductsQuery, SplitKey } from './products.schema.ts';
import { tallySold, type SoldTally } from './soldTally.ts';
import { isAmong, scopeOf, type Scope } from './who.ts';

/** Names shown by themselves. */
const mostRows = 50;

/** What a query asks about, for what products are put together by. */
const boughtAttribute: Readonly<Record<GoodsKey, string>> = {
  type: 'bought_types',
  product: 'bought_products',
  vendor: 'bought_vendors',
};
export const classAttribute: Readonly<Record<SplitKey, string>> = {
  level: 'rfm_level',
  lifecycle: 'lifecycle',
  abc: 'abc',
};

/** What was ever sold, by name and by the classes customers have now. */
export function productsOf(history: History, shelf: Shelf, asked: ProductsQuery): Products {
  const { meta } = history;
  const words = wordsOf(shelf, asked.of);
  const all = sold(history, words, asked);
  const ranked = rank(all, words.names.length);
  const shown = ranked.slice(0, mostRows);
  const grouped = sold(history, regrouped(words, shown), asked);
  const classes = [...codeWords[asked.by], null];
  const scope = scopeOf(history.columns, asked.who);
  const rows = new RowView(grouped, asked, { classes, scope, currency: meta.currency });
  const whole = sold(history, { codes: words.codes.map(() => 0), names: [''] }, asked, 0);
  const rest = ranked.length - shown.length;
  const unknownAt = grouped.revenueMinor.length / grouped.classes - 1;
  return {
    computedAt: instantOf(meta.asOf),
    who: asked.who,
    wholesale: scope.wholesale,
    of: asked.of,
    by: asked.by,
    classes,
    rows: shown.map((code, at) => {
      const name = words.names[code] ?? '';
      return { name, ...rows.row(at, name) };
    }),
    rest: rest === 0 ? null : { names: rest, ...rows.row(shown.length, null) },
    unknown: rows.isEmpty(unknownAt) ? null : rows.row(unknownAt, null),
    total: new RowView(whole, asked, { classes, scope, currency: meta.currency }).row(0, null),
  };
}

export function wordsOf(shelf: Shelf, of: GoodsKey): Words {
  if (of === 'product') return shelf.title;
  return of === 'type' ? shelf.type : shelf.vendor;
}

/** Lines without a known name are the group after all names, unless `unknownIn` says which. */
function sold(
  { columns, orders, meta }: History,
  { codes, names }: Words,
  { who, by }: ProductsQuery,
  unknownIn = names.length,
): SoldTally {
  const own = columns[by];
  const none = codeWords[by].length;
  return tallySold({
    orders,
    asOf: meta.asOf,
    groupOf: (line) => {
      const code = codes[orders.lineProduct[line] ?? -1] ?? -1;
      return code < 0 ? unknownIn : code;
    },
    groups: Math.max(names.length, unknownIn) + (unknownIn === names.length ? 1 : 0),
    classOf: (customer) => {
      if (!isAmong(columns, customer, who)) return -1;
      const code = own[customer] ?? -1;
      return code < 0 ? none : code;
    },
    classes: none + 2,
    walkIns: who !== 'wholesale',
  });
}

/** Names with sales, most revenue first; of equals the one met first. */
function rank({ revenueMinor, orders, classes }: SoldTally, names: number): number[] {
  const sum = (of: Float64Array, at: number) =>
    of.subarray(at * classes, (at + 1) * classes).reduce((total, value) => total + value, 0);
  const revenue = Array.from({ length: names }, (_, at) => sum(revenueMinor, at));
  return revenue
    .map((_, at) => at)
    .filter((at) => sum(orders, at) > 0)
    .sort((one, other) => (revenue[other] ?? 0) - (revenue[one] ?? 0));
}

/** The names shown one by one, and all others as one after them. */
function regrouped({ codes, names }: Words, shown: readonly number[]): Words {
  const place = new Map(shown.map((code, at) => [code, at]));
  return {
    codes: codes.map((code) => (code < 0 ? -1 : (place.get(code) ?? shown.length))),
    names: [...shown.map((code) => names[code] ?? ''), ''],
  };
}

interface RowFrame {
  classes: readonly (string | null)[];
  scope: Scope;
  currency: string;
}

class RowView {
  private readonly tally: SoldTally;
  private readonly asked: ProductsQuery;
  private readonly frame: RowFrame;

  constructor(tally: SoldTally, asked: ProductsQuery, frame: RowFrame) {
    this.tally = tally;
    this.asked = asked;
    this.frame = frame;
  }

  isEmpty(at: number): boolean {
    const { orders, classes } = this.tally;
    return !orders.subarray(at * classes, (at + 1) * classes).some((count) => count > 0);
  }

  /** `name`: what a query can ask for; null: nothing can. */
  row(at: number, name: string | null): Products['total'] {
    const { classes } = this.frame;
    const start = at * this.tally.classes;
    const byClass = classes.map((key, index) => ({
      ...this.sums(start + index, 1),
      customers: this.tally.customers[start + index] ?? 0,
      query: this.query(name, this.condition(key)),
    }));
    return {
      ...this.sums(start, this.tally.classes),
      customers: byClass.reduce((sum, { customers }) => sum + customers, 0),
      query: this.query(name, null),
      byClass,
      walkIn: this.sums(start + classes.length, 1),
    };
  }

  private sums(from: number, cells: number) {
    const { revenueMinor, orders, pieces } = this.tally;
    const sum = (of: Float64Array) =>
      of.subarray(from, from + cells).reduce((total, value) => total + value, 0);
    return {
      revenue: moneyOf(sum(revenueMinor), this.frame.currency),
      orders: sum(orders),
      pieces: sum(pieces),
    };
  }

  private condition(key: string | null): string {
    const attribute = classAttribute[this.asked.by];
    return key === null ? `${attribute} IS NULL` : `${attribute} = '${key}'`;
  }

  private query(name: string | null, condition: string | null): string | null {
    if (name === null) return null;
    const attribute = boughtAttribute[this.asked.of];
    const bought = printQuery({ kind: 'contains', attribute, text: name });
    return this.frame.scope.query(
      condition === null ? bought : `${bought} AND ${condition}`,
      'any',
    );
  }
}

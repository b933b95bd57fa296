import { dateOfDay, type Calendar } from '../customers/calendar.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import type { MerchantFields } from '../customers/merchantFields.schema.ts';
import { ordersOfOne } from '../segments/groups/fillGroups.ts';
import type { Good } from '../segments/groups/goods.ts';
import {
  fewestEarly,
  type GroupColumns,
  type NamedColumn,
} from '../segments/groups/groupColumns.ts';

import { readGroups } from '../segments/groups/readGroups.ts';
import { shelfOf, type Shelf } from '../segments/groups/shelf.ts';
import type { Traits } from '../segments/groups/traits.ts';
import { weekdays } from '../segments/groups/weekdays.schema.ts';
import { isSale, type OrderColumns } from '../segments/orderColumns.ts';
import { nameOfField } from '../segments/query/attributes/fields.ts';
import { printQuery } from '../segments/query/print.ts';
import type { Standing } from '../segments/standing.ts';
import type { Taste } from './taste.schema.ts';

export interface TasteParts {
  rows: readonly LedgerRow[];
  standing: Pick<Standing, 'isLeftOut' | 'wholesaleByTag'>;
  /** The shop's sold products as of the last run. */
  goods: readonly Good[];
  traits: Traits;
  /** The merchant's own fields. */
  picked: MerchantFields['picked'];
  calendar: Calendar;
  /** Epoch seconds. */
  asOf: number;
  /** Order days within a year that make "again and again". */
  leastOrderDays: number;
}

const yearDays = 365;

/** One customer's groups, with what each rests on. */
export function tasteView(parts: TasteParts): Taste {
  const { rows, standing, calendar, asOf, traits } = parts;
  const orders = ordersOfOne(rows, standing, calendar);
  const shelf = shelfOf(parts.goods, orders.productIds);
  const groups = readGroups(orders, shelf, { asOf, calendar });
  const sales = salesOf(orders, asOf);
  const early = earlyOf(orders, shelf, sales);
  const weekday = weekdays[groups.weekday[0] ?? -1];
  const hour = groups.hour[0] ?? -1;
  const share = groups.vendorShare[0] ?? NaN;
  const favourite = (attribute: string, column: NamedColumn, of: (product: number) => number[]) => {
    const named = namedOf(attribute, wordOf(column));
    if (named === null) return null;
    return { ...named, share: shareOf(orders, sales, column.codes[0] ?? -1, of) };
  };
  return {
    orders: sales.length,
    favourites: {
      type: favourite('favourite_type', groups.names.favouriteType, codeIn(shelf.type.codes)),
      vendor: favourite(
        'favourite_vendor',
        groups.names.favouriteVendor,
        codeIn(shelf.vendor.codes),
      ),
      tag: favourite('favourite_tag', groups.names.favouriteTag, (product) =>
        Array.from(
          shelf.tags.codes.subarray(shelf.tagOffsets[product], shelf.tagOffsets[product + 1]),
        ),
      ),
    },
    sizes: parts.goods.some(({ size }) => size !== null) ? sizesOf(groups) : null,
    channel: namedOf('channel', wordOf(groups.names.channel)),
    weekday:
      weekday === undefined ? null : { day: weekday, query: `favourite_weekday = '${weekday}'` },
    hour: hour < 0 ? null : { hour, query: `favourite_hour = ${String(hour)}` },
    country: namedOf('country', traits.country),
    region: namedOf('region', traits.region),
    ageBand:
      traits.ageBand === null
        ? null
        : { band: traits.ageBand, query: `age_band = '${traits.ageBand}'` },
    fields: fieldsOf(parts),
    vendors: { sold: shelf.vendors, share: Number.isNaN(share) ? null : share },
    early,
    signs: signsOf(orders, sales, early, parts),
  };
}

/** Every picked field, those without a value too: there it is known that there is none. */
function fieldsOf({ traits, picked }: TasteParts): Taste['fields'] {
  return picked.map(({ field, name }) => ({
    name,
    values: (traits.fields[field] ?? []).map((value) => {
      const attribute = nameOfField(field);
      return { value, query: printQuery({ kind: 'contains', attribute, text: value }) };
    }),
  }));
}

function wordOf({ codes, names }: NamedColumn): string | null {
  return names[codes[0] ?? -1] ?? null;
}

function namedOf(attribute: string, name: string | null) {
  if (name === null) return null;
  const value = { kind: 'text', text: name } as const;
  return { name, query: printQuery({ kind: 'compare', attribute, operator: '=', value }) };
}

function sizesOf({ names, lists }: GroupColumns): NonNullable<Taste['sizes']> {
  const { codes, names: words } = lists.usualSizes;
  return {
    usual: namedOf('usual_size', wordOf(names.usualSize)),
    byType: Array.from(codes, (code) => {
      const name = words[code] ?? '';
      const query = printQuery({ kind: 'contains', attribute: 'usual_sizes', text: name });
      return { name, query };
    }),
  };
}

const codeIn = (codes: Int32Array) => (product: number) => [codes[product] ?? -1];

/** Rows that count as of an instant, oldest first. */
function salesOf(orders: OrderColumns, asOf: number): number[] {
  return Array.from({ length: orders.count }, (_, row) => row).filter((row) =>
    isSale(orders, row, asOf),
  );
}

function linesOf(orders: OrderColumns, row: number): { product: number; minor: number }[] {
  const from = orders.lineOffsets[row] ?? 0;
  const length = (orders.lineOffsets[row + 1] ?? 0) - from;
  return Array.from({ length }, (_, at) => ({
    product: orders.lineProduct[from + at] ?? -1,
    minor: orders.lineNetMinor[from + at] ?? 0,
  }));
}

/** Of what was spent on products of which this is known, the part of one word. */
function shareOf(
  orders: OrderColumns,
  sales: readonly number[],
  code: number,
  of: (product: number) => number[],
): number {
  let own = 0;
  let known = 0;
  for (const { product, minor } of sales.flatMap((row) => linesOf(orders, row))) {
    const codes = product < 0 ? [] : of(product).filter((one) => one >= 0);
    if (codes.length > 0) known += minor;
    if (codes.includes(code)) own += minor;
  }
  return known > 0 ? Math.min(1, Math.max(0, own / known)) : 0;
}

type Early = NonNullable<Taste['early']>[number];

function earlyOf(orders: OrderColumns, shelf: Shelf, sales: readonly number[]): Taste['early'] {
  const first = new Map<number, number>();
  for (const row of sales) {
    for (const { product } of linesOf(orders, row)) {
      if (product >= 0 && !first.has(product)) first.set(product, row);
    }
  }
  const telling = [...first].filter(
    ([product]) => (shelf.earlyAt[product] ?? 0) > 0 || (shelf.earlyDay[product] ?? -1) >= 0,
  );
  if (telling.length === 0) return null;
  return telling.flatMap(([product, row]) => earlyPurchase(orders, shelf, product, row) ?? []);
}

function earlyPurchase(
  orders: OrderColumns,
  shelf: Shelf,
  product: number,
  row: number,
): Early | null {
  const day = orders.day[row] ?? 0;
  const isFirst = (orders.placedAt[row] ?? 0) <= (shelf.earlyAt[product] ?? 0);
  if (!isFirst && day > (shelf.earlyDay[product] ?? -1)) return null;
  const title = shelf.title.names[shelf.title.codes[product] ?? -1] ?? '';
  return { product: title, on: dateOfDay(day), by: isFirst ? 'firstTenth' : 'firstDays' };
}

/** The other three are what people say, not what they buy. */
const toldOnly = { holds: null, missing: 'survey', evidence: null, least: null } as const;

function signsOf(
  orders: OrderColumns,
  sales: readonly number[],
  early: Taste['early'],
  { calendar, asOf, leastOrderDays }: TasteParts,
): Taste['signs'] {
  const days = new Set(sales.map((row) => orders.day[row] ?? 0));
  const since = calendar.dayOf(asOf) - yearDays;
  const recent = [...days].filter((day) => day > since).length;
  const tooEarly = days.size < 2;
  return [
    {
      sign: 'repeat',
      holds: tooEarly ? null : recent >= leastOrderDays,
      missing: tooEarly ? 'secondOrder' : null,
      evidence: recent,
      least: leastOrderDays,
    },
    { sign: 'suggestions', ...toldOnly },
    {
      sign: 'newProducts',
      holds: early === null ? null : early.length >= fewestEarly,
      missing: early === null ? 'newProducts' : null,
      evidence: early?.length ?? null,
      least: fewestEarly,
    },
    { sign: 'recommends', ...toldOnly },
    { sign: 'declinesOthers', ...toldOnly },
  ];
}

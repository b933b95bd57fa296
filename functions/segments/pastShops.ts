import { calendarOf, type Calendar } from '../customers/calendar.ts';
import { schemes, type Scheme } from '../customers/customer.schema.ts';
import { shopAsOf } from './asOf.ts';
import type { Cutoffs } from './classes.schema.ts';
import { codeWords, indexOfId, unknownInt, type Columns } from './columns.ts';
import { fillGroups } from './groups/fillGroups.ts';
import type { Good } from './groups/goods.ts';
import type { OpenGoods } from './groups/goodsFile.ts';
import type { Histories, History } from './histories.ts';
import { pastDayOf, type AskedDay } from './pastDay.ts';
import type { StandardsOf } from './placeColumns.ts';
import { groupAttributes } from './query/attributes/groups.ts';
import { contextOf } from './queryContext.ts';
import type { ClassSettings } from './run.schema.ts';
import { medianOf } from './shopSums.ts';
import type { ShopTotals } from './snapshot.schema.ts';
import { standardsOver } from './standards.ts';

/** Where every customer of the last run stood on one day; index i is theirs in `columns`. */
export interface PastClasses {
  /** YYYY-MM-DD, and the instant up to which things counted, epoch seconds. */
  date: string;
  asOf: number;
  cutoffs: Cutoffs;
  /** Codes of each scheme's classes; −1: not placed. */
  codes: ReadonlyMap<Scheme, Int8Array>;
  orders: Int32Array;
  netMinor: Float64Array;
  /** 1: on file by then. */
  there: Uint8Array;
  walkIn: { orders: number; netMinor: number };
  medians: Medians;
}

/** The middle customer of each ranking. */
export interface Medians {
  median: ShopTotals['median'];
  wholesale?: Pick<NonNullable<ShopTotals['wholesale']>, 'median'> | undefined;
}

export interface PastShop extends PastClasses {
  /** The run it was worked out from: ids, and what has no history. */
  columns: Columns;
  version: string;
  /** ISO 4217. */
  currency: string;
  /** First day of the shop's ledgers, a day number; null where there is no order. */
  firstDay: number | null;
}

/** Shops on past days, kept for a while: the same day is asked about again by the next page. */
export interface PastShops {
  /** `now` is epoch seconds of business time; null before the shop's first run. */
  on(shop: string, asked: AskedDay, now: number): Promise<PastShop | null>;
}

/** Some ten bytes a customer and scheme each: two dates of a movement, and one more of each. */
const mostKept = 4;

export function openPastShops(
  histories: Histories,
  settingsOf: (shop: string) => Promise<ClassSettings>,
  goods: OpenGoods,
): PastShops {
  const kept = new Map<string, PastClasses>();
  return {
    async on(shop, asked, now) {
      const history = await histories.open(shop);
      if (history === null) return null;
      const { meta, columns, orders } = history;
      const calendar = calendarOf(meta.timeZone);
      const day = pastDayOf(asked, calendar, now);
      const { version, currency } = meta;
      const common = { columns, version, currency, firstDay: firstDayOf(orders.day) };
      // The run itself is the word on its own day, and on those since.
      if (day.asOf >= meta.asOf) return { ...presentOf(history, day.date), ...common };
      const settings = await settingsOf(shop);
      const key = [shop, version, day.date, JSON.stringify(settings)].join(' ');
      const found = kept.get(key) ?? pastOf(history, settings, day, await goods.open(shop));
      kept.delete(key);
      kept.set(key, found);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
      return { ...found, ...common };
    },
  };
}

/** One customer's class on that day; null: not placed, or not among those of the run. */
export function classOn({ columns, codes }: PastShop, scheme: Scheme, id: string): string | null {
  const code = codes.get(scheme)?.[indexOfId(columns, id)] ?? unknownInt;
  return codeWords[scheme][code] ?? null;
}

function pastOf(
  history: History,
  settings: ClassSettings,
  { date, asOf }: { date: string; asOf: number },
  goods: readonly Good[],
): PastClasses {
  const calendar = calendarOf(history.meta.timeZone);
  const standardsOf = pastStandards(history, settings, { asOf, calendar }, goods);
  const past = shopAsOf(history, settings, { asOf, calendar }, standardsOf);
  const { columns, there, cutoffs, walkIn } = past;
  const { orders, netMinor } = columns;
  const medians = {
    median: medianOf(columns, 'retail'),
    wholesale: { median: medianOf(columns, 'wholesale') },
  };
  return { date, asOf, cutoffs, codes: codesOf(columns), orders, netMinor, there, walkIn, medians };
}

/** The merchant's standards asked of that day: of what had been bought by then, not since. */
function pastStandards(
  { meta, orders }: History,
  { standards }: ClassSettings,
  time: { asOf: number; calendar: Calendar },
  goods: readonly Good[],
): StandardsOf | null {
  if (standards.length === 0) return null;
  const ask = standardsOver(standards, contextOf(meta.timeZone, meta.currency, time.asOf));
  const asked = standards.map(({ query }) => query.toLowerCase()).join(' ');
  if (!groupAttributes.some(({ name }) => asked.includes(name))) return ask;
  const products = new Map(goods.map((good) => [good.productId, good]));
  return (columns) => {
    fillGroups(columns, orders, products, time);
    return ask(columns);
  };
}

function presentOf({ columns, meta }: History, date: string): PastClasses {
  const { orders, netMinor } = columns;
  return {
    date,
    asOf: meta.asOf,
    cutoffs: meta.cutoffs,
    codes: codesOf(columns),
    orders,
    netMinor,
    there: new Uint8Array(columns.count).fill(1),
    walkIn: meta.totals.walkIn,
    medians: meta.totals,
  };
}

function codesOf(columns: Columns): PastClasses['codes'] {
  return new Map(schemes.map((scheme) => [scheme, columns[scheme]]));
}

function firstDayOf(days: Int32Array): number | null {
  let first: number | null = null;
  for (const day of days) if (first === null || day < first) first = day;
  return first;
}

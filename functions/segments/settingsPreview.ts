import { schemes, type Scheme } from '../customers/customer.schema.ts';
import type { Cutoffs } from './classes.schema.ts';
import { codeWords, numbersFrom, unknownInt, type Columns, type NumericColumn } from './columns.ts';
import type { History } from './histories.ts';
import type { OrderColumns } from './orderColumns.ts';
import { cutoffsOfColumns, placeColumns, type OrdersOfRankings } from './placeColumns.ts';
import { contextOf } from './queryContext.ts';
import type { ClassSettings } from './run.schema.ts';
import { standardsOver } from './standards.ts';
import { orderValues, wholesaleUnder } from './wholesaleColumns.ts';
import { writeWindows } from './windowColumns.ts';
import type { WindowSettings } from './windows.ts';

/** How many customers a class holds as sorted last, and would hold. */
export interface Sizes {
  before: number;
  after: number;
}

/** One scheme under other settings. */
export interface SchemePreview {
  scheme: Scheme;
  /** Customers whose class would be another. */
  changed: number;
  groups: (Sizes & { key: string })[];
  unplaced: Sizes;
}

/** A shop's classes under other settings; nothing is written. */
export interface ClassPreview {
  customers: number;
  /** Customers whose class in any scheme would be another. */
  changed: number;
  schemes: SchemePreview[];
  cutoffs: { before: Cutoffs; after: Cutoffs };
}

/**
 * What these settings would make of the customers as the last run read them: exact cut-offs and
 * classes as of that run, so that nothing but the settings differs. Whose purchases are left out
 * as staff's stays as it was then.
 */
export function previewClasses(
  history: History,
  settings: ClassSettings,
  kept: Pick<ClassSettings, 'wholesale'> & WindowSettings,
): ClassPreview {
  const { columns, meta, orders } = history;
  const placed = withOwnClasses(columns);
  const sameRankings = JSON.stringify(kept.wholesale) === JSON.stringify(settings.wholesale);
  if (!sameRankings) {
    placed.wholesale.set(wholesaleUnder(settings.wholesale.tags, columns, orders, meta.asOf));
  }
  if (JSON.stringify(windowsIn(kept)) !== JSON.stringify(windowsIn(settings))) {
    writeWindows(placed, orders, settings, meta);
  }
  const values = sameRankings ? keptOrderValues(history) : orderValues(orders, placed, meta);
  const cutoffs = cutoffsOfColumns(placed, values, settings, meta);
  const standards = standardsOver(
    settings.standards,
    contextOf(meta.timeZone, meta.currency, meta.asOf),
  );
  const changed = placeColumns(placed, cutoffs, settings, meta.today, standards).length;
  return {
    customers: columns.count,
    changed,
    schemes: schemes.map((scheme) => compared(scheme, columns, placed)),
    cutoffs: { before: meta.cutoffs, after: cutoffs },
  };
}

function windowsIn({ abc, quadrant }: WindowSettings): (number | null)[] {
  return [abc.windowDays, quadrant.windowDays];
}

/** Columns whose classes, scores, ranking, lapse and windows may be written over; other figures are shared. */
function withOwnClasses(columns: Columns): Columns {
  const shared =
    <T extends object>(kind: new (length: number) => T) =>
    (name: NumericColumn): T =>
      ofKind(kind, columns[name]);
  return {
    ...columns,
    ...numbersFrom({
      int8: (name) => shared(Int8Array)(name).slice(),
      uint8: (name) => shared(Uint8Array)(name).slice(),
      int32: shared(Int32Array),
      uint32: shared(Uint32Array),
      float64: shared(Float64Array),
      float32: shared(Float32Array),
    }),
    lostFromDay: columns.lostFromDay.slice(),
    recentMinor: columns.recentMinor.slice(),
    recentOrderDays: columns.recentOrderDays.slice(),
    abcMinor: columns.abcMinor.slice(),
  };
}

function ofKind<T extends object>(kind: new (length: number) => T, values: object): T {
  if (values instanceof kind) return values;
  throw new TypeError(`a column is no ${kind.name}`);
}

function compared(scheme: Scheme, before: Columns, after: Columns): SchemePreview {
  const [then, now] = [before[scheme], after[scheme]];
  const keys: readonly string[] = codeWords[scheme];
  // Who is in no class, code −1, is counted first.
  const was = new Int32Array(keys.length + 1);
  const is = new Int32Array(keys.length + 1);
  let changed = 0;
  for (let i = 0; i < before.count; i += 1) {
    const [from, to] = [then[i] ?? unknownInt, now[i] ?? unknownInt];
    changed += Number(from !== to);
    was[from + 1] = (was[from + 1] ?? 0) + 1;
    is[to + 1] = (is[to + 1] ?? 0) + 1;
  }
  const sizes = (place: number): Sizes => ({ before: was[place] ?? 0, after: is[place] ?? 0 });
  return {
    scheme,
    changed,
    groups: keys.map((key, code) => ({ key, ...sizes(code + 1) })),
    unplaced: sizes(0),
  };
}

/** Order values of the shops asked about, for as long as their orders stay open. */
const known = new WeakMap<OrderColumns, OrdersOfRankings>();

/** The same for every preview that leaves the rankings as they are. */
function keptOrderValues({ columns, orders, meta }: History): OrdersOfRankings {
  const values = known.get(orders) ?? orderValues(orders, columns, meta);
  known.set(orders, values);
  return values;
}

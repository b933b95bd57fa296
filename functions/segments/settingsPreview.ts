import { schemes, type Scheme } from '../customers/customer.schema.ts';
import type { Cutoffs } from './classes.schema.ts';
import { codeWords, numbersFrom, unknownInt, type Columns, type NumericColumn } from './columns.ts';
import type { History } from './histories.ts';
import { cutoffsOfColumns, placeColumns } from './placeColumns.ts';
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
  { columns, meta, orders }: History,
  settings: ClassSettings,
  kept: Pick<ClassSettings, 'wholesale'> & WindowSettings,
): ClassPreview {
  const placed = withOwnClasses(columns);
  if (JSON.stringify(kept.wholesale) !== JSON.stringify(settings.wholesale)) {
    placed.wholesale.set(wholesaleUnder(settings.wholesale.tags, columns, orders, meta.asOf));
  }
  if (JSON.stringify(windowsIn(kept)) !== JSON.stringify(windowsIn(settings))) {
    writeWindows(placed, orders, settings, meta);
  }
  const values = orderValues(orders, placed, meta);
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

/** Columns whose classes, scores, ranking and windows may be written over; other figures are shared. */
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
    }),
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
  const sizes: Sizes[] = [...keys, null].map(() => ({ before: 0, after: 0 }));
  /** Beyond the last class stands who is in none. */
  const sizeOf = (code: number | undefined) => sizes[code ?? unknownInt] ?? sizes[keys.length];
  let changed = 0;
  for (let i = 0; i < before.count; i += 1) {
    if (then[i] !== now[i]) changed += 1;
    const was = sizeOf(then[i]);
    if (was !== undefined) was.before += 1;
    const is = sizeOf(now[i]);
    if (is !== undefined) is.after += 1;
  }
  return {
    scheme,
    changed,
    groups: keys.map((key, code) => ({ key, ...(sizes[code] ?? { before: 0, after: 0 }) })),
    unplaced: sizes[keys.length] ?? { before: 0, after: 0 },
  };
}

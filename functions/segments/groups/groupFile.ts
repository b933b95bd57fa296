import {
  Dictionary,
  Field,
  Float64,
  Int32,
  Int8,
  List,
  Utf8,
  makeData,
  vectorFromArray,
  type Data,
} from 'apache-arrow';
import { shopGroups } from '../../customers/customer.schema.ts';
import { nullsOf, type Nulls } from '../arrowNulls.ts';
import { ageBands } from './ageBands.schema.ts';
import {
  emptyGroups,
  listColumns,
  nameColumns,
  type FieldColumn,
  type GroupColumns,
  type ListedColumn,
  type NamedColumn,
} from './groupColumns.ts';
import { weekdays } from './weekdays.schema.ts';

/** What the columns of the merchant's own fields begin with. */
const fieldPrefix = 'metafields.';

/** The groups as columns of the snapshot's file: words as dictionaries, what is not known as null. */
export function groupData(groups: GroupColumns): [string, Data][] {
  return [
    ...nameColumns.map((name): [string, Data] => [name, namedData(groups.names[name])]),
    ...listColumns.map((name): [string, Data] => [name, listedData(groups.lists[name])]),
    ['shopifyGroup', codeData(new Int8(), groups.shopGroup, shopGroups)],
    ['ageBand', codeData(new Int8(), groups.ageBand, ageBands)],
    ...groups.fields.map((column): [string, Data] => [
      `${fieldPrefix}${column.field}`,
      listedData(column, nullsOf(column.known, 0)),
    ]),
    ['favouriteWeekday', codeData(new Int8(), groups.weekday, weekdays)],
    ['favouriteHour', makeData({ type: new Int32(), ...known(groups.hour) })],
    ['vendorShare', makeData({ type: new Float64(), ...known(groups.vendorShare) })],
    ['earlyProducts', makeData({ type: new Int32(), ...known(groups.earlyProducts) })],
  ];
}

/** `column`: a column of a file, undefined where the file is older than the column; `names`: all it has. */
export function groupsFrom(
  count: number,
  column: (name: string) => Data | undefined,
  names: readonly string[],
): GroupColumns {
  const groups = emptyGroups(count);
  for (const name of nameColumns) {
    const data = column(name);
    if (data !== undefined) groups.names[name] = { codes: int32(data), names: wordsOf(data) };
  }
  for (const name of listColumns) {
    const list = listedFrom(count, column(name));
    if (list !== null) groups.lists[name] = list;
  }
  const fields = names.flatMap((name): FieldColumn[] => {
    if (!name.startsWith(fieldPrefix)) return [];
    const list = listedFrom(count, column(name));
    const field = name.slice(fieldPrefix.length);
    return list === null ? [] : [{ field, known: knownIn(count, column(name)), ...list }];
  });
  const numbers = <T extends Int8Array | Int32Array | Float64Array>(
    name: string,
    kind: new (length: number) => T,
    empty: T,
  ): T => {
    const data = column(name);
    return data === undefined ? empty : sliced(data, kind);
  };
  return {
    ...groups,
    fields,
    shopGroup: numbers('shopifyGroup', Int8Array, groups.shopGroup),
    ageBand: numbers('ageBand', Int8Array, groups.ageBand),
    weekday: numbers('favouriteWeekday', Int8Array, groups.weekday),
    hour: numbers('favouriteHour', Int32Array, groups.hour),
    vendorShare: numbers('vendorShare', Float64Array, groups.vendorShare),
    earlyProducts: numbers('earlyProducts', Int32Array, groups.earlyProducts),
  };
}

function listedFrom(count: number, data: Data | undefined): ListedColumn | null {
  const child: Data | undefined = data?.children[0];
  if (data === undefined || child === undefined) return null;
  const codes = child.length === 0 ? new Int32Array(0) : int32(child);
  const offsets: unknown = data.valueOffsets;
  if (!(offsets instanceof Int32Array)) throw new Error('a list of the snapshot has no offsets');
  return { offsets: offsets.subarray(0, count + 1), codes, names: wordsOf(child) };
}

/** Arrow keeps validity a bit a value, and none where every value is there. */
function knownIn(count: number, data: Data | undefined): Uint8Array {
  const bits: unknown = data?.nullBitmap;
  const isWhole = data?.nullCount === 0 || !(bits instanceof Uint8Array) || bits.length === 0;
  return Uint8Array.from({ length: count }, (_, i) =>
    isWhole ? 1 : ((bits[i >> 3] ?? 0) >> (i & 7)) & 1,
  );
}

function namedData({ codes, names }: NamedColumn): Data {
  return codeData(new Int32(), codes, names);
}

function listedData(
  { offsets, codes, names }: ListedColumn,
  nulls: Nulls = { nullCount: 0 },
): Data {
  const child = codeData(new Int32(), codes, names);
  return makeData({
    type: new List(new Field('item', child.type, false)),
    length: offsets.length - 1,
    ...nulls,
    valueOffsets: offsets,
    child,
  });
}

function codeData(
  index: Int8 | Int32,
  codes: Int8Array | Int32Array,
  names: readonly string[],
): Data {
  const dictionary = vectorFromArray([...names], new Utf8());
  return makeData({ type: new Dictionary(new Utf8(), index), dictionary, ...known(codes) });
}

function wordsOf({ dictionary }: Data): string[] {
  return Array.from(dictionary ?? [], String);
}

function int32(data: Data): Int32Array {
  return sliced(data, Int32Array);
}

/** The values without the padding after them. */
function sliced<T extends Int8Array | Int32Array | Float64Array>(
  data: Data,
  kind: new (length: number) => T,
): T {
  const values: unknown = data.values;
  const part: unknown = values instanceof kind ? values.subarray(0, data.length) : null;
  if (part instanceof kind) return part;
  throw new Error(`a column of the snapshot is no ${kind.name}`);
}

/** The values, and which of them stand for "unknown". */
function known<T extends Int8Array | Int32Array | Float64Array>(data: T) {
  const unknown = data instanceof Float64Array ? NaN : -1;
  return { data, length: data.length, ...nullsOf(data, unknown) };
}

import {
  DateDay,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int32,
  Int8,
  List,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Uint32,
  Uint8,
  Utf8,
  makeData,
  tableFromIPC,
  tableToIPC,
  vectorFromArray,
  type Data,
} from 'apache-arrow';
import { nullsOf, type Nulls } from './arrowNulls.ts';
import {
  codeWords,
  emptyColumns,
  numbersFrom,
  numericColumns,
  unknownInt,
  type Columns,
  type NumericColumn,
} from './columns.ts';
import { groupData, groupsFrom } from './groups/groupFile.ts';
import { snapshotMetaSchema, type SnapshotMeta } from './snapshot.schema.ts';

const metaKey = 'clientele';

/**
 * One Arrow IPC file with the customers as columns, opened as it is by DuckDB, pandas and polars:
 * unknowns are nulls, classes are words, days are dates, instants are epoch seconds.
 */
export function writeSnapshotFile(columns: Columns, meta: SnapshotMeta): Uint8Array {
  const length = columns.count;
  const named: [string, Data][] = [
    [
      'id',
      makeData({
        type: new Utf8(),
        length,
        nullCount: 0,
        valueOffsets: columns.idOffsets,
        data: columns.idBytes,
      }),
    ],
    ...numericColumns.map((name): [string, Data] => [name, numericData(columns, name)]),
    ['tags', tagData(columns)],
    ...groupData(columns.groups),
  ];
  const fields = named.map(([name, data]) => new Field(name, data.type, data.nullCount > 0));
  const schema = new Schema(fields, new Map([[metaKey, JSON.stringify(meta)]]));
  const children = named.map(([, data]) => data);
  const struct = makeData({ type: new Struct(fields), length, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, struct)]), 'file');
}

/** Views into the file's own bytes; only the names of tags are decoded. */
export function readSnapshotFile(bytes: Uint8Array): { columns: Columns; meta: SnapshotMeta } {
  const table = tableFromIPC(bytes);
  const meta = snapshotMetaSchema.parse(JSON.parse(table.schema.metadata.get(metaKey) ?? '{}'));
  const count = table.numRows;
  if (count === 0) return { columns: emptyColumns(0), meta };
  const column = (name: string): Data => {
    const data: Data | undefined = table.getChild(name)?.data[0];
    if (data === undefined) throw new Error(`the snapshot has no column "${name}"`);
    return data;
  };
  const values =
    <T extends object>(kind: new (length: number) => T) =>
    (name: string): T =>
      ofKind(kind, column(name).values);
  /** A column newer than the file is unknown throughout, until the next run. */
  const known =
    <T extends object>(kind: new (length: number) => T, unknown: () => T) =>
    (name: string): T =>
      table.getChild(name) === null ? unknown() : values(kind)(name);
  const tags = column('tags');
  const [tagCodes] = tags.children;
  return {
    meta,
    columns: {
      count,
      idBytes: values(Uint8Array)('id'),
      idOffsets: ofKind(Int32Array, column('id').valueOffsets),
      ...numbersFrom({
        int8: known(Int8Array, () => new Int8Array(count).fill(unknownInt)),
        uint8: known(Uint8Array, () => new Uint8Array(count)),
        int32: known(Int32Array, () => new Int32Array(count).fill(unknownInt)),
        uint32: known(Uint32Array, () => new Uint32Array(count)),
        float64: known(Float64Array, () => new Float64Array(count).fill(NaN)),
        float32: (name) =>
          table.getChild(name) === null
            ? new Float32Array(count).fill(NaN)
            : narrowed(column(name).values),
      }),
      tagOffsets: ofKind(Int32Array, tags.valueOffsets),
      tagCodes: ofKind(Int32Array, tagCodes?.values),
      tagNames: Array.from(tagCodes?.dictionary ?? [], String),
      groups: groupsFrom(
        count,
        (name) => table.getChild(name)?.data[0],
        table.schema.fields.map(({ name }) => name),
      ),
    },
  };
}

function ofKind<T extends object>(kind: new (length: number) => T, values: unknown): T {
  if (values instanceof kind) return values;
  throw new Error(`a column of the snapshot is no ${kind.name}`);
}

/** Files of earlier versions hold these in twice the room. */
function narrowed(values: unknown): Float32Array {
  return values instanceof Float64Array ? Float32Array.from(values) : ofKind(Float32Array, values);
}

const dates: ReadonlySet<NumericColumn> = new Set([
  'firstDay',
  'lastDay',
  'rhythmLastDay',
  'lastFullPriceDay',
  'lastDiscountDay',
  'nextFromDay',
  'nextByDay',
  'lostFromDay',
]);

/** Zero says something here. */
const flags: ReadonlySet<NumericColumn> = new Set(['historyIncomplete', 'wholesale', 'rising']);

function numericData(columns: Columns, name: NumericColumn): Data {
  const data = columns[name].subarray(0, columns.count);
  const shared = { length: columns.count, ...nullsOf(data, unknownOf(data, name)) };
  if (data instanceof Int8Array) return codeData(data, name, shared);
  if (data instanceof Uint8Array) return makeData({ type: new Uint8(), data, ...shared });
  if (data instanceof Uint32Array) return makeData({ type: new Uint32(), data, ...shared });
  if (data instanceof Float64Array) return makeData({ type: new Float64(), data, ...shared });
  if (data instanceof Float32Array) return makeData({ type: new Float32(), data, ...shared });
  if (dates.has(name)) return makeData({ type: new DateDay(), data, ...shared });
  return makeData({ type: new Int32(), data, ...shared });
}

type Shared = Nulls & { length: number };

function codeData(data: Int8Array, name: string, shared: Shared): Data {
  const words: Readonly<Record<string, readonly string[]>> = codeWords;
  const dictionary = vectorFromArray(words[name] ?? [], new Utf8());
  const type = new Dictionary(new Utf8(), new Int8());
  return makeData({ type, data, dictionary, ...shared });
}

function tagData(columns: Columns): Data {
  const dictionary = vectorFromArray([...columns.tagNames], new Utf8());
  const type = new Dictionary(new Utf8(), new Int32());
  const length = columns.tagCodes.length;
  const child = makeData({ type, length, nullCount: 0, data: columns.tagCodes, dictionary });
  return makeData({
    type: new List(new Field('item', type, false)),
    length: columns.count,
    nullCount: 0,
    valueOffsets: columns.tagOffsets,
    child,
  });
}

/** The value that stands for "unknown" in a column; null: there is none. */
function unknownOf(data: Columns[NumericColumn], name: NumericColumn): number | null {
  if (flags.has(name)) return null;
  if (data instanceof Float64Array || data instanceof Float32Array) return NaN;
  return data instanceof Int8Array || data instanceof Int32Array ? unknownInt : 0;
}

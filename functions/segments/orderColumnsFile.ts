import {
  DateDay,
  Dictionary,
  Field,
  Float64,
  Int32,
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
  type DataType,
} from 'apache-arrow';
import { z } from 'zod';
import { nullsOf } from './arrowNulls.ts';
import { emptyOrderColumns, type OrderColumns } from './orderColumns.ts';

const metaKey = 'clientele';

/** What the file says of itself: the run it belongs to. */
const metaSchema = z.object({
  format: z.literal(1),
  shop: z.string(),
  version: z.string(),
  customers: z.number().int(),
  /** Customers a tag makes wholesale, by where they stand. */
  wholesaleByTag: z.array(z.number().int()),
});
export type OrdersMeta = Pick<z.infer<typeof metaSchema>, 'shop' | 'version'>;

/**
 * One Arrow IPC file with the shop's orders, a row each, opened as it is by DuckDB, pandas and
 * polars; `customer` is the row of the snapshot of the same version, null for a sale without one.
 */
export function writeOrderColumnsFile(orders: OrderColumns, of: OrdersMeta): Uint8Array {
  const rows = orders.count;
  const customers = orders.rowOffsets.length - 1;
  const refunds = structData([
    ['at', numbers(orders.refundAt)],
    ['minor', numbers(orders.refundMinor)],
  ]);
  const lines = structData([
    ['product', words(orders.lineProduct, orders.productIds)],
    ['quantity', numbers(orders.lineQuantity)],
    ['netMinor', numbers(orders.lineNetMinor)],
    ...variantData(orders),
  ]);
  const struct = structData([
    ['customer', numbers(customerOfRows(orders), -1)],
    ['placedAt', numbers(orders.placedAt)],
    ['day', dates(orders.day)],
    ['totalMinor', numbers(orders.totalMinor)],
    ['discountMinor', numbers(orders.discountMinor)],
    ['cancelledAt', numbers(orders.cancelledAt, 0)],
    ['marks', numbers(orders.marks)],
    ['channel', words(orders.channel, orders.channelNames)],
    ['refunds', listData(refunds, orders.refundOffsets, rows)],
    ['lines', listData(lines, orders.lineOffsets, rows)],
  ]);
  const wholesaleByTag = Array.from(orders.wholesaleByTag.keys()).filter(
    (index) => orders.wholesaleByTag[index] === 1,
  );
  const meta: z.infer<typeof metaSchema> = { format: 1, ...of, customers, wholesaleByTag };
  const schema = new Schema(struct.type.children, new Map([[metaKey, JSON.stringify(meta)]]));
  return tableToIPC(new Table(schema, [new RecordBatch(schema, struct)]), 'file');
}

/** Views into the file's own bytes; only names are decoded, and where each customer's rows begin. */
export function readOrderColumnsFile(bytes: Uint8Array): {
  orders: OrderColumns;
  meta: OrdersMeta;
} {
  const table = tableFromIPC(bytes);
  const { shop, version, ...meta } = metaSchema.parse(
    JSON.parse(table.schema.metadata.get(metaKey) ?? '{}'),
  );
  const orders = emptyOrderColumns({ customers: meta.customers, rows: 0, refunds: 0, lines: 0 });
  for (const index of meta.wholesaleByTag) orders.wholesaleByTag[index] = 1;
  const count = table.numRows;
  if (count === 0) return { orders, meta: { shop, version } };
  const column = (name: string): Data => {
    const data: Data | undefined = table.getChild(name)?.data[0];
    if (data === undefined) throw new Error(`the orders have no column "${name}"`);
    return data;
  };
  const refunds = column('refunds');
  const [refundAt, refundMinor] = refunds.children[0]?.children ?? [];
  const lines = column('lines');
  // Without the last in a shop whose lines tell of no variant, and in a file from before them.
  const [lineProduct, lineQuantity, lineNetMinor, lineVariant] = lines.children[0]?.children ?? [];
  const channel = column('channel');
  return {
    meta: { shop, version },
    orders: {
      ...orders,
      count,
      rowOffsets: offsetsOf(valuesOf(Int32Array, column('customer')), meta.customers),
      placedAt: valuesOf(Uint32Array, column('placedAt')),
      day: valuesOf(Int32Array, column('day')),
      totalMinor: valuesOf(Float64Array, column('totalMinor')),
      discountMinor: valuesOf(Float64Array, column('discountMinor')),
      cancelledAt: valuesOf(Uint32Array, column('cancelledAt')),
      marks: valuesOf(Uint8Array, column('marks')),
      channel: valuesOf(Int32Array, channel),
      channelNames: namesOf(channel),
      refundOffsets: startsOf(refunds),
      refundAt: valuesOf(Uint32Array, refundAt),
      refundMinor: valuesOf(Float64Array, refundMinor),
      lineOffsets: startsOf(lines),
      lineProduct: valuesOf(Int32Array, lineProduct),
      lineQuantity: valuesOf(Int32Array, lineQuantity),
      lineNetMinor: valuesOf(Float64Array, lineNetMinor),
      productIds: lineProduct === undefined ? [] : namesOf(lineProduct),
      lineVariant: valuesOf(Int32Array, lineVariant),
      variantNames: lineVariant === undefined ? [] : namesOf(lineVariant),
    },
  };
}

function variantData({ lineVariant, variantNames }: OrderColumns): [string, Data][] {
  return lineVariant.length === 0 ? [] : [['variant', words(lineVariant, variantNames)]];
}

function customerOfRows({ rowOffsets, count }: OrderColumns): Int32Array {
  const customer = new Int32Array(count).fill(-1);
  for (let i = 0; i + 1 < rowOffsets.length; i += 1) {
    customer.fill(i, rowOffsets[i], rowOffsets[i + 1]);
  }
  return customer;
}

/** Rows are kept customer by customer, sales without one last. */
function offsetsOf(customer: Int32Array, customers: number): Int32Array {
  const offsets = new Int32Array(customers + 1);
  for (const index of customer) if (index >= 0) offsets[index + 1] = (offsets[index + 1] ?? 0) + 1;
  for (let i = 0; i < customers; i += 1) offsets[i + 1] = (offsets[i + 1] ?? 0) + (offsets[i] ?? 0);
  return offsets;
}

function namesOf({ dictionary }: Data): string[] {
  return Array.from(dictionary ?? [], String);
}

type Numbers = Int32Array | Uint32Array | Uint8Array | Float64Array;

/** The values without the padding after them. */
function valuesOf<T extends Numbers>(kind: new (length: number) => T, data: Data | undefined): T {
  if (data === undefined || data.length === 0) return new kind(0);
  return sliced(kind, data.values, data.length);
}

/** Where each list begins, and where the last one ends. */
function startsOf(data: Data): Int32Array {
  return sliced(Int32Array, data.valueOffsets, data.length + 1);
}

function sliced<T extends Numbers>(
  kind: new (length: number) => T,
  values: unknown,
  length: number,
): T {
  const part: unknown = values instanceof kind ? values.subarray(0, length) : null;
  if (part instanceof kind) return part;
  throw new Error(`a column of the orders is no ${kind.name}`);
}

/** `unknown`: the value that Arrow is told is missing. */
function numbers(data: Numbers, unknown: number | null = null): Data {
  const shared = { length: data.length, ...nullsOf(data, unknown) };
  if (data instanceof Uint8Array) return makeData({ type: new Uint8(), data, ...shared });
  if (data instanceof Uint32Array) return makeData({ type: new Uint32(), data, ...shared });
  if (data instanceof Float64Array) return makeData({ type: new Float64(), data, ...shared });
  return makeData({ type: new Int32(), data, ...shared });
}

function dates(data: Int32Array): Data {
  return makeData({ type: new DateDay(), data, length: data.length, nullCount: 0 });
}

function words(data: Int32Array, names: readonly string[]): Data {
  const dictionary = vectorFromArray([...names], new Utf8());
  const type = new Dictionary(new Utf8(), new Int32());
  return makeData({ type, data, dictionary, length: data.length, ...nullsOf(data, -1) });
}

function structData(children: readonly (readonly [string, Data])[]): Data<Struct> {
  const fields = children.map(([name, data]) => new Field(name, data.type, data.nullCount > 0));
  const length = children[0]?.[1].length ?? 0;
  const data = children.map(([, child]) => child);
  return makeData({ type: new Struct(fields), length, nullCount: 0, children: data });
}

function listData(child: Data, valueOffsets: Int32Array, length: number): Data {
  const type = new List<DataType>(new Field('item', child.type, false));
  return makeData({ type, length, nullCount: 0, valueOffsets, child });
}

/** What a row is, as bits of its `marks`. */
export const orderMark = {
  /** Money given back that names no order. */
  credit: 1,
  /** Paid at least in part and no test: it may be an order that counts, by its dates and refunds. */
  counts: 2,
  /** A subscription's renewal. */
  renewal: 4,
  /** Placed for a company, and no test. */
  wholesale: 8,
  /** The buyer redeemed a code. */
  code: 16,
  /** A purchase of staff that the shop leaves out. */
  leftOut: 32,
} as const;

/**
 * The ledgers of a whole shop as columns, one index an order or credit, for whatever asks about a
 * past day. Money is minor units of the shop's currency, instants are epoch seconds (0: none), days
 * shop-calendar day numbers. Nothing in it is personal.
 */
export interface OrderColumns {
  count: number;
  /**
   * Rows of customer i, who stands at i in the run's `Columns`: `rowOffsets[i]…rowOffsets[i + 1]`,
   * oldest first. Those after the last customer's are sales without one.
   */
  rowOffsets: Int32Array;
  /** 1: a tag makes customer i a wholesale one, whatever was ordered. */
  wholesaleByTag: Uint8Array;
  placedAt: Uint32Array;
  day: Int32Array;
  /** Before refunds; negative for a credit. */
  totalMinor: Float64Array;
  discountMinor: Float64Array;
  cancelledAt: Uint32Array;
  marks: Uint8Array;
  /** An index of `channelNames`; −1: not known. */
  channel: Int32Array;
  channelNames: readonly string[];
  /** Refunds of row r: `refundOffsets[r]…refundOffsets[r + 1]`, oldest first. */
  refundOffsets: Int32Array;
  refundAt: Uint32Array;
  refundMinor: Float64Array;
  /** Lines of row r: `lineOffsets[r]…lineOffsets[r + 1]`. */
  lineOffsets: Int32Array;
  /** An index of `productIds`; −1: not known. */
  lineProduct: Int32Array;
  lineQuantity: Int32Array;
  lineNetMinor: Float64Array;
  productIds: readonly string[];
  /** What of its product a line was, an index of `variantNames`; −1: not told. Empty: of no line. */
  lineVariant: Int32Array;
  variantNames: readonly string[];
}

/** Room for so many customers, rows, refunds and lines; all values zero. */
export function emptyOrderColumns(
  room: Readonly<Record<'customers' | 'rows' | 'refunds' | 'lines', number>>,
): OrderColumns {
  return {
    count: room.rows,
    rowOffsets: new Int32Array(room.customers + 1),
    wholesaleByTag: new Uint8Array(room.customers),
    placedAt: new Uint32Array(room.rows),
    day: new Int32Array(room.rows),
    totalMinor: new Float64Array(room.rows),
    discountMinor: new Float64Array(room.rows),
    cancelledAt: new Uint32Array(room.rows),
    marks: new Uint8Array(room.rows),
    channel: new Int32Array(room.rows),
    channelNames: [],
    refundOffsets: new Int32Array(room.rows + 1),
    refundAt: new Uint32Array(room.refunds),
    refundMinor: new Float64Array(room.refunds),
    lineOffsets: new Int32Array(room.rows + 1),
    lineProduct: new Int32Array(room.lines),
    lineQuantity: new Int32Array(room.lines),
    lineNetMinor: new Float64Array(room.lines),
    productIds: [],
    lineVariant: new Int32Array(0),
    variantNames: [],
  };
}

/** Room for the variants of so many lines, none of them told. */
export function unknownVariants(lines: number): Int32Array {
  return new Int32Array(lines).fill(-1);
}

/** First and last (exclusive) row of customer i. */
export function rowsOf(orders: OrderColumns, customer: number): { from: number; to: number } {
  return {
    from: orders.rowOffsets[customer] ?? 0,
    to: orders.rowOffsets[customer + 1] ?? 0,
  };
}

/** The same of the sales without a customer. */
export function walkInRows(orders: OrderColumns): { from: number; to: number } {
  return { from: orders.rowOffsets.at(-1) ?? 0, to: orders.count };
}

/** Rows of customer i that were placed by an instant (epoch seconds). */
export function placedRows(
  orders: OrderColumns,
  customer: number,
  asOf: number,
): { from: number; to: number } {
  const { from, to } = rowsOf(orders, customer);
  let end = to;
  while (end > from && (orders.placedAt[end - 1] ?? 0) > asOf) end -= 1;
  return { from, to: end };
}

/**
 * What a row adds to net spend as of an instant (epoch seconds): `contributionMinor` of the ledger,
 * for a row that is known here; above 0 and no credit, it is an order that counts.
 */
export function rowMinor(orders: OrderColumns, row: number, asOf: number): number {
  return (orders.placedAt[row] ?? 0) > asOf ? 0 : placedMinor(orders, row, asOf);
}

/** The same of a row that was placed by then; most were neither cancelled nor refunded. */
export function placedMinor(orders: OrderColumns, row: number, asOf: number): number {
  const { marks, cancelledAt, refundOffsets, totalMinor } = orders;
  const wanted = orderMark.counts | orderMark.leftOut;
  if (((marks[row] ?? 0) & wanted) !== orderMark.counts) return 0;
  const isPlain = cancelledAt[row] === 0 && refundOffsets[row] === refundOffsets[row + 1];
  return isPlain ? (totalMinor[row] ?? 0) : minorLeft(orders, row, asOf);
}

function minorLeft(orders: OrderColumns, row: number, asOf: number): number {
  const cancelledAt = orders.cancelledAt[row] ?? 0;
  if (cancelledAt !== 0 && cancelledAt <= asOf) return 0;
  let minor = orders.totalMinor[row] ?? 0;
  const end = orders.refundOffsets[row + 1] ?? 0;
  for (let refund = orders.refundOffsets[row] ?? 0; refund < end; refund += 1) {
    if ((orders.refundAt[refund] ?? 0) <= asOf) minor -= orders.refundMinor[refund] ?? 0;
  }
  return minor;
}

/** Whether a row has this mark. */
export function isMarked(orders: OrderColumns, row: number, mark: keyof typeof orderMark): boolean {
  return ((orders.marks[row] ?? 0) & orderMark[mark]) !== 0;
}

/** Counted in frequency and recency as of an instant. */
export function isSale(orders: OrderColumns, row: number, asOf: number): boolean {
  return !isMarked(orders, row, 'credit') && rowMinor(orders, row, asOf) > 0;
}

export function dayAt({ day }: OrderColumns, row: number): number {
  return day[row] ?? 0;
}

export function discountAt({ discountMinor }: OrderColumns, row: number): number {
  return discountMinor[row] ?? 0;
}

/** 1: the buyer redeemed a code; else 0. */
export function hasCodeAt({ marks }: OrderColumns, row: number): number {
  return ((marks[row] ?? 0) & orderMark.code) / orderMark.code;
}

/** When a row was placed; 0 of no row, −1. */
export function instantAt({ placedAt }: OrderColumns, row: number): number {
  return row < 0 ? 0 : (placedAt[row] ?? 0);
}

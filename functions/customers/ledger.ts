import { orderFlags, payments, type OrderFlag, type OrderLine, type Refund } from './orderFact.ts';
import { revisionOf, rowOrder, type LedgerRow } from './ledgerRow.ts';
import { PackedReader, PackedWriter } from './packed.ts';

/**
 * First byte of every ledger; a change of layout gets a new number and keeps reading the old ones.
 * Only a ledger with a variant in it is of the second, in which each line is followed by its own:
 * without one the same rows are the same bytes as ever.
 */
export const codecVersions = { plain: 1, withVariants: 2 } as const;

/**
 * A ledger, packed. Per row, first what folding reads, then a length and the details it can skip:
 * state byte (credit, cancelled, refunds, discount, payment) · flags byte (with settled) · placedAt
 * from the row before · updatedAt and cancelledAt from placedAt · total · discount · refunds
 * (from placedAt, minor) · [order id, name, channel, refund ids, codes, lines, revision if any].
 */
export const rowBits = { credit: 1, cancelled: 2, refunds: 4, discount: 8 } as const;
export const paymentShift = 4;
export const settledBit = 0x80;

/** The same set of rows is the same bytes, in whatever order they came. */
export function packLedger(rows: readonly LedgerRow[]): Uint8Array {
  const writer = new PackedWriter();
  const variants = rows.some(hasVariants) ? new Map<string, number>() : null;
  writer.byte(variants === null ? codecVersions.plain : codecVersions.withVariants);
  let previous = 0;
  for (const row of [...rows].sort(rowOrder)) {
    writeRow(writer, row, previous, variants);
    previous = row.placedAt;
  }
  return writer.done();
}

/** One row by itself, for its size and its digest. */
export function packRow(row: LedgerRow): Uint8Array {
  const writer = new PackedWriter();
  writeRow(writer, row, 0, hasVariants(row) ? new Map() : null);
  return writer.done();
}

/** Rows oldest first. No bytes at all is an empty ledger. */
export function unpackLedger(bytes: Uint8Array): LedgerRow[] {
  const rows: LedgerRow[] = [];
  const { reader, variants } = openLedger(bytes);
  let previous = 0;
  while (!reader.ended) {
    const { detailsLength, refunds, ...head } = readHead(reader, previous);
    const end = reader.at + detailsLength;
    rows.push({ ...head, ...readDetails(reader, refunds, { end, variants }) });
    previous = head.placedAt;
  }
  return rows;
}

/** What folding needs of each row, ids and lines skipped: the fast path of a recompute. */
export type RowHead = ReturnType<typeof readHead>;

/** Calls `see` for each row, oldest first. */
export function scanLedger(bytes: Uint8Array, see: (head: RowHead) => void): void {
  const { reader } = openLedger(bytes);
  let previous = 0;
  while (!reader.ended) {
    const head = readHead(reader, previous);
    reader.at += head.detailsLength;
    previous = head.placedAt;
    see(head);
  }
}

/** `variants`: those met so far; null where the ledger is of the layout without. */
function openLedger(bytes: Uint8Array): { reader: PackedReader; variants: string[] | null } {
  const reader = new PackedReader(bytes);
  if (reader.ended) return { reader, variants: null };
  switch (reader.byte()) {
    case codecVersions.plain:
      return { reader, variants: null };
    case codecVersions.withVariants:
      return { reader, variants: [] };
    default:
      throw new Error('a ledger of an unknown codec version');
  }
}

type MetVariants = Map<string, number> | null;

function writeRow(
  writer: PackedWriter,
  row: LedgerRow,
  previousAt: number,
  variants: MetVariants,
): void {
  writer.byte(
    (row.kind === 'credit' ? rowBits.credit : 0) |
      (row.cancelledAt === null ? 0 : rowBits.cancelled) |
      (row.refunds.length === 0 ? 0 : rowBits.refunds) |
      (row.discountMinor === 0 ? 0 : rowBits.discount) |
      (payments.indexOf(row.payment) << paymentShift),
  );
  writer.byte(
    row.flags.reduce((set, flag) => set | (1 << orderFlags.indexOf(flag)), 0) |
      (row.settled ? settledBit : 0),
  );
  writer.signed(row.placedAt - previousAt);
  writer.signed(row.updatedAt - row.placedAt);
  if (row.cancelledAt !== null) writer.signed(row.cancelledAt - row.placedAt);
  writer.signed(row.totalMinor);
  if (row.discountMinor !== 0) writer.signed(row.discountMinor);
  if (row.refunds.length > 0) writer.unsigned(row.refunds.length);
  for (const refund of row.refunds) {
    writer.signed(refund.at - row.placedAt);
    writer.signed(refund.minor);
  }
  const details = packDetails(row, variants);
  writer.unsigned(details.length);
  writer.raw(details);
}

function packDetails(row: LedgerRow, variants: MetVariants): Uint8Array {
  const writer = new PackedWriter();
  writer.id(row.orderId);
  writer.id(row.name);
  writer.id(row.channel);
  for (const refund of row.refunds) writer.id(refund.refundId);
  writer.unsigned(row.codes.length);
  for (const code of row.codes) writer.text(code);
  writer.unsigned(row.lines.length);
  for (const line of row.lines) {
    writer.id(line.productId);
    writer.signed(line.quantity);
    writer.signed(line.netMinor);
    if (variants !== null) writeVariant(writer, line, variants);
  }
  if (row.revision !== undefined) writer.unsigned(row.revision);
  return writer.done();
}

function hasVariants({ lines }: LedgerRow): boolean {
  return lines.some(({ variant }) => variant !== undefined);
}

/** 0: none; else its place among the variants of the ledger so far, a new one with its text. */
function writeVariant(
  writer: PackedWriter,
  { variant }: OrderLine,
  met: Map<string, number>,
): void {
  const place = variant === undefined ? 0 : met.get(variant);
  writer.unsigned(place ?? met.size + 1);
  if (variant === undefined || place !== undefined) return;
  met.set(variant, met.size + 1);
  writer.text(variant);
}

function readVariant(reader: PackedReader, met: string[]): Pick<OrderLine, 'variant'> {
  const place = reader.unsigned();
  if (place > met.length) met.push(reader.text());
  const variant = met[place - 1];
  return variant === undefined ? {} : { variant };
}

const noRefunds: Pick<Refund, 'at' | 'minor'>[] = [];
const flagsOfByte: OrderFlag[][] = Array.from({ length: settledBit }, (_, byte) =>
  orderFlags.filter((_flag, index) => (byte & (1 << index)) !== 0).sort(),
);

function readHead(reader: PackedReader, previousAt: number) {
  const state = reader.byte();
  const flagByte = reader.byte();
  const placedAt = previousAt + reader.signed();
  const updatedAt = placedAt + reader.signed();
  const cancelledAt = (state & rowBits.cancelled) === 0 ? null : placedAt + reader.signed();
  const totalMinor = reader.signed();
  const discountMinor = (state & rowBits.discount) === 0 ? 0 : reader.signed();
  const refunds = (state & rowBits.refunds) === 0 ? noRefunds : readRefunds(reader, placedAt);
  return {
    updatedAt,
    settled: (flagByte & settledBit) !== 0,
    placedAt,
    cancelledAt,
    kind: (state & rowBits.credit) === 0 ? ('order' as const) : ('credit' as const),
    payment: payments[state >> paymentShift] ?? ('unknown' as const),
    totalMinor,
    refunds,
    discountMinor,
    flags: flagsOfByte[flagByte & ~settledBit] ?? [],
    detailsLength: reader.unsigned(),
  };
}

function readRefunds(reader: PackedReader, placedAt: number): Pick<Refund, 'at' | 'minor'>[] {
  const refunds: Pick<Refund, 'at' | 'minor'>[] = [];
  for (let left = reader.unsigned(); left > 0; left -= 1) {
    refunds.push({ at: placedAt + reader.signed(), minor: reader.signed() });
  }
  return refunds;
}

function readDetails(
  reader: PackedReader,
  moved: readonly Pick<Refund, 'at' | 'minor'>[],
  { end, variants }: { end: number; variants: string[] | null },
) {
  const orderId = reader.id() ?? '';
  const name = reader.id();
  const channel = reader.id();
  const refunds = moved.map((refund) => ({ refundId: reader.id() ?? '', ...refund }));
  const codes: string[] = [];
  for (let left = reader.unsigned(); left > 0; left -= 1) codes.push(reader.text());
  const lines: OrderLine[] = [];
  for (let left = reader.unsigned(); left > 0; left -= 1) {
    const line = {
      productId: reader.id(),
      quantity: reader.signed(),
      netMinor: reader.signed(),
    };
    lines.push(variants === null ? line : { ...line, ...readVariant(reader, variants) });
  }
  const revision = revisionOf(reader.at < end ? reader.unsigned() : 0);
  return { orderId, name, channel, refunds, codes, lines, ...revision };
}

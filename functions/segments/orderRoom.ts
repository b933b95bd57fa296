import { emptyOrderColumns, unknownVariants, type OrderColumns } from './orderColumns.ts';

/** Rows, refunds and lines there is to be room for. */
type Needed = Readonly<Record<'rows' | 'refunds' | 'lines', number>>;

export function hasRoom({ count, refundAt, lineProduct }: OrderColumns, needed: Needed): boolean {
  return (
    needed.rows <= count && needed.refunds <= refundAt.length && needed.lines <= lineProduct.length
  );
}

/** The same rows with room for more; each kind grows by doubling. */
export function widened(columns: OrderColumns, needed: Needed): OrderColumns {
  return resized(columns, {
    customers: 0,
    rows: doubled(columns.count, needed.rows),
    refunds: doubled(columns.refundAt.length, needed.refunds),
    lines: doubled(columns.lineProduct.length, needed.lines),
  });
}

function doubled(room: number, needed: number): number {
  let wide = room;
  while (wide < needed) wide *= 2;
  return wide;
}

function resized(from: OrderColumns, room: Parameters<typeof emptyOrderColumns>[0]): OrderColumns {
  const to = emptyOrderColumns(room);
  to.placedAt.set(from.placedAt);
  to.day.set(from.day);
  to.totalMinor.set(from.totalMinor);
  to.discountMinor.set(from.discountMinor);
  to.cancelledAt.set(from.cancelledAt);
  to.marks.set(from.marks);
  to.channel.set(from.channel);
  to.refundOffsets.set(from.refundOffsets);
  to.refundAt.set(from.refundAt);
  to.refundMinor.set(from.refundMinor);
  to.lineOffsets.set(from.lineOffsets);
  to.lineProduct.set(from.lineProduct);
  to.lineQuantity.set(from.lineQuantity);
  to.lineNetMinor.set(from.lineNetMinor);
  if (from.lineVariant.length > 0) {
    to.lineVariant = unknownVariants(room.lines);
    to.lineVariant.set(from.lineVariant);
  }
  return to;
}

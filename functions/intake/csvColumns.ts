import { Refusal } from '../platform/refusal.ts';
import type { CsvMapping } from './csvMapping.schema.ts';

/** Fields of an order that any of its rows may carry; the first row that does is believed. */
const orderFields = [
  'name',
  'customerId',
  'email',
  'placedAt',
  'cancelledAt',
  'total',
  'discount',
  'codes',
  'refunded',
  'currency',
  'channel',
  'payment',
  'credit',
] as const;
export type OrderField = (typeof orderFields)[number];

const lineFields = ['product', 'quantity', 'unitPrice', 'total', 'discount'] as const;
export type LineField = (typeof lineFields)[number];

/** Where in a row each mapped value stands. */
export interface CsvColumns {
  count: number;
  group: number | undefined;
  id: number[];
  order: [OrderField, number][];
  line: Partial<Record<LineField, number>>;
}

/**
 * Finds the mapped columns in the file's first row.
 * @throws Refusal 'invalid' that names the columns it lacks
 */
export function findColumns(header: readonly string[], mapping: CsvMapping): CsvColumns {
  const names = new Map(header.map((name, index) => [name.trim(), index]));
  const lacking: string[] = [];
  const place = (name: string): number => {
    const index = names.get(name);
    if (index === undefined) lacking.push(name);
    return index ?? -1;
  };

  const named: Record<OrderField, string | undefined> = {
    name: mapping.order.name,
    customerId: mapping.customer.id,
    email: mapping.customer.email,
    placedAt: mapping.placedAt.column,
    cancelledAt: mapping.cancelledAt?.column,
    total: mapping.total,
    discount: mapping.discount,
    codes: mapping.codes,
    refunded: mapping.refunded,
    currency: mapping.currency,
    channel: mapping.channel,
    payment: mapping.payment?.column,
    credit: mapping.credit?.column,
  };
  const columns: CsvColumns = {
    count: header.length,
    group: mapping.order.group === undefined ? undefined : place(mapping.order.group),
    id: mapping.order.id.map(place),
    order: orderFields.flatMap((field) => {
      const name = named[field];
      return name === undefined ? [] : [[field, place(name)] satisfies [OrderField, number]];
    }),
    line: Object.fromEntries(
      lineFields.flatMap((field) => {
        const name = mapping.line?.[field];
        return name === undefined ? [] : [[field, place(name)]];
      }),
    ),
  };
  if (lacking.length > 0) {
    const list = [...new Set(lacking)].map((name) => `"${name}"`).join(', ');
    throw new Refusal(
      'invalid',
      `The file has no column ${list}. A file that is not an order export of Shopify needs a mapping file (docs/import.md).`,
    );
  }
  return columns;
}

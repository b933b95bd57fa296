import type { z } from 'zod';
import { csvMappingSchema, type CsvMapping } from './csvMapping.schema.ts';

const format = 'yyyy-MM-dd HH:mm:ss Z';

/**
 * The columns of Shopify's own order export. An order has one row a line; only the first carries
 * its totals, state and id, the others repeat its name.
 */
export const shopifyExport: CsvMapping = csvMappingSchema.parse({
  order: { id: ['Id'], group: 'Name', name: 'Name' },
  customer: { email: 'Email' },
  placedAt: { column: 'Created at', format },
  cancelledAt: { column: 'Cancelled at', format },
  line: {
    quantity: 'Lineitem quantity',
    unitPrice: 'Lineitem price',
    discount: 'Lineitem discount',
  },
  total: 'Total',
  discount: 'Discount Amount',
  codes: 'Discount Code',
  refunded: 'Refunded Amount',
  currency: 'Currency',
  channel: 'Source',
  payment: {
    column: 'Financial Status',
    values: {
      pending: 'pending',
      authorized: 'authorized',
      partially_paid: 'partiallyPaid',
      paid: 'paid',
      partially_refunded: 'partiallyRefunded',
      refunded: 'refunded',
      voided: 'voided',
      expired: 'expired',
    },
  },
} satisfies z.input<typeof csvMappingSchema>);

/**
 * The export's mapping for a file with these columns: people delete columns before they share a
 * file, and what only adds detail may be missing. Without the order's id, name, buyer, state, date
 * or total the numbers would be wrong, so those stay and are asked for.
 */
export function shopifyExportOf(header: readonly string[]): CsvMapping {
  const here = new Set(header.map((name) => name.trim()));
  const kept = (name: string | undefined) => name !== undefined && here.has(name);
  const {
    cancelledAt,
    line = {},
    discount,
    codes,
    refunded,
    currency,
    channel,
    ...needed
  } = shopifyExport;
  const lines = Object.entries(line).filter(([, name]) => kept(name));
  const details = Object.entries({ discount, codes, refunded, currency, channel });
  return {
    ...needed,
    ...Object.fromEntries(details.filter(([, name]) => kept(name))),
    ...(kept(cancelledAt?.column) ? { cancelledAt } : {}),
    ...(lines.length > 0 ? { line: Object.fromEntries(lines) } : {}),
  };
}

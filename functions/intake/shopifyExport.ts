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

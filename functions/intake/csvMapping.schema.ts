import { z } from 'zod';
import { payments } from '../customers/orderFact.ts';

/** Which columns of a merchant's file say what; written by hand, so unknown words are refused. */
const column = z.string().min(1);

const instantColumnSchema = z.strictObject({
  column,
  /** Pieces yyyy MM M dd d HH H mm ss, and Z for an offset such as +0900; all else stands for itself. */
  format: z.string().min(1),
  /** IANA zone of times without an offset; without one the shop's. */
  timeZone: z.string().optional(),
});

export const csvMappingSchema = z.strictObject({
  /** For people; nothing reads it. */
  description: z.string().optional(),
  /** The shop the file comes from, for a shop on one machine that is made to hold it. */
  shop: z
    .strictObject({
      /** ISO 4217. */
      currency: z.string().length(3).optional(),
      /** IANA. */
      timeZone: z.string().optional(),
    })
    .optional(),
  delimiter: z.string().length(1).default(','),
  /** Decimal sign of amounts. */
  decimal: z.enum(['.', ',']).default('.'),
  order: z.strictObject({
    /** Columns that make up the order's id, in this order. */
    id: z.array(column).min(1),
    /** Each row is an order of its own: its position in the file is added to the id. */
    perRow: z.boolean().default(false),
    /** Rows with the same value are one order; without it, rows with the same id. */
    group: column.optional(),
    /** What staff and buyers call it; without it, the id. */
    name: column.optional(),
  }),
  /** Neither: every order is a guest's. An id is preferred where a row has both. */
  customer: z.strictObject({ id: column.optional(), email: column.optional() }).default({}),
  placedAt: instantColumnSchema,
  cancelledAt: instantColumnSchema.optional(),
  line: z
    .strictObject({
      product: column.optional(),
      quantity: column.optional(),
      /** For one piece; multiplied by the quantity. */
      unitPrice: column.optional(),
      /** For the whole line; used where there is no unit price. */
      total: column.optional(),
      /** Taken off the line. */
      discount: column.optional(),
    })
    .optional(),
  /** The order's total; without it, the exact sum of its lines, rounded once. */
  total: column.optional(),
  discount: column.optional(),
  codes: column.optional(),
  refunded: column.optional(),
  currency: column.optional(),
  channel: column.optional(),
  /** Without it every order counts as paid. */
  payment: z.strictObject({ column, values: z.record(z.string(), z.enum(payments)) }).optional(),
  /** Rows whose value starts so are money given back that names no order. */
  credit: z.strictObject({ column, prefix: z.string().min(1) }).optional(),
  /** What to do with an order whose total is zero. */
  zeroTotal: z.enum(['keep', 'skip']).default('keep'),
});
export type CsvMapping = z.infer<typeof csvMappingSchema>;

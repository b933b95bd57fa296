import { z } from 'zod';
import { schemes } from '../customers/customer.schema.ts';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';

/** Bodies of `GET /api/insights/movement` and `GET /api/insights/as-of`. */

export const movementQuerySchema = z.object({
  scheme: z.enum(schemes).default('lifecycle'),
  /** Days of the shop's calendar, YYYY-MM-DD; without them the last 30 days. */
  from: z.string().max(20).optional(),
  to: z.string().max(20).optional(),
});
export type MovementQuery = z.infer<typeof movementQuerySchema>;

/** What is not known of a past day and stands in with today's value. */
export const withoutHistory = [
  'payment',
  'tags',
  'consent',
  'address',
  'products',
  'incomplete',
  'settings',
  'listed',
] as const;
const withoutHistorySchema = z.array(z.enum(withoutHistory));

const daySchema = z.object({
  date: z.iso.date(),
  /** Up to when things counted. */
  asOf: instantSchema,
  /** On file by then. */
  customers: z.number().int(),
});

export const movementSchema = z.object({
  scheme: z.enum(schemes),
  from: daySchema,
  to: daySchema,
  /** Classes in their own order; besides them a customer may be `unplaced`, or `not_there` yet. */
  classes: z.array(z.string()),
  /** Pairs with somebody in them; `moved` lists exactly these at `/api/customers?moved=`. */
  cells: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      customers: z.number().int(),
      netSpent: moneySchema,
      moved: z.string(),
    }),
  ),
  stayed: z.number().int(),
  changed: z.number().int(),
  arrived: z.number().int(),
  /** Worked out from the ledgers; of these, today's value stands in. */
  todaysValues: withoutHistorySchema,
});
export type MovementView = z.infer<typeof movementSchema>;

export const asOfQuerySchema = z.object({ date: z.string().max(20).optional() });

const groupSchema = z.object({
  key: z.string(),
  customers: z.number().int(),
  netSpent: moneySchema,
});

export const asOfSchema = z.object({
  date: z.iso.date(),
  asOf: instantSchema,
  /** The first order on file; before it there is nobody to place. */
  firstOrderOn: z.iso.date().nullable(),
  customers: z.number().int(),
  orders: z.number().int(),
  netSpent: moneySchema,
  walkIn: z.object({ orders: z.number().int(), netSpent: moneySchema }),
  schemes: z.array(z.object({ scheme: z.enum(schemes), groups: z.array(groupSchema) })),
  todaysValues: withoutHistorySchema,
});
export type AsOfView = z.infer<typeof asOfSchema>;

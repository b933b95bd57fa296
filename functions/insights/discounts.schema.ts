import { z } from 'zod';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';
import {
  attitudeKeys,
  buyerKeys,
  comebackKeys,
  discountLevels,
  meansKeys,
  neededKeys,
  stateKeys,
  timingKeys,
} from './discountTally.ts';

const tallySchema = z.object({
  orders: z.number().int(),
  discount: moneySchema,
  /** What these orders brought, refunds taken off. */
  revenue: moneySchema,
});
const partSchema = <const Key extends readonly [string, ...string[]]>(keys: Key) =>
  z.array(tallySchema.extend({ key: z.enum(keys) }));
/** `query` lists exactly these customers; null where there are none to list. */
const peopleSchema = tallySchema.extend({
  customers: z.number().int(),
  query: z.string().nullable(),
});
const comebackSchema = z.record(z.enum(comebackKeys), z.number().int());

/** Answer of `GET /api/insights/discounts`: every part adds up to `discounted`. */
export const discountCheckupSchema = z.object({
  /** Name and zone of the shop, for a page that is printed. */
  shop: z.object({ name: z.string(), timeZone: z.string() }),
  computedAt: instantSchema,
  /** First and last day looked at, on the shop's calendar. */
  from: z.string(),
  to: z.string(),
  /** Days between the shop's first order and the last day looked at. */
  historyDays: z.number().int(),
  /** All orders that count, and those of them with a discount. */
  all: tallySchema,
  discounted: peopleSchema,
  /** Discounts as a share of the full price of all orders, 0 to 1; null without an order. */
  shareOfFullPrice: z.number().nullable(),
  byMeans: partSchema(meansKeys),
  byMonth: z.array(z.object({ month: z.string(), all: tallySchema, discounted: tallySchema })),
  byBuyer: partSchema(buyerKeys),
  byLevel: z.array(peopleSchema.extend({ key: z.enum(discountLevels) })),
  byAttitude: z.array(peopleSchema.extend({ key: z.enum(attitudeKeys) })),
  /** Lifecycle on the morning of the order's day. */
  byState: partSchema(stateKeys),
  byTiming: partSchema(timingKeys),
  byNeed: partSchema(neededKeys),
  /** Times a customer who was overdue or lost that morning came back. */
  comebacks: z.object({ overdue: comebackSchema, lost: comebackSchema }),
  /** Customers who are away now. */
  away: z.array(
    z.object({ key: z.enum(['overdue', 'lost']), customers: z.number().int(), query: z.string() }),
  ),
});
export type DiscountCheckup = z.infer<typeof discountCheckupSchema>;

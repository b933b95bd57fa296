import { z } from 'zod';
import { ageBandSchema } from '../segments/groups/ageBands.schema.ts';
import { weekdaySchema } from '../segments/groups/weekdays.schema.ts';

/** The five signs of loyalty, in the order a shopkeeper is taught them. */
export const loyaltySigns = [
  'repeat',
  'suggestions',
  'newProducts',
  'recommends',
  'declinesOthers',
] as const;
export type LoyaltySign = (typeof loyaltySigns)[number];

/** `share` (0–1): of what was spent on products of which this is known; `query`: who else favours it. */
const favouriteSchema = z.object({ name: z.string(), share: z.number(), query: z.string() });

const namedSchema = z.object({ name: z.string(), query: z.string() });

/** `GET /api/customers/:id/taste`: the groups a customer is in, each with what it rests on. */
export const tasteSchema = z.object({
  orders: z.number().int(),
  /** Most spent on, in two orders or more; null: nothing was bought twice, or not known. */
  favourites: z.object({
    type: favouriteSchema.nullable(),
    vendor: favouriteSchema.nullable(),
    tag: favouriteSchema.nullable(),
  }),
  /**
   * The size in most orders, of those in two or more, and the same by product type; null: the shop
   * sells nothing of which a size is known.
   */
  sizes: z.object({ usual: namedSchema.nullable(), byType: z.array(namedSchema) }).nullable(),
  channel: namedSchema.nullable(),
  weekday: z.object({ day: weekdaySchema, query: z.string() }).nullable(),
  /** 0–23 by the shop's clock. */
  hour: z.object({ hour: z.number().int(), query: z.string() }).nullable(),
  country: namedSchema.nullable(),
  region: namedSchema.nullable(),
  /** Null: no birth date is known. */
  ageBand: z.object({ band: ageBandSchema, query: z.string() }).nullable(),
  /** The merchant's own fields by the names staff gave them; no values: the shop holds none. */
  fields: z.array(
    z.object({
      name: z.string(),
      values: z.array(z.object({ value: z.string(), query: z.string() })),
    }),
  ),
  /** Vendors the shop has sold, and the share of the largest (0–1); null: too few orders or vendors. */
  vendors: z.object({ sold: z.number().int(), share: z.number().nullable() }),
  /** Bought early, oldest first; null: no product bought can tell. */
  early: z
    .array(
      z.object({
        /** Title, or the product's id. */
        product: z.string(),
        /** Shop-calendar date of this customer's first purchase of it. */
        on: z.iso.date(),
        by: z.enum(['firstTenth', 'firstDays']),
      }),
    )
    .nullable(),
  /** In their usual order; `holds` null: cannot tell, and `missing` says why. */
  signs: z.array(
    z.object({
      sign: z.enum(loyaltySigns),
      holds: z.boolean().nullable(),
      missing: z.enum(['secondOrder', 'newProducts', 'survey']).nullable(),
      /** Order days of the last 365 days, or products bought early. */
      evidence: z.number().int().nullable(),
      /** What it takes. */
      least: z.number().int().nullable(),
    }),
  ),
});
export type Taste = z.infer<typeof tasteSchema>;

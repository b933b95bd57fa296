import { z } from 'zod';
import { shopGroups } from '../customers/customer.schema.ts';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';
import { segmentKeys } from '../segments/classes.schema.ts';

/** Whose orders a page is about: wholesale customers are ranked apart, and here as well. */
export const whoKeys = ['retail', 'all', 'wholesale'] as const;
export type Who = (typeof whoKeys)[number];
export const whoQuerySchema = z.object({ who: z.enum(whoKeys).default('retail') });

const count = z.number().int();
/** YYYY-MM on the shop's calendar. */
const monthSchema = z.string();
/** YYYY-MM-DD on the shop's calendar. */
const daySchema = z.string();

/** Customers and what they brought, net of refunds up to now; `query` lists them, null: no query can. */
const groupSchema = z.object({
  customers: count,
  netSpent: moneySchema,
  query: z.string().nullable(),
});

/** What every answer says of itself. */
const frame = {
  computedAt: instantSchema,
  who: z.enum(whoKeys),
  /** Wholesale customers of the shop, whoever the answer is about. */
  wholesale: count,
};

/** `GET /api/insights/cohorts`: customers by the month of their first order that counts. */
export const cohortsSchema = z.object({
  ...frame,
  /** Oldest first, at most 24 months. */
  cohorts: z.array(
    groupSchema.extend({
      month: monthSchema,
      /** The first is the month itself, the last the current one, which is not over. */
      months: z.array(z.object({ customers: count, netSpent: moneySchema })),
    }),
  ),
  /** Those of before these months. */
  earlier: groupSchema,
  /** Not in any cohort: no order that counts, or the shop says there are older orders than we may see. */
  noOrder: groupSchema,
  historyIncomplete: groupSchema,
  /** Sales without a customer. */
  walkIn: z.object({ orders: count, netSpent: moneySchema }),
});
export type Cohorts = z.infer<typeof cohortsSchema>;

const soldSchema = z.object({ orders: count, netSpent: moneySchema });

/** `GET /api/insights/returning`: revenue of first orders against later ones, by month. */
export const returningSchema = z.object({
  ...frame,
  /** Oldest first, at most 24, the last one not over. */
  months: z.array(
    z.object({
      month: monthSchema,
      /** First orders that count; `query` lists their customers. */
      first: soldSchema.extend({ query: z.string() }),
      later: soldSchema,
      /** Of customers whose first order we cannot tell. */
      unknown: soldSchema,
      walkIn: soldSchema,
    }),
  ),
});
export type Returning = z.infer<typeof returningSchema>;

/** `GET /api/insights/second-order`: how long until customers order on a second day. */
export const secondOrderSchema = z.object({
  ...frame,
  /** Customers with a first order, and those of them with a second. */
  first: z.object({ customers: count, query: z.string() }),
  second: z.object({ customers: count, query: z.string() }),
  notYet: z.object({ customers: count, query: z.string() }),
  /** Of those who came back: the middle one's days; null without one. */
  medianDays: z.number().nullable(),
  /** By days passed; `to` null: longer. */
  waits: z.array(
    z.object({ from: count, to: count.nullable(), customers: count, query: z.string() }),
  ),
  /**
   * Share expected to have come back so many days after the first order, who is still waiting
   * counted for as long as they have waited (Kaplan–Meier); null: fewer than `leastSecond`.
   */
  curve: z
    .object({
      points: z.array(z.object({ days: count, share: z.number() })),
      /** Day on which half have come back; null: not reached. */
      halfDays: count.nullable(),
    })
    .nullable(),
  leastSecond: count,
});
export type SecondOrder = z.infer<typeof secondOrderSchema>;

/** `GET /api/insights/concentration`: how much of the money how few customers bring. */
export const concentrationSchema = z.object({
  ...frame,
  /** Customers with net spend, most first. */
  buyers: groupSchema,
  /** Share of the money (0–1) the first n hundredths of customers bring, n from 0 to 100. */
  curve: z.array(z.number()),
  /** Who spent as much as the last one counted is in as well, so that the list is exact. */
  top: z.array(groupSchema.extend({ of: z.number(), share: z.number() })),
  /** Customers, most first, who together bring half of the money. */
  half: count,
  /** Whose orders or credits left nothing. */
  noNetSpend: groupSchema,
  historyIncomplete: groupSchema,
  /** On their way up, by the run's own mark. */
  rising: groupSchema,
});
export type Concentration = z.infer<typeof concentrationSchema>;

export const heatAxes = ['recency', 'frequency', 'monetary'] as const;
export type HeatAxis = (typeof heatAxes)[number];

/** `GET /api/insights/heat`: customers by two of their three scores. */
export const heatSchema = z.object({
  ...frame,
  maps: z.array(
    z.object({
      rows: z.enum(heatAxes),
      columns: z.enum(heatAxes),
      /** 25 of them, scores 1 to 5 each. */
      cells: z.array(
        z.object({
          row: count,
          column: count,
          customers: count,
          netSpent: moneySchema,
          averageOrder: moneySchema.nullable(),
          query: z.string(),
        }),
      ),
    }),
  ),
});
export type Heat = z.infer<typeof heatSchema>;

/**
 * `GET /api/insights/flow`: where customers stood in their lifecycle at the end of each month, or
 * `not_there` yet, and where they went. Each day by what was known on it.
 */
export const flowSchema = z.object({
  ...frame,
  /** Ends of the last twelve months, then the day of the last run. */
  days: z.array(daySchema),
  states: z.array(
    z.object({
      key: z.string(),
      /** By day. */
      sizes: z.array(count),
      /** Who is there now; null for those who were not on file yet. */
      query: z.string().nullable(),
    }),
  ),
  /** Between one day and the next: from one state to another, by its place in `states`. */
  flows: z.array(z.array(z.object({ from: count, to: count, customers: count }))),
});
export type Flow = z.infer<typeof flowSchema>;

const listedSchema = z.object({ customers: count, query: z.string() });

/**
 * `GET /api/insights/shopify-groups`: our groups of how recently and how often beside Shopify's own,
 * under the same names. `compared`: customers who have both; `agree`: those of them in the same.
 */
export const shopGroupsSchema = z.object({
  ...frame,
  compared: count,
  agree: count,
  /** Only pairs somebody is in, most customers first. */
  cells: z.array(listedSchema.extend({ ours: z.enum(segmentKeys), shops: z.enum(shopGroups) })),
  onlyOurs: listedSchema,
  onlyShops: listedSchema,
});
export type ShopGroups = z.infer<typeof shopGroupsSchema>;

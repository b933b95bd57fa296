import { z } from 'zod';
import { instantSchema, moneySchema } from '../platform/api.schema.ts';
import { cutoffsSchema } from '../segments/classes.schema.ts';

/** Body of `GET /api/overview`: all the first page needs, in one call. */
const groupSchema = z.object({
  key: z.string(),
  customers: z.number().int(),
  netSpent: moneySchema,
});

export const overviewSchema = z.object({
  shop: z.object({
    domain: z.string(),
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    locale: z.string(),
  }),
  /** Business time of the answer. */
  now: instantSchema,
  customers: z.number().int(),
  ranked: z.number().int(),
  prospects: z.number().int(),
  historyIncomplete: z.number().int(),
  orders: z.number().int(),
  netSpent: moneySchema,
  /** Customers ranked apart from the others; null: none. `query` lists them. */
  wholesale: z
    .object({
      customers: z.number().int(),
      ranked: z.number().int(),
      netSpent: moneySchema,
      query: z.string(),
    })
    .nullable(),
  /** Sales without a customer: orders and their net. */
  walkIn: z.object({ orders: z.number().int(), netSpent: moneySchema }),
  levels: z.array(groupSchema),
  segments: z.array(groupSchema),
  abc: z.array(groupSchema),
  lifecycle: z.array(groupSchema),
  /**
   * 25 cells, recency 1–5 × frequency 1–5. Who is overdue or lost counts as at most 2 in recency, so
   * that the cells add up to the segments.
   */
  matrix: z.array(
    z.object({
      recency: z.number().int(),
      frequency: z.number().int(),
      segment: z.string(),
      customers: z.number().int(),
      netSpent: moneySchema,
      averageOrder: moneySchema.nullable(),
      /** Segment query of exactly these customers. */
      query: z.string(),
    }),
  ),
  /** Of the last 30 days and the 30 before; at risk: spent in the last year by those overdue now, and 30 days ago. */
  cards: z.object({
    repeatRevenue: z.object({ now: moneySchema, before: moneySchema }),
    atRiskRevenue: z.object({ now: moneySchema, before: moneySchema }),
    activeRules: z.number().int(),
    couponsOut: z.number().int(),
    couponRedeemed: moneySchema,
  }),
  /** Newest orders first, as they arrive. */
  latest: z.array(
    z.object({
      orderId: z.string(),
      name: z.string().nullable(),
      customerId: z.string().nullable(),
      total: moneySchema,
      placedAt: instantSchema,
    }),
  ),
  /** Up to three things worth doing today, most valuable first. */
  today: z.array(
    z.object({
      kind: z.enum([
        'overdue',
        'winBack',
        'best',
        'incomplete',
        'firstRule',
        'waitingCoupons',
        'secondOrder',
      ]),
      customers: z.number().int(),
      netSpent: moneySchema.nullable(),
      /** Segment query behind the number, or null. */
      query: z.string().nullable(),
    }),
  ),
  cutoffs: z
    .object({
      computedAt: instantSchema,
      ranked: z.number().int(),
      method: cutoffsSchema.shape.method,
      lifecycle: cutoffsSchema.shape.lifecycle,
      abcA: moneySchema.nullable(),
      abcB: moneySchema.nullable(),
    })
    .nullable(),
  freshness: z.object({
    /** Last run of the classes. */
    computedAt: instantSchema.nullable(),
    lastOrderAt: instantSchema.nullable(),
    queue: z.number().int().nullable(),
  }),
  /** Messages that could not be worked on; at most 20 are counted. */
  deadLetters: z.number().int(),
  /** What somebody should look at: in the last comparison with the shop, and in what it allows. */
  attention: z.object({
    /** Customers that differ from the shop and no order says why. */
    unexplained: z.number().int(),
    /** Changed orders of which no webhook told, where those were most of them; else 0. */
    untold: z.number().int(),
    /** Access scopes the shop does not grant (any more), without which something does not work. */
    missingScopes: z.array(z.string()),
    /** Customers who asked about their data and wait for staff, or whose 30 days are nearly over. */
    privacyDue: z.number().int(),
    /** Active coupon rules, and labels at the shop, held until somebody looks at their query. */
    heldRules: z.array(z.object({ id: z.string(), name: z.string() })),
    heldLabels: z.number().int(),
  }),
  backfill: z.object({
    state: z.enum(['none', 'running', 'done', 'failed']),
    orders: z.number().int(),
    customers: z.number().int(),
    /** Unknown while the shop prepares the file. */
    total: z.number().int().nullable(),
    message: z.string().nullable(),
  }),
});
export type Overview = z.infer<typeof overviewSchema>;

/** `GET /api/jobs` and the answer to an upload: what an import did. */
export const importReportSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  rows: z.number().int(),
  orders: z.number().int(),
  customers: z.number().int(),
  guests: z.number().int(),
  credits: z.number().int(),
  skipped: z.number().int(),
  reasons: z.array(z.object({ line: z.number().int(), reason: z.string() })),
  total: moneySchema,
  message: z.string().nullable(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

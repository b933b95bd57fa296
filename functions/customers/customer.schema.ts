import { z } from 'zod';

/** A class a customer is in: which, since when (epoch seconds) and what put them there. */
export const causes = [
  'order',
  'refund',
  'time',
  'others',
  'cutoff',
  'setting',
  'import',
  'first',
  'merge',
] as const;
export type Cause = (typeof causes)[number];

export const heldClassSchema = z.object({
  value: z.string(),
  since: z.number().int(),
  cause: z.enum(causes),
  /** The class before; null for the first one. */
  from: z.string().nullable(),
  /** The order or refund that caused it, if one did. */
  orderId: z.string().nullable(),
});
export type HeldClass = z.infer<typeof heldClassSchema>;

/** The schemes whose changes are history; each customer holds at most one class of each. */
export const schemes = ['segment', 'level', 'abc', 'lifecycle'] as const;
export type Scheme = (typeof schemes)[number];

export const totalsSchema = z.object({
  /** Rows in the ledger that are orders, whatever became of them. */
  rows: z.number().int(),
  /** Eligible orders as of the fold: paid at least in part, not undone, above zero. */
  orders: z.number().int(),
  orderDays: z.number().int(),
  netMinor: z.number().int(),
  discountMinor: z.number().int(),
  /** Of the eligible orders; epoch seconds. */
  firstAt: z.number().int().nullable(),
  lastAt: z.number().int().nullable(),
});
export type Totals = z.infer<typeof totalsSchema>;

export const consentSchema = z.object({
  state: z.enum(['subscribed', 'unsubscribed', 'pending', 'notSubscribed', 'redacted', 'unknown']),
  at: z.number().int(),
});

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A customer as kept in the table, ledger and personal data aside. */
export const customerItemSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  customerId: z.string(),
  rev: z.number().int(),
  /** Packed rows, newest last; older rows are in `chunks` items of their own. */
  ledger: bytesSchema,
  chunks: z.number().int(),
  totals: totalsSchema,
  classes: z.partialRecord(z.enum(schemes), heldClassSchema),
  /** Latest word per tag: on or off, and when it was said (epoch milliseconds). */
  tags: z.record(z.string(), z.object({ on: z.boolean(), at: z.number().int() })),
  consent: z.object({ email: consentSchema.optional(), sms: consentSchema.optional() }),
  /** What the shop itself says, kept for reconciliation and "history incomplete". */
  shopSays: z
    .object({ orders: z.number().int(), spentMinor: z.number().int(), at: z.number().int() })
    .nullable(),
  createdAt: z.number().int().nullable(),
  updatedAt: z.number().int().nullable(),
  /** Name, e-mail, phone, address: sealed for this shop and this customer. */
  personal: bytesSchema.nullable(),
  mergedInto: z.string().nullable(),
  /** Keyed hashes of addresses that lead here because who had them was merged into this customer. */
  formerMails: z.array(z.string()).optional(),
  redactedAt: z.number().int().nullable(),
  deletedAt: z.number().int().nullable(),
});
export type CustomerItem = z.infer<typeof customerItemSchema>;

import { z } from 'zod';

/** What puts a customer into a class. Kept by their place here: a new one goes at the end. */
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

/** A class a customer is in: which, since when (epoch seconds) and what put them there. */
export interface HeldClass {
  value: string;
  since: number;
  cause: Cause;
  /** The class before; null for the first one. */
  from: string | null;
  /** The order or refund that caused it, if one did. */
  orderId: string | null;
}

/**
 * The schemes whose changes are history; each customer holds at most one class of each. Kept by
 * their place here: a new one goes at the end.
 */
export const schemes = [
  'segment',
  'level',
  'abc',
  'lifecycle',
  'quadrant',
  'loyalty',
  'promotion',
  'standard',
] as const;
export type Scheme = (typeof schemes)[number];

/**
 * The groups of Shopify's own analysis of who buys how recently and how often. Kept by their place
 * here: a new one goes at the end.
 */
export const shopGroups = [
  'champions',
  'loyal',
  'active',
  'new',
  'promising',
  'needs_attention',
  'at_risk',
  'previously_loyal',
  'almost_lost',
  'dormant',
  'prospects',
] as const;
export type ShopGroup = (typeof shopGroups)[number];

export interface Totals {
  /** Rows in the ledger that are orders, whatever became of them. */
  rows: number;
  /** Eligible orders as of the fold: paid at least in part, not undone, above zero. */
  orders: number;
  orderDays: number;
  netMinor: number;
  discountMinor: number;
  /** Of the eligible orders; epoch seconds. */
  firstAt: number | null;
  lastAt: number | null;
}

export const consentSchema = z.object({
  state: z.enum(['subscribed', 'unsubscribed', 'pending', 'notSubscribed', 'redacted', 'unknown']),
  at: z.number().int(),
});

type Consent = z.infer<typeof consentSchema>;

/** A customer, ledger and personal data aside. */
export interface CustomerItem {
  pk: string;
  sk: string;
  customerId: string;
  rev: number;
  /** Packed rows, newest last; older rows are in `chunks` items of their own. */
  ledger: Uint8Array;
  chunks: number;
  totals: Totals;
  classes: Partial<Record<Scheme, HeldClass>>;
  /** Latest word per tag: on or off, and when it was said (epoch milliseconds). */
  tags: Record<string, { on: boolean; at: number }>;
  consent: { email?: Consent | undefined; sms?: Consent | undefined };
  /** What the shop itself says, kept for reconciliation and "history incomplete". */
  shopSays: { orders: number; spentMinor: number; at: number } | null;
  /** Where the shop's own analysis puts them; missing: it did not say. */
  shopGroup?: ShopGroup | undefined;
  createdAt: number | null;
  updatedAt: number | null;
  /** Name, e-mail, phone, address: sealed for this shop and this customer. */
  personal: Uint8Array | null;
  /** Members of the family that shares the address: sealed the same way; missing where none is. */
  family?: Uint8Array | undefined;
  mergedInto: string | null;
  /** Keyed hashes of addresses that lead here because who had them was merged into this customer. */
  formerMails?: string[] | undefined;
  redactedAt: number | null;
  deletedAt: number | null;
}

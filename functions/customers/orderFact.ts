/**
 * What one order says, in our words: the shop's own system is gone from here on.
 * Money is an integer of minor units of the shop's currency; instants are epoch seconds (UTC);
 * ids are strings, kept exactly as the shop writes them (digits beyond 2^53 included).
 */
export interface OrderFact {
  orderId: string;
  /** What staff and buyers call it, such as "#1001"; null where the source has none. */
  name: string | null;
  /** Null for a guest or a sale at the till without a customer. */
  customerId: string | null;
  /** Last change at the source; the first part of the version. */
  updatedAt: number;
  /**
   * Read at the source at least one whole second after `updatedAt`: nothing else can have happened
   * in that second, so it outranks every other state of the same `updatedAt`. Missing: no.
   */
  settled?: boolean;
  /** The sender's own number of this state among those of one `updatedAt`; missing: 0. */
  revision?: number;
  placedAt: number;
  cancelledAt: number | null;
  /** A credit is money given back that names no order: it lowers net spend and nothing else. */
  kind: 'order' | 'credit';
  payment: Payment;
  /** Tax, shipping and tips included, before refunds; negative for a credit. */
  totalMinor: number;
  refunds: Refund[];
  discountMinor: number;
  /** Codes the buyer redeemed, upper-cased; manual and automatic discounts are not codes. */
  codes: string[];
  flags: OrderFlag[];
  /** Where it was sold, such as "web" or "pos". */
  channel: string | null;
  lines: OrderLine[];
}

export const payments = [
  'pending',
  'authorized',
  'partiallyPaid',
  'paid',
  'partiallyRefunded',
  'refunded',
  'voided',
  'expired',
  'unknown',
] as const;
export type Payment = (typeof payments)[number];

export const orderFlags = ['test', 'wholesale', 'subscription', 'pos', 'draft', 'staff'] as const;
export type OrderFlag = (typeof orderFlags)[number];

export interface Refund {
  refundId: string;
  at: number;
  /** What left the shop, in minor units of the shop's currency, never negative. */
  minor: number;
}

export interface OrderLine {
  productId: string | null;
  quantity: number;
  netMinor: number;
  /** What of the product it was when it was sold, such as "M / Red"; missing: not told, or of one kind. */
  variant?: string;
}

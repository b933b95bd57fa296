import { z } from 'zod';
import { schemes } from './customer.schema.ts';

/**
 * What coupon rules have yet to look at. A mark is written in the same transaction as the change
 * it tells of; who consumes it deletes it at the `rev` it was read with, so that a newer mark of
 * the same name is not lost. Instants are epoch seconds of business time.
 */
const common = {
  /** Unique within the shop, the same for the same change. */
  id: z.string(),
  /** Revision of the customer (of the order's pointer for a guest) the mark was written at. */
  rev: z.number().int(),
  at: z.number().int(),
};

/** Only these may trigger a rule: never an import, a setting or the movement of others. */
export const triggeringCauses = ['order', 'refund', 'time'] as const;

export const dueMarkSchema = z.discriminatedUnion('kind', [
  /** The customer moved from one class to another. */
  z.object({
    ...common,
    kind: z.literal('class'),
    customerId: z.string(),
    scheme: z.enum(schemes),
    from: z.string().nullable(),
    /** Null: left the scheme, for instance no valid order any more. */
    to: z.string().nullable(),
    cause: z.enum(triggeringCauses),
    orderId: z.string().nullable(),
  }),
  /** An order newly counted that is above the shop's large-order line. */
  z.object({
    ...common,
    kind: z.literal('large-order'),
    customerId: z.string(),
    orderId: z.string(),
    totalMinor: z.number().int(),
  }),
  /** An order with at least one code of ours is new or has changed (paid, refunded, undone). */
  z.object({
    ...common,
    kind: z.literal('redeemed'),
    /** Null for an order without a customer. */
    customerId: z.string().nullable(),
    orderId: z.string(),
    codes: z.array(z.string()),
  }),
]);
export type DueMark = z.infer<typeof dueMarkSchema>;

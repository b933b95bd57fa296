import type { Scheme } from './customer.schema.ts';

/** Only these may trigger a rule: never an import, a setting or the movement of others. */
export const triggeringCauses = ['order', 'refund', 'time'] as const;
export type TriggeringCause = (typeof triggeringCauses)[number];

/**
 * The classes whose arrival some kind of trigger waits for, whether or not a rule uses it: a mark
 * for any other would be paid for, read and dropped. A new kind of trigger adds its own.
 */
export const awaitedClasses = {
  lifecycle: ['overdue', 'lost'],
} as const satisfies Partial<Record<Scheme, readonly string[]>>;
export type AwaitedClass = (typeof awaitedClasses)['lifecycle'][number];

const awaited: Partial<Record<Scheme, readonly string[]>> = awaitedClasses;

/** Whether somebody may wait for customers to come into this class. */
export function isAwaited(scheme: Scheme, to: string | null): boolean {
  return to !== null && awaited[scheme]?.includes(to) === true;
}

interface Common {
  /** Revision of the customer (of the order's pointer for a guest) the mark was written at. */
  rev: number;
  /** Epoch seconds of business time. */
  at: number;
}

/** The customer moved from one class to another. */
interface ClassMark extends Common {
  kind: 'class';
  customerId: string;
  scheme: Scheme;
  from: string | null;
  /** Null: left the scheme, for instance no valid order any more. */
  to: string | null;
  cause: TriggeringCause;
  orderId: string | null;
}

/** An order newly counted that is above the shop's large-order line. */
interface LargeOrderMark extends Common {
  kind: 'large-order';
  customerId: string;
  orderId: string;
  totalMinor: number;
}

/** An order with at least one code of ours is new or has changed (paid, refunded, undone). */
interface RedeemedMark extends Common {
  kind: 'redeemed';
  /** Null for an order without a customer. */
  customerId: string | null;
  orderId: string;
  codes: string[];
}

/**
 * What coupon rules have yet to look at: written in the same transaction as the change it tells
 * of, and taken away once it is dealt with.
 */
export type DueMark = ClassMark | LargeOrderMark | RedeemedMark;

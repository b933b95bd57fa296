import {
  schemes,
  type Cause,
  type CustomerItem,
  type Scheme,
} from '../customers/customer.schema.ts';
import { isAwaited, triggeringCauses } from '../customers/dueMark.schema.ts';
import type { Classes } from './classify.ts';

/** The classes a customer holds, as kept; a scheme that does not place them is absent. */
export type HeldClasses = CustomerItem['classes'];

/** One dated move between two classes; null: outside the scheme. */
export interface ClassChange {
  scheme: Scheme;
  from: string | null;
  to: string | null;
  /** Epoch seconds of business time. */
  at: number;
  cause: Cause;
  orderId: string | null;
  /** Set where coupon rules may act on it: the cause, where it may trigger and the class is awaited. */
  trigger: (typeof triggeringCauses)[number] | null;
}

/** What happened, and what it makes of each change; `orderId` where an order or refund did it. */
export interface Happening {
  at: number;
  orderId: string | null;
  causeOf: (scheme: Scheme) => Cause;
}

/** One cause for every scheme. */
export function happening(cause: Cause, at: number, orderId: string | null = null): Happening {
  return { at, orderId, causeOf: () => cause };
}

/** Causes that place a customer rather than move one. */
function isPlacing(cause: Cause): boolean {
  return cause === 'first' || cause === 'import' || cause === 'merge';
}

/**
 * From the classes held to those that are right now: what to hold, and each change as a record.
 * Being placed for the first time without an order or refund (an import, the first run) is no
 * change: nothing was different before. Who has orders we may not see triggers nothing.
 */
export function changesBetween(
  held: HeldClasses,
  now: Classes,
  what: Happening,
): { held: HeldClasses; changes: ClassChange[] } {
  const next: HeldClasses = {};
  const changes: ClassChange[] = [];
  const first = schemes.every((scheme) => held[scheme] === undefined);
  for (const scheme of schemes) {
    const before = held[scheme];
    const from = before?.value ?? null;
    // Nobody asked for it now: as it was.
    const to = now[scheme] === undefined ? from : now[scheme];
    if (from === to) {
      if (before !== undefined) next[scheme] = before;
      continue;
    }
    const { at } = what;
    const cause = what.causeOf(scheme);
    const orderId = cause === 'order' || cause === 'refund' ? what.orderId : null;
    const triggering = triggeringCauses.find((one) => one === cause) ?? null;
    if (to !== null) next[scheme] = { value: to, since: at, cause, from, orderId };
    if (from === null && triggering === null && (first || isPlacing(cause))) continue;
    const trigger = mayAct(now, scheme, to) ? triggering : null;
    changes.push({ scheme, from, to, at, cause, orderId, trigger });
  }
  return { held: next, changes };
}

function mayAct({ unranked }: Classes, scheme: Scheme, to: string | null): boolean {
  return unranked !== 'historyIncomplete' && isAwaited(scheme, to);
}

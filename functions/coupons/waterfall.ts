import { type Columns, idAt, wordAt } from '../segments/columns.ts';
import { type Budget, exhausted, roomFor } from './budget.ts';
import type { GivenCoupon } from './couponIndexStore.ts';
import { isOpenState } from './coupon.ts';
import { type Exclusion, exclusionOf } from './eligibility.ts';
import { reserveOf, type Rule } from './rule.ts';
import { awaitedClass, silenceOccasion } from './trigger.ts';

/** The rule's own condition over the snapshot, by index of the customer. */
export type WhoAt = (index: number) => 'in' | 'out' | 'undecided';

export interface Waterfall {
  /** In the class the trigger names. */
  matching: number;
  /** How many fell out for each reason, in the order they are applied. */
  excluded: Map<Exclusion, number>;
  /** Everyone due, whatever the budget holds: most net spend first, as they would be sent to. */
  due: number[];
  /** How many of them the budget has room for. */
  receiving: number;
}

/**
 * Who a rule would reach as of `now` (epoch seconds), from the snapshot. Nobody waits for an
 * order-triggered rule: it acts on orders to come.
 */
export function waterfall(
  rule: Rule,
  columns: Columns,
  whoAt: WhoAt,
  given: readonly GivenCoupon[],
  budget: Budget,
  now: number,
): Waterfall {
  const excluded = new Map<Exclusion, number>();
  const due: number[] = [];
  const had = coupledBy(given);
  const awaited = awaitedClass[rule.trigger];
  let matching = 0;
  for (let index = 0; awaited !== null && index < columns.count; index += 1) {
    if (wordAt(columns, 'lifecycle', index) !== awaited) continue;
    matching += 1;
    const customerId = idAt(columns, index);
    const occasion = silenceOccasion(rule.trigger, columns.lastAt[index] ?? 0);
    const reason = exclusionOf(
      rule,
      {
        customerId,
        gone: false,
        lifecycleSince: columns.lifecycleSince[index] ?? null,
        historyIncomplete: columns.historyIncomplete[index] === 1,
        hadCoupon: had.has(customerId) || had.has(`${customerId}#${occasion}`),
        who: rule.who === '' ? 'in' : whoAt(index),
      },
      now,
    );
    if (reason === null) due.push(index);
    else count(excluded, reason);
  }
  due.sort((a, b) => (columns.netMinor[b] ?? 0) - (columns.netMinor[a] ?? 0) || a - b);
  const receiving = fitting(rule, budget, due.length, excluded);
  return { matching, excluded, due, receiving };
}

/** Customers with an open coupon of the rule, and each occasion that has had its own. */
function coupledBy(given: readonly GivenCoupon[]): ReadonlySet<string> {
  const had = new Set<string>();
  for (const { customerId, occasion, state } of given) {
    had.add(`${customerId}#${occasion}`);
    if (isOpenState(state)) had.add(customerId);
  }
  return had;
}

/** How many coupons the month still has room for; the rest is put down to the limit met first. */
function fitting(
  rule: Rule,
  budget: Budget,
  wanted: number,
  excluded: Map<Exclusion, number>,
): number {
  const room = roomFor(rule, budget, wanted);
  if (room < wanted) {
    const reserve = reserveOf(rule);
    const standing = {
      ...budget,
      coupons: budget.coupons + room,
      committedMinor: budget.committedMinor + room * reserve,
    };
    count(excluded, exhausted(rule, standing) ?? 'budgetMoney', wanted - room);
  }
  return room;
}

function count(excluded: Map<Exclusion, number>, reason: Exclusion, by = 1): void {
  excluded.set(reason, (excluded.get(reason) ?? 0) + by);
}

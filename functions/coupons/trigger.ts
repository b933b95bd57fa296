import type { AwaitedClass, DueMark } from '../customers/dueMark.schema.ts';
import type { Trigger } from './coupons.schema.ts';
import type { Rule } from './rule.ts';

/** The lifecycle class each trigger waits for; an order trigger waits for none. */
export const awaitedClass = {
  'wake-up': 'overdue',
  'win-back': 'lost',
  'large-order': null,
} as const satisfies Record<Trigger, AwaitedClass | null>;

/**
 * Whether a change calls for a rule: the rule is active, the change came after it was activated,
 * and it is the one the trigger names. Marks are written for orders, refunds and passing time only.
 */
export function calledBy(rule: Rule, mark: DueMark): boolean {
  if (rule.state !== 'active' || rule.activatedAt === null || mark.at < rule.activatedAt) {
    return false;
  }
  const awaited = awaitedClass[rule.trigger];
  return awaited === null
    ? mark.kind === 'large-order'
    : mark.kind === 'class' && mark.scheme === 'lifecycle' && mark.to === awaited;
}

/**
 * A stretch of not buying, named by the last counted order before it: however often the class is
 * computed, left by a setting and entered again, it is one occasion.
 */
export function silenceOccasion(trigger: Trigger, lastOrderAt: number): string {
  return `${trigger}-${String(lastOrderAt)}`;
}

export function orderOccasion(orderId: string): string {
  return `order-${orderId}`;
}

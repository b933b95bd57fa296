import type { Preview } from './coupons.schema.ts';
import type { Rule } from './rule.ts';
import { awaitedClass } from './trigger.ts';

/** Why a customer a trigger names does not get the coupon. */
export type Exclusion = Preview['excluded'][number]['reason'];

/** What of a customer decides; instants are epoch seconds. */
export interface Candidate {
  customerId: string;
  /** Deleted, redacted or merged into another: nobody to give a coupon to. */
  gone: boolean;
  lifecycleSince: number | null;
  historyIncomplete: boolean;
  /** Answer of the rule's own condition. */
  who: 'in' | 'out' | 'undecided';
  /** Has a coupon of this rule for this occasion, or one still open. */
  hadCoupon: boolean;
}

const daySeconds = 86_400;
/** Ids the shop gave are digits; others are known from an uploaded file only. */
const shopId = /^\d+$/;

/** First reason against; null: gets it, if the budget has room. `now` is business time. */
export function exclusionOf(rule: Rule, candidate: Candidate, now: number): Exclusion | null {
  const forSilence = awaitedClass[rule.trigger] !== null;
  if (candidate.gone) return 'deleted';
  if (!shopId.test(candidate.customerId)) return 'notInShop';
  if (candidate.who === 'out') return 'query';
  if (candidate.who === 'undecided') return 'undecided';
  if (forSilence && candidate.historyIncomplete) return 'historyIncomplete';
  if (candidate.hadCoupon) return 'hadCoupon';
  return pastDeadline(rule, candidate, now) ? 'pastDeadline' : null;
}

function pastDeadline(rule: Rule, candidate: Candidate, now: number): boolean {
  if (rule.deadlineDays === null || candidate.lifecycleSince === null) return false;
  return now - candidate.lifecycleSince > rule.deadlineDays * daySeconds;
}

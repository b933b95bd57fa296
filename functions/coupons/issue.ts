import type { Clock } from '../platform/clock.ts';
import type { Write } from '../platform/dynamo.ts';
import type { Log } from '../platform/log.ts';
import { formatMinor } from '../platform/money.ts';
import { failureOf } from '../platform/failureOf.ts';
import type { BatchHandler, Failure } from '../platform/queue.ts';
import type { DiscountDraft, Discounts, FoundDiscount } from '../shopify/discounts.ts';
import type { CouponKey } from './code.ts';
import { type Coupon, momentOf } from './coupon.ts';
import { issued, leased, refused, returned } from './couponChange.ts';
import type { CouponStore } from './couponStore.ts';
import { readIssueMessage } from './issueMessage.ts';
import type { RuleStore } from './ruleStore.ts';

export interface IssueDeps {
  coupons: CouponStore;
  rules: RuleStore;
  discounts: Discounts;
  clock: Clock;
  log: Log;
  /** Timeline entry that tells of a coupon's new state, for the same transaction. */
  tell: (shop: string, coupon: Coupon, at: number) => Write;
}

/**
 * - `done`: nothing is left to do for this message;
 * - `again`: deliver it again; nothing is lost and nothing was made twice.
 */
export type IssueOutcome = 'done' | 'again';

const stillWaiting: Failure = {
  kind: 'fault',
  reason: 'The shop asked each time to come back later.',
};

/** Brings reserved coupons to the shop; duplicates, crashes and lost answers end in one code each. */
export function issueCoupons(deps: IssueDeps): BatchHandler {
  return async (batch) => {
    const why = new Map<string, Failure>();
    for (const delivery of batch) {
      try {
        const { shop, ...key } = readIssueMessage(delivery.body);
        if ((await issueOne(shop, key, deps)) === 'again') why.set(delivery.id, stillWaiting);
      } catch (error) {
        why.set(delivery.id, failureOf(error));
        const fault = error instanceof Error ? error.name : 'unknown';
        deps.log.warn('coupons.issue.fault', { fault, attempt: delivery.attempt });
      }
    }
    return { failed: [...why.keys()], why };
  };
}

export async function issueOne(
  shop: string,
  key: CouponKey,
  deps: IssueDeps,
): Promise<IssueOutcome> {
  const { coupons, clock } = deps;
  const coupon = await coupons.read(shop, key);
  if (coupon === undefined || (coupon.state !== 'reserved' && coupon.state !== 'sending')) {
    return 'done';
  }
  // Somebody else is at it; should they fall over, the sweep sends another message.
  if (coupon.state === 'sending' && coupon.resendAtMs > clock.wallMs()) return 'done';

  if (coupon.attempts === 0) {
    const rule = await deps.rules.read(shop, key.ruleId);
    if (rule?.state !== 'active') {
      return (await coupons.withdraw(shop, coupon)) === 'kept' ? 'done' : 'again';
    }
  }
  const ours = leased(coupon, clock.wallMs());
  if ((await coupons.change(shop, coupon, ours)) === 'stale') return 'again';
  const held = { ...ours, rev: coupon.rev + 1 };
  try {
    return await attempt(shop, held, coupon.openUntilMs, deps);
  } catch (error) {
    // The answer is lost: it may have been made, or be about to be. The next attempt looks first.
    await coupons.change(shop, held, returned(held, clock.wallMs(), held.openUntilMs));
    throw error;
  }
}

/** `stillOpenMs`: until when an earlier attempt may land. */
async function attempt(
  shop: string,
  coupon: Coupon,
  stillOpenMs: number,
  deps: IssueDeps,
): Promise<IssueOutcome> {
  const standing = await deps.discounts.find(shop, coupon.code);
  if (standing !== null) return settleFound(shop, coupon, standing, deps);

  const now = momentOf(deps.clock);
  if (now.now >= coupon.expiresAt) {
    const words = 'It could not be made before it would have expired.';
    return refuse(shop, coupon, 'expired', words, stillOpenMs, deps);
  }
  const made = await deps.discounts.create(shop, draftOf(coupon));
  switch (made.outcome) {
    case 'made':
      return finish(shop, coupon, issued(coupon, made.discountId, now.now), deps);
    case 'taken': {
      const taken = await deps.discounts.find(shop, coupon.code);
      // Taken and not to be found: the shop has yet to show it.
      if (taken === null) throw new Error('a code is taken but not shown');
      return settleFound(shop, coupon, taken, deps);
    }
    case 'refused':
      return refuse(shop, coupon, made.code, made.words, stillOpenMs, deps);
    case 'later': {
      const again = returned(coupon, now.wallMs, stillOpenMs);
      await deps.coupons.change(shop, coupon, again);
      return 'again';
    }
  }
}

function settleFound(
  shop: string,
  coupon: Coupon,
  standing: FoundDiscount,
  deps: IssueDeps,
): Promise<IssueOutcome> {
  const moment = momentOf(deps.clock);
  const after = isOurs(coupon, standing)
    ? issued(coupon, standing.discountId, moment.now)
    : refused(
        coupon,
        'codeTaken',
        'The shop already has another discount under this code.',
        moment,
      );
  return finish(shop, coupon, after, deps);
}

/** Gives up for good, but not while an earlier attempt may still land and spend the budget. */
async function refuse(
  shop: string,
  coupon: Coupon,
  code: string,
  words: string,
  stillOpenMs: number,
  deps: IssueDeps,
): Promise<IssueOutcome> {
  const moment = momentOf(deps.clock);
  if (stillOpenMs > moment.wallMs) {
    await deps.coupons.change(shop, coupon, returned(coupon, stillOpenMs, stillOpenMs));
    return 'done';
  }
  return finish(shop, coupon, refused(coupon, code, words, moment), deps);
}

async function finish(
  shop: string,
  before: Coupon,
  after: Coupon,
  deps: IssueDeps,
): Promise<IssueOutcome> {
  const entry = deps.tell(shop, after, momentOf(deps.clock).now);
  const kept = await deps.coupons.change(shop, before, after, [entry]);
  return kept === 'kept' ? 'done' : 'again';
}

/** A code that says what we would have said, for the one customer we would have made it for. */
function isOurs(coupon: Coupon, standing: FoundDiscount): boolean {
  return (
    standing.title === coupon.title &&
    standing.customerIds.length === 1 &&
    standing.customerIds[0] === coupon.customerId
  );
}

function draftOf(coupon: Coupon): DiscountDraft {
  const { offer, currency, minimumMinor } = coupon;
  return {
    code: coupon.code,
    title: coupon.title,
    customerId: coupon.customerId,
    startsAt: coupon.decidedAt,
    endsAt: coupon.expiresAt,
    offer:
      offer.kind === 'percentage'
        ? offer
        : { kind: 'amount', amount: formatMinor(offer.minor, currency) },
    minimumSubtotal: minimumMinor === null ? null : formatMinor(minimumMinor, currency),
  };
}

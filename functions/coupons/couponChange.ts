import type { Coupon, Moment } from './coupon.ts';

/** How long one worker may take over one attempt; beyond the client's own patience with the shop. */
const leaseMs = 120_000;
/** How long after an attempt a call whose answer was lost may still land at the shop. */
const landingMs = 15 * 60_000;

/** Takes the coupon up for one attempt. */
export function leased(coupon: Coupon, wallMs: number): Coupon {
  return {
    ...coupon,
    state: 'sending',
    attempts: coupon.attempts + 1,
    resendAtMs: wallMs + leaseMs,
    openUntilMs: Math.max(coupon.openUntilMs, wallMs + landingMs),
  };
}

/** Gives the lease back after an attempt. `openUntilMs`: what may still land, if anything. */
export function returned(coupon: Coupon, resendAtMs: number, openUntilMs: number): Coupon {
  return { ...coupon, resendAtMs, openUntilMs };
}

export function issued(coupon: Coupon, discountId: string, now: number): Coupon {
  return { ...coupon, state: 'issued', discountId, issuedAt: now };
}

/** The reserve goes back to the budget with this state. */
export function refused(coupon: Coupon, code: string, words: string, moment: Moment): Coupon {
  return { ...coupon, state: 'refused', refusal: { code, words }, closedAt: moment.now };
}

/** Staff gave it to the customer; only something issued and still open can be. */
export function delivered(coupon: Coupon, now: number): Coupon | null {
  if (coupon.state === 'delivered') return coupon;
  return coupon.state === 'issued' ? { ...coupon, state: 'delivered', deliveredAt: now } : null;
}

/** The reserve goes back to the budget with this state. */
export function expired(coupon: Coupon, now: number): Coupon {
  return { ...coupon, state: 'expired', closedAt: now };
}

/**
 * An order redeemed it, at the discount it really gave; again with 0 when that order is undone.
 * A redemption that comes in late outranks expiry and refusal: the money is spent.
 */
export function redeemed(coupon: Coupon, orderId: string, minor: number, now: number): Coupon {
  const known = coupon.redemptions[orderId];
  if (known === minor || (known === undefined && minor === 0)) return coupon;
  return {
    ...coupon,
    state: 'redeemed',
    redemptions: { ...coupon.redemptions, [orderId]: minor },
    issuedAt: coupon.issuedAt ?? now,
    closedAt: coupon.closedAt ?? now,
  };
}

import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { couponStateSchema, offerSchema } from './coupons.schema.ts';
import type { CouponKey } from './code.ts';
import { reserveOf, type Rule } from './rule.ts';

/**
 * One coupon in the outbox. Money is minor units of `currency`; `…At` are epoch seconds of business
 * time, `…Ms` are wall time, which leases and retries run on.
 */
export const couponSchema = z.object({
  rev: z.number().int(),
  customerId: z.string(),
  ruleId: z.string(),
  ruleVersion: z.number().int(),
  ruleName: z.string(),
  occasion: z.string(),
  state: couponStateSchema,
  code: z.string(),
  /** What the discount is called at the shop; tells ours from another's under the same code. */
  title: z.string(),
  offer: offerSchema,
  currency: z.string(),
  minimumMinor: z.number().int().nullable(),
  reservedMinor: z.number().int(),
  /** Month whose budget it belongs to, such as "2026-11". */
  period: z.string(),
  decidedAt: z.number().int(),
  expiresAt: z.number().int(),
  issuedAt: z.number().int().nullable(),
  deliveredAt: z.number().int().nullable(),
  closedAt: z.number().int().nullable(),
  discountId: z.string().nullable(),
  /** Discount given per redeeming order; an order undone counts 0. */
  redemptions: z.record(z.string(), z.number().int()),
  attempts: z.number().int(),
  /** Until then somebody is at it, or its message is still trusted; then it is sent again. */
  resendAtMs: z.number().int(),
  /** Until then an attempt whose answer was lost may still land at the shop. */
  openUntilMs: z.number().int(),
  refusal: z.object({ code: z.string(), words: z.string() }).nullable(),
});
export type Coupon = z.infer<typeof couponSchema>;

/** How long an issue message is trusted to arrive before the sweep sends another. */
const messageTrustMs = 60_000;
const daySeconds = 86_400;
/** After expiry, orders of that time may still come in late; then the reserve is given back. */
const settleSeconds = 48 * 3600;

export interface Moment {
  /** Epoch seconds of business time. */
  now: number;
  wallMs: number;
}

export function momentOf(clock: Clock): Moment {
  return { now: Math.floor(clock.businessMs() / 1000), wallMs: clock.wallMs() };
}

/** The coupon a rule decides on, before anything was kept. */
export function reservedCoupon(
  rule: Rule,
  key: CouponKey,
  code: string,
  period: string,
  moment: Moment,
): Coupon {
  return {
    ...key,
    rev: 0,
    ruleVersion: rule.version,
    ruleName: rule.name,
    state: 'reserved',
    code,
    title: `${rule.name} · Clientele ${code}`,
    offer: rule.offer,
    currency: rule.currency,
    minimumMinor: rule.minimumMinor,
    reservedMinor: reserveOf(rule),
    period,
    decidedAt: moment.now,
    expiresAt: moment.now + rule.expiryDays * daySeconds,
    issuedAt: null,
    deliveredAt: null,
    closedAt: null,
    discountId: null,
    redemptions: {},
    attempts: 0,
    resendAtMs: moment.wallMs + messageTrustMs,
    openUntilMs: 0,
    refusal: null,
  };
}

/** When the sweep must look at it again: on wall time to send, on business time to close. */
export function dueOf(coupon: Coupon): { send: number } | { close: number } | null {
  switch (coupon.state) {
    case 'reserved':
    case 'sending':
      return { send: coupon.resendAtMs };
    case 'issued':
    case 'delivered':
      return { close: coupon.expiresAt + settleSeconds };
    case 'redeemed':
    case 'expired':
    case 'refused':
      return null;
  }
}

/** Decided and neither used nor closed: a second one for the same silence would only repeat it. */
export function isOpenState(state: Coupon['state']): boolean {
  return openStates.has(state);
}

const openStates: ReadonlySet<string> = new Set(['reserved', 'sending', 'issued', 'delivered']);

/** A public id that finds the item again. */
export function couponIdOf(key: CouponKey): string {
  const parts = [key.customerId, key.ruleId, key.occasion];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

const idPartsSchema = z.tuple([z.string().min(1), z.string().min(1), z.string().min(1)]);

/** Null where the id is not one of ours. */
export function couponKeyOf(couponId: string): CouponKey | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(couponId, 'base64url').toString());
    const [customerId, ruleId, occasion] = idPartsSchema.parse(parts);
    return { customerId, ruleId, occasion };
  } catch {
    return null;
  }
}

import { type FoldableRow, isEligible } from '../customers/fold.ts';
import type { Clock } from '../platform/clock.ts';
import type { Write } from '../platform/dynamo.ts';
import { type Coupon, momentOf } from './coupon.ts';
import { redeemed } from './couponChange.ts';
import type { CouponStore } from './couponStore.ts';

export interface RedeemDeps {
  coupons: CouponStore;
  clock: Clock;
  tell: (shop: string, coupon: Coupon, at: number) => Write;
}

const patience = 8;

/**
 * Settles every coupon whose code an order carries at the discount that order really gave; 0 once
 * the order is undone. `order` is undefined where it was deleted. Answers how many coupons changed.
 */
export async function settleOrder(
  shop: string,
  orderId: string,
  codes: readonly string[],
  order: FoldableRow | undefined,
  deps: RedeemDeps,
): Promise<number> {
  let changed = 0;
  for (const code of codes) {
    const key = await deps.coupons.findByCode(shop, code.toUpperCase());
    if (key === undefined) continue;
    for (let attempt = 0; ; attempt += 1) {
      if (attempt === patience) throw new Error('a coupon kept changing while it was settled');
      const coupon = await deps.coupons.read(shop, key);
      if (coupon === undefined) break;
      const { now } = momentOf(deps.clock);
      const after = redeemed(coupon, orderId, discountGiven(coupon, order, now), now);
      if (after === coupon) break;
      const also = coupon.state === 'redeemed' ? [] : [deps.tell(shop, after, now)];
      if ((await deps.coupons.change(shop, coupon, after, also)) === 'kept') {
        changed += 1;
        break;
      }
    }
  }
  return changed;
}

/**
 * What the coupon cost on this order, in minor units. An order tells its discounts as one sum: a
 * fixed amount never gives more than itself, a percentage is taken to have given all of it.
 */
export function discountGiven(coupon: Coupon, order: FoldableRow | undefined, now: number): number {
  if (order === undefined || !stands(order, now)) return 0;
  return coupon.offer.kind === 'amount'
    ? Math.min(order.discountMinor, coupon.offer.minor)
    : order.discountMinor;
}

/** Counted, or free of charge because of the discount. */
function stands(order: FoldableRow, now: number): boolean {
  if (isEligible(order, now)) return true;
  return (
    order.totalMinor === 0 &&
    order.payment === 'paid' &&
    !order.flags.includes('test') &&
    (order.cancelledAt === null || order.cancelledAt > now)
  );
}

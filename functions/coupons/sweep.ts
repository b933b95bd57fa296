import type { Clock } from '../platform/clock.ts';
import type { Write } from '../platform/dynamo.ts';
import type { Queue } from '../platform/queue.ts';
import { type Coupon, dueOf, momentOf } from './coupon.ts';
import { expired } from './couponChange.ts';
import type { CouponIndex } from './couponIndexStore.ts';
import type { CouponStore } from './couponStore.ts';
import { issueMessage } from './issueMessage.ts';

export interface SweepDeps {
  coupons: CouponStore;
  couponIndex: CouponIndex;
  issueQueue: Queue;
  clock: Clock;
  tell: (shop: string, coupon: Coupon, at: number) => Write;
}

/** Per sweep; what is beyond it is due in the next one. */
const atOnce = 1000;

/** Sends again what was decided and never arrived; closes what expired two days ago. */
export async function sweepCoupons(
  shop: string,
  deps: SweepDeps,
): Promise<{ resent: number; expired: number }> {
  const { now, wallMs } = momentOf(deps.clock);
  const unsent = await deps.couponIndex.toSend(shop, wallMs, atOnce);
  for (const key of unsent) await deps.issueQueue.send(issueMessage(shop, key), { group: shop });

  let closed = 0;
  for (const key of await deps.couponIndex.toClose(shop, now, atOnce)) {
    const coupon = await deps.coupons.read(shop, key);
    const due = coupon === undefined ? null : dueOf(coupon);
    // The index may be behind the item.
    if (coupon === undefined || due === null || !('close' in due) || due.close > now) continue;
    const after = expired(coupon, now);
    const entry = deps.tell(shop, after, now);
    if ((await deps.coupons.change(shop, coupon, after, [entry])) === 'kept') closed += 1;
  }
  return { resent: unsent.length, expired: closed };
}

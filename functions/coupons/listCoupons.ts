import { z } from 'zod';
import { nameOf, openPerson } from '../customers/person.ts';
import { readCustomers } from '../customers/store.ts';
import { auditWrite } from '../platform/auditLog.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Coupon, couponKeyOf, momentOf } from './coupon.ts';
import { delivered } from './couponChange.ts';
import { couponStateSchema, type CouponView } from './coupons.schema.ts';
import type { Desk } from './desk.ts';
import type { By } from './manageRules.ts';
import { couponView } from './shown.ts';

export const couponQuerySchema = z.object({
  rule: z.string().max(100).optional(),
  state: couponStateSchema.optional(),
  cursor: z.string().max(500).optional(),
});

const pageSize = 50;
const patience = 5;

/** Coupons by rule and state, newest decided first. */
export async function listCoupons(
  shop: string,
  query: z.infer<typeof couponQuerySchema>,
  desk: Desk,
): Promise<{ coupons: CouponView[]; cursor: string | null }> {
  const ruleIds =
    query.rule === undefined
      ? (await desk.rules.list(shop)).map(({ ruleId }) => ruleId)
      : [query.rule];
  const states = query.state === undefined ? couponStateSchema.options : [query.state];
  const cursor = query.cursor ?? null;
  const page = await desk.couponIndex.page(shop, ruleIds, states, cursor, pageSize);
  return { coupons: await shown(shop, page.coupons, desk), cursor: page.cursor };
}

/** Notes that staff gave the customer this coupon. */
export async function deliverCoupon(
  { shop, userId }: By,
  couponId: string,
  desk: Desk,
): Promise<CouponView> {
  const key = couponKeyOf(couponId);
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const coupon = key === null ? undefined : await desk.coupons.read(shop, key);
    if (coupon === undefined) throw new Refusal('notFound', 'There is no such coupon.');
    const { now, wallMs: atMs } = momentOf(desk.clock);
    const after = delivered(coupon, now);
    if (after === null || coupon.expiresAt <= now) {
      throw new Refusal('conflict', 'Only a coupon that is issued and still open can be given.');
    }
    const audit = {
      atMs,
      userId,
      action: 'coupon.give',
      subject: `coupon/${couponId}`,
      changes: {},
    };
    const also = [desk.tell(shop, after, now), auditWrite(shop, audit, after.rev)];
    if (after === coupon || (await desk.coupons.change(shop, coupon, after, also)) === 'kept') {
      const [view] = await shown(shop, [after], desk);
      if (view !== undefined) return view;
    }
  }
  throw new Refusal('conflict', 'The coupon is being changed by someone else: try again.');
}

async function shown(shop: string, coupons: readonly Coupon[], desk: Desk): Promise<CouponView[]> {
  const ids = [...new Set(coupons.map(({ customerId }) => customerId))];
  const names = new Map<string, string | null>();
  for (const { item } of await readCustomers(desk.table, shop, ids)) {
    const person = openPerson(desk.vault, shop, item.customerId, item.personal);
    names.set(item.customerId, nameOf(person));
  }
  const { now } = momentOf(desk.clock);
  return coupons.map((coupon) => couponView(coupon, names.get(coupon.customerId) ?? null, now));
}

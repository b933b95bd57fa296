import { z } from 'zod';
import type { Item, Table } from '../platform/dynamo.ts';
import { indexKeys, keys } from '../platform/keys.ts';
import type { CouponKey } from './code.ts';
import { couponStateSchema, type CouponState } from './coupons.schema.ts';
import { type Coupon, couponSchema } from './coupon.ts';

/** Which coupon was given for which occasion, as an index knows it: soon after the fact. */
export interface GivenCoupon extends CouponKey {
  state: CouponState;
}

export interface CouponPage {
  coupons: Coupon[];
  /** Resume after the last one; null at the end. */
  cursor: string | null;
}

/** Coupons across customers: by rule and state, and those whose time has come. */
export interface CouponIndex {
  /** Newest decided first, at most `limit`. */
  page(
    shop: string,
    ruleIds: readonly string[],
    states: readonly CouponState[],
    cursor: string | null,
    limit: number,
  ): Promise<CouponPage>;
  /** Every coupon of a rule, whatever became of it. */
  given(shop: string, ruleId: string): Promise<GivenCoupon[]>;
  /** Not sent yet, and nobody has been at it until this wall time (ms). */
  toSend(shop: string, wallMs: number, limit: number): Promise<CouponKey[]>;
  /** Open long after expiry, as of this business time (s). */
  toClose(shop: string, now: number, limit: number): Promise<CouponKey[]>;
}

const indexedSchema = z.object({ pk: z.string(), sk: z.string() });
const placeSchema = indexedSchema.extend({ couponSk: z.string() });
/** Sorts after every item key of the same instant. */
const last = '~';

export function openCouponIndex(table: Table): CouponIndex {
  async function newest(pk: string, cursor: string | null, limit: number) {
    const pages = table.query({
      index: 'coupons',
      pk,
      newestFirst: true,
      pageSize: limit + 1,
      ...(cursor === null ? {} : { to: cursor }),
    });
    const found: z.infer<typeof placeSchema>[] = [];
    for await (const page of pages) {
      found.push(...page.map((item) => placeSchema.parse(item)));
      if (found.length > limit) break;
    }
    return found.filter((place) => place.couponSk !== cursor);
  }

  async function due(pk: string, instant: number, limit: number): Promise<CouponKey[]> {
    const found: CouponKey[] = [];
    const to = indexKeys.at(instant, last);
    for await (const page of table.query({ index: 'due', pk, to, pageSize: limit })) {
      found.push(...page.map(keyOf));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  }

  return {
    async page(shop, ruleIds, states, cursor, limit) {
      const partitions = ruleIds.flatMap((ruleId) =>
        states.map((state) => indexKeys.couponsOf(shop, ruleId, state)),
      );
      const found = await Promise.all(partitions.map((pk) => newest(pk, cursor, limit)));
      const places = found.flat().sort((a, b) => (a.couponSk < b.couponSk ? 1 : -1));
      const shown = places.slice(0, limit);
      const items = await table.getMany(shown.map(({ pk, sk }) => ({ pk, sk })));
      const coupons = items.map((item) => couponSchema.parse(item));
      coupons.sort((a, b) => (sortKeyOf(shop, a) < sortKeyOf(shop, b) ? 1 : -1));
      const more = places.length > limit;
      return { coupons, cursor: more ? (shown.at(-1)?.couponSk ?? null) : null };
    },
    async given(shop, ruleId) {
      const found = await Promise.all(
        couponStateSchema.options.map(async (state) => {
          const of: GivenCoupon[] = [];
          const pk = indexKeys.couponsOf(shop, ruleId, state);
          for await (const page of table.query({ index: 'coupons', pk })) {
            of.push(...page.map((item) => ({ ...keyOf(item), state })));
          }
          return of;
        }),
      );
      return found.flat();
    },
    toSend: (shop, wallMs, limit) => due(indexKeys.couponsToSend(shop), wallMs, limit),
    toClose: (shop, now, limit) => due(indexKeys.couponsToClose(shop), now, limit),
  };
}

function sortKeyOf(shop: string, coupon: Coupon): string {
  const { sk } = keys.coupon(shop, coupon.customerId, coupon.ruleId, coupon.occasion);
  return indexKeys.at(coupon.decidedAt, sk);
}

function keyOf(item: Item): CouponKey {
  const [, customerId = '', ruleId = '', occasion = ''] = indexedSchema.parse(item).sk.split('#');
  return { customerId, ruleId, occasion };
}

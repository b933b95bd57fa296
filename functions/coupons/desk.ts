import { timelineWrite } from '../customers/timelineStore.ts';
import type { Clock } from '../platform/clock.ts';
import type { Table, Write } from '../platform/dynamo.ts';
import type { Log } from '../platform/log.ts';
import type { Queue } from '../platform/queue.ts';
import type { Vault } from '../platform/vault.ts';
import { openAskedQueries, type AskedQueries } from '../segments/askedQueries.ts';
import type { FieldsRead } from '../segments/groups/traits.ts';
import type { Discounts } from '../shopify/discounts.ts';
import type { OpenGoods } from '../segments/groups/goodsFile.ts';
import type { Snapshots } from '../segments/snapshot.ts';
import type { ShopStore } from '../shops/store.ts';
import { type CouponIndex, openCouponIndex } from './couponIndexStore.ts';
import { type CouponStore, openCouponStore } from './couponStore.ts';
import { momentOf, type Coupon } from './coupon.ts';
import { type Population, populationOf } from './population.ts';
import { openRuleStore, type RuleStore } from './ruleStore.ts';

/** What coupons need from outside. */
export interface CouponDeps {
  table: Table;
  shops: ShopStore;
  /** The newest of each shop. */
  snapshots: Snapshots;
  /** The products of the same run. */
  goods: OpenGoods;
  /** The merchant's own fields of customers whose values are known. */
  fieldsRead: (shop: string) => Promise<FieldsRead>;
  /** Consumed by `issueCoupons`. */
  issueQueue: Queue;
  discounts: Discounts;
  vault: Vault;
  clock: Clock;
  log: Log;
}

/** Everything a deed of this folder works with. */
export interface Desk extends CouponDeps {
  coupons: CouponStore;
  couponIndex: CouponIndex;
  rules: RuleStore;
  /** Conditions as the shop asks them, watched before anything is sent. */
  queries: AskedQueries;
  /** The customers as of the last run; null before the first. */
  population: (shop: string) => Promise<Population | null>;
  /** The timeline entry of a coupon's new state, for the same transaction. */
  tell: (shop: string, coupon: Coupon, at: number) => Write;
}

export function openDesk(deps: CouponDeps): Desk {
  return {
    ...deps,
    coupons: openCouponStore(deps.table),
    couponIndex: openCouponIndex(deps.table),
    rules: openRuleStore(deps.table),
    queries: openAskedQueries({
      ...deps,
      suddenGrowth: async (shop) => (await deps.shops.readSettings(shop)).settings.suddenGrowth,
      pickedFields: async (shop) =>
        (await deps.shops.readSettings(shop)).settings.merchantFields.picked,
    }),
    async population(shop) {
      const snapshot = await deps.snapshots.open(shop);
      return snapshot === null ? null : populationOf(snapshot, momentOf(deps.clock).now);
    },
    tell: (shop, coupon, at) => {
      const { ruleId, ruleName, code, state, offer } = coupon;
      const entry = { kind: 'coupon', at, ruleId, ruleName, code, state, offer } as const;
      return timelineWrite(shop, coupon.customerId, entry);
    },
  };
}

import type { RuleView } from '../coupons/coupons.schema.ts';
import type { Customer } from '../customers/store.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import { emptyColumns } from '../segments/columns.ts';
import type { Snapshot } from '../segments/snapshot.ts';
import { cellQuery, summarise, type Group } from '../segments/summary.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import type { Overview } from './overview.schema.ts';
import { thingsToDo } from './today.ts';

export interface OverviewParts {
  shop: ShopRecord;
  snapshot: Snapshot | null;
  rules: readonly RuleView[];
  /** Coupons out there now, and the discount redeemed with them, minor units. */
  couponsOut: number;
  couponRedeemedMinor: number;
  /** Customers with the newest orders. */
  newest: readonly Customer[];
  backfill: Overview['backfill'];
  /** Messages not yet done; null where nobody counts them. */
  queue: number | null;
  /** Epoch seconds of business time. */
  asOf: number;
}

/** The first page, whole. */
export function overviewOf(parts: OverviewParts): Overview {
  const { shop, snapshot, rules, asOf } = parts;
  const { currency } = shop;
  const columns = snapshot?.columns ?? emptyColumns(0);
  const totals = snapshot?.meta.totals;
  const cutoffs = snapshot?.meta.cutoffs ?? null;
  const money = (minor: number) => moneyOf(minor, currency);
  const shown = (groups: readonly Group[]) =>
    groups.map(({ key, customers, netMinor }) => ({ key, customers, netSpent: money(netMinor) }));
  const { abc, lifecycle, levels, matrix, segments, ...sums } = summarise(columns);
  const count = (key: string) => lifecycle.find((group) => group.key === key)?.customers ?? 0;
  const activeRules = rules.filter(({ state }) => state === 'active');
  const latest = latestOrders(parts.newest, currency, asOf);

  return {
    shop: {
      domain: shop.shop,
      name: shop.name,
      currency,
      timeZone: shop.timeZone,
      locale: shop.locale,
    },
    now: instantOf(asOf),
    customers: columns.count,
    ranked: cutoffs?.ranked ?? 0,
    prospects: sums.prospects,
    historyIncomplete: sums.historyIncomplete,
    orders: (totals?.orders ?? 0) + (totals?.walkIn.orders ?? 0),
    netSpent: money((totals?.netMinor ?? 0) + (totals?.walkIn.netMinor ?? 0)),
    walkIn: {
      orders: totals?.walkIn.orders ?? 0,
      netSpent: money(totals?.walkIn.netMinor ?? 0),
    },
    levels: shown(levels),
    segments: shown(segments),
    abc: shown(abc),
    lifecycle: shown(lifecycle),
    matrix: matrix.map((cell) => ({
      recency: cell.recency,
      frequency: cell.frequency,
      segment: cell.segment,
      customers: cell.customers,
      netSpent: money(cell.netMinor),
      averageOrder: cell.orders === 0 ? null : money(Math.round(cell.netMinor / cell.orders)),
      query: cellQuery(cell),
    })),
    cards: {
      repeatRevenue: {
        now: money(totals?.repeatMinor.now ?? 0),
        before: money(totals?.repeatMinor.before ?? 0),
      },
      atRiskRevenue: {
        now: money(totals?.overdueMinor.now ?? 0),
        before: money(totals?.overdueMinor.before ?? 0),
      },
      activeRules: activeRules.length,
      couponsOut: parts.couponsOut,
      couponRedeemed: money(parts.couponRedeemedMinor),
    },
    latest,
    today: thingsToDo({
      lifecycle,
      levels,
      historyIncomplete: sums.historyIncomplete,
      firstTimers: count('first_timer'),
      activeRules: activeRules.length,
      rules: rules.length,
      waitingCoupons: activeRules.reduce((sum, { waiting }) => sum + waiting, 0),
    }).map(({ netMinor, ...todo }) => ({
      ...todo,
      netSpent: netMinor === null ? null : money(netMinor),
    })),
    cutoffs:
      cutoffs === null
        ? null
        : {
            computedAt: instantOf(cutoffs.asOf),
            ranked: cutoffs.ranked,
            method: cutoffs.method,
            lifecycle: cutoffs.lifecycle,
            abcA: cutoffs.abcA === null ? null : money(Math.round(cutoffs.abcA)),
            abcB: cutoffs.abcB === null ? null : money(Math.round(cutoffs.abcB)),
          },
    freshness: {
      computedAt: snapshot === null ? null : instantOf(snapshot.meta.asOf),
      lastOrderAt: latest[0]?.placedAt ?? null,
      queue: parts.queue,
    },
    backfill: parts.backfill,
  };
}

const latestShown = 8;

/** Each of these customers' newest order, newest first. */
function latestOrders(
  newest: readonly Customer[],
  currency: string,
  asOf: number,
): Overview['latest'] {
  return newest
    .flatMap(({ item, rows }) =>
      rows
        .filter((row) => row.kind === 'order' && row.placedAt <= asOf)
        .slice(-latestShown)
        .map((row) => ({ row, customerId: item.customerId })),
    )
    .sort((one, other) => other.row.placedAt - one.row.placedAt)
    .slice(0, latestShown)
    .map(({ row, customerId }) => ({
      orderId: row.orderId,
      name: row.name,
      customerId,
      total: moneyOf(row.totalMinor, currency),
      placedAt: instantOf(row.placedAt),
    }));
}

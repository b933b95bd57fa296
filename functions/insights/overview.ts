import type { RuleView } from '../coupons/coupons.schema.ts';
import type { Customer } from '../customers/store.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { Cutoffs } from '../segments/classes.schema.ts';
import { emptyColumns } from '../segments/columns.ts';
import type { Snapshot } from '../segments/snapshot.ts';
import type { ShopTotals } from '../segments/snapshot.schema.ts';
import { cellQuery, summarise, type Cell, type Group, type Summary } from '../segments/summary.ts';
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
  /** Messages that could not be worked on. */
  deadLetters: number;
  attention: Overview['attention'];
  /** Messages not yet done; null where nobody counts them. */
  queue: number | null;
  /** Epoch seconds of business time. */
  asOf: number;
}

/** The first page, whole. */
export function overviewOf(parts: OverviewParts): Overview {
  const { shop, snapshot, asOf } = parts;
  const { currency } = shop;
  const summary = summarise(snapshot?.columns ?? emptyColumns(0));
  const totals = snapshot?.meta.totals ?? noTotals;
  const money = (minor: number) => moneyOf(minor, currency);
  const shown = (groups: readonly Group[]) =>
    groups.map(({ key, customers, netMinor }) => ({ key, customers, netSpent: money(netMinor) }));
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
    customers: summary.customers,
    ranked: summary.ranked,
    prospects: summary.prospects,
    historyIncomplete: summary.historyIncomplete,
    orders: totals.orders + totals.walkIn.orders,
    netSpent: money(totals.netMinor + totals.walkIn.netMinor),
    wholesale: wholesaleOf(totals, money),
    walkIn: { orders: totals.walkIn.orders, netSpent: money(totals.walkIn.netMinor) },
    levels: shown(summary.levels),
    segments: shown(summary.segments),
    abc: shown(summary.abc),
    lifecycle: shown(summary.lifecycle),
    matrix: summary.matrix.map((cell) => matrixCell(cell, currency)),
    cards: cardsOf(parts, totals),
    latest,
    today: todayOf(parts, summary),
    cutoffs: snapshot === null ? null : cutoffsOf(snapshot.meta.cutoffs, currency),
    freshness: {
      computedAt: snapshot === null ? null : instantOf(snapshot.meta.asOf),
      lastOrderAt: latest[0]?.placedAt ?? null,
      queue: parts.queue,
    },
    deadLetters: parts.deadLetters,
    attention: parts.attention,
    backfill: parts.backfill,
  };
}

type Totals = Pick<
  ShopTotals,
  'orders' | 'netMinor' | 'walkIn' | 'repeatMinor' | 'overdueMinor' | 'wholesale'
>;

const nothing = { now: 0, before: 0 };
const noTotals: Totals = {
  orders: 0,
  netMinor: 0,
  walkIn: { orders: 0, netMinor: 0 },
  repeatMinor: nothing,
  overdueMinor: nothing,
};

const wholesaleQuery = 'wholesale = true';

function wholesaleOf(
  { wholesale }: Totals,
  money: (minor: number) => Overview['netSpent'],
): Overview['wholesale'] {
  if (wholesale === undefined) return null;
  const { customers, ranked, netMinor } = wholesale;
  return { customers, ranked, netSpent: money(netMinor), query: wholesaleQuery };
}

function matrixCell(cell: Cell, currency: string): Overview['matrix'][number] {
  const { recency, frequency, segment, customers, orders, netMinor } = cell;
  return {
    recency,
    frequency,
    segment,
    customers,
    netSpent: moneyOf(netMinor, currency),
    averageOrder: orders === 0 ? null : moneyOf(Math.round(netMinor / orders), currency),
    query: cellQuery(cell),
  };
}

function cardsOf(parts: OverviewParts, totals: Totals): Overview['cards'] {
  const money = (minor: number) => moneyOf(minor, parts.shop.currency);
  const pair = ({ now, before }: typeof nothing) => ({ now: money(now), before: money(before) });
  return {
    repeatRevenue: pair(totals.repeatMinor),
    atRiskRevenue: pair(totals.overdueMinor),
    activeRules: parts.rules.filter(isActive).length,
    couponsOut: parts.couponsOut,
    couponRedeemed: money(parts.couponRedeemedMinor),
  };
}

const isActive = ({ state }: RuleView) => state === 'active';

function todayOf({ shop, rules }: OverviewParts, summary: Summary): Overview['today'] {
  const active = rules.filter(isActive);
  const firstTimers = summary.lifecycle.find(({ key }) => key === 'first_timer');
  return thingsToDo({
    lifecycle: summary.lifecycle,
    levels: summary.levels,
    historyIncomplete: summary.historyIncomplete,
    firstTimers: firstTimers?.customers ?? 0,
    rules: rules.length,
    waitingCoupons: active.reduce((sum, { waiting }) => sum + waiting, 0),
  }).map(({ netMinor, ...todo }) => ({
    ...todo,
    netSpent: netMinor === null ? null : moneyOf(netMinor, shop.currency),
  }));
}

function cutoffsOf(cutoffs: Cutoffs, currency: string): NonNullable<Overview['cutoffs']> {
  const { asOf, ranked, method, lifecycle, abcA, abcB } = cutoffs;
  const money = (minor: number | null) =>
    minor === null ? null : moneyOf(Math.round(minor), currency);
  return {
    computedAt: instantOf(asOf),
    ranked,
    method,
    lifecycle,
    abcA: money(abcA),
    abcB: money(abcB),
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

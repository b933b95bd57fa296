import type { Coupon } from '../coupons/coupon.ts';
import type { Calendar } from '../customers/calendar.ts';
import type { Scheme } from '../customers/customer.schema.ts';
import { nameOf, type Person } from '../customers/person.ts';
import type { Customer } from '../customers/store.ts';
import { classify, type Classes } from '../segments/classify.ts';
import type { Cutoffs } from '../segments/classes.schema.ts';
import { changesOn, winBackBy } from '../segments/explain.ts';
import { lapsedDays, readFigures } from '../segments/figures.ts';
import { rankingKeyOf, rankingOf } from '../segments/ranking.ts';
import { standingOf } from '../segments/standing.ts';
import type { ShopTotals } from '../segments/snapshot.schema.ts';
import type { Settings } from '../shops/settings.schema.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import { cutoffsView } from './cutoffsView.ts';
import type { CustomerFile, Held } from './customers.schema.ts';
import { offerView } from '../coupons/shown.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';

export interface FileParts {
  customer: Customer;
  person: Person;
  coupons: readonly Coupon[];
  cutoffs: Cutoffs | null;
  settings: Settings;
  shop: ShopRecord;
  calendar: Calendar;
  /** Of the last run, with the median customer of each ranking; null before the first. */
  totals: Pick<ShopTotals, 'median' | 'wholesale'> | null;
  /** Epoch seconds of business time. */
  asOf: number;
}

/** One customer as of now: figures, each class with its reason and its next change, coupons. */
export function customerFile(parts: FileParts): CustomerFile {
  const { customer, cutoffs, settings, shop, calendar, asOf } = parts;
  const { item, rows } = customer;
  const currency = shop.currency;
  const read = readFigures(rows, { asOf, calendar }, standingOf(item, rows, settings));
  const { figures } = read;
  const own = rankingOf(figures, cutoffs);
  const today = calendar.dayOf(asOf);
  const now = classify(figures, cutoffs, settings, today);
  const coming = changesOn(figures, cutoffs, settings, today);
  const names = new Map(rows.map((row) => [row.orderId, row.name]));
  const held = (scheme: Scheme): Held => heldView(scheme, now, customer, coming[scheme], names);

  return {
    id: item.customerId,
    name: nameOf(parts.person),
    orders: figures.orders,
    netSpent: moneyOf(figures.netMinor, currency),
    firstOrderAt: figures.firstAt === null ? null : instantOf(figures.firstAt),
    lastOrderAt: figures.lastAt === null ? null : instantOf(figures.lastAt),
    rfm: {
      ...(now.scores ?? { recency: null, frequency: null, monetary: null }),
      segment: now.segment,
      level: now.level,
    },
    abc: now.abc,
    lifecycle: now.lifecycle,
    quadrant: now.quadrant,
    loyalty: now.loyalty,
    promotion: now.promotion,
    standard: item.classes.standard?.value ?? null,
    historyIncomplete: figures.historyIncomplete,
    ranking: rankingKeyOf(figures),
    classes: {
      segment: held('segment'),
      level: held('level'),
      abc: held('abc'),
      lifecycle: held('lifecycle'),
      quadrant: held('quadrant'),
      loyalty: held('loyalty'),
      promotion: held('promotion'),
      standard: held('standard'),
    },
    unranked: now.unranked,
    recencyDays: lapsedDays(figures.lastDay, today),
    orderDays: figures.orderDays,
    usualGapDays: read.usualGapDays,
    averageOrder: averageOf(read.sales.minor, currency),
    discount: moneyOf(read.discountMinor, currency),
    winBackBy: now.lifecycle === 'lost' ? winBackBy(figures, cutoffs, settings) : null,
    email: parts.person.email,
    phone: parts.person.phone,
    tags: Object.entries(item.tags)
      .filter(([, said]) => said.on)
      .map(([tag]) => tag)
      .sort(),
    emailConsent: item.consent.email?.state ?? null,
    shopSays:
      item.shopSays === null
        ? null
        : {
            orders: item.shopSays.orders,
            spent: moneyOf(item.shopSays.spentMinor, currency),
          },
    cutoffs: own === null ? null : cutoffsView(own, settings, currency),
    median: medianOf(parts.totals, figures.wholesale, currency),
    coupons: parts.coupons.map((coupon) => ({
      code: coupon.code,
      ruleId: coupon.ruleId,
      ruleName: coupon.ruleName,
      state: coupon.state,
      offer: offerView(coupon.offer, coupon.currency),
      issuedAt: coupon.issuedAt === null ? null : instantOf(coupon.issuedAt),
      expiresAt: instantOf(coupon.expiresAt),
    })),
    shopifyUrl: shopifyUrlOf(shop.shop, item.customerId),
  };
}

/** The customer's page in the Shopify admin. */
export function shopifyUrlOf(shop: string, customerId: string): string {
  return `https://${shop}/admin/customers/${customerId}`;
}

/** The middle customer of the same ranking. */
function medianOf(
  totals: FileParts['totals'],
  wholesale: boolean,
  currency: string,
): CustomerFile['median'] {
  const median = wholesale ? totals?.wholesale?.median : totals?.median;
  if (median === null || median === undefined) return null;
  return { orders: median.orders, netSpent: moneyOf(Math.round(median.netMinor), currency) };
}

function averageOf(minors: readonly number[], currency: string) {
  if (minors.length === 0) return null;
  const sum = minors.reduce((total, minor) => total + minor, 0);
  return moneyOf(Math.round(sum / minors.length), currency);
}

/**
 * What is held explains what is true now only while both agree: between midnight and the next run
 * time may have moved a class whose record is not written yet.
 */
function heldView(
  scheme: Scheme,
  now: Classes,
  customer: Customer,
  coming: { date: string; to: string } | null,
  names: ReadonlyMap<string, string | null>,
): Held {
  const kept = customer.item.classes[scheme];
  // A merchant's own query is asked by the run, not here.
  const value = now[scheme] === undefined ? (kept?.value ?? null) : now[scheme];
  const agreed = kept !== undefined && kept.value === value ? kept : undefined;
  return {
    value,
    since: agreed === undefined ? null : instantOf(agreed.since),
    because:
      agreed === undefined
        ? null
        : {
            cause: agreed.cause,
            from: agreed.from,
            orderId: agreed.orderId,
            orderName: agreed.orderId === null ? null : (names.get(agreed.orderId) ?? null),
          },
    changesOn: coming,
  };
}

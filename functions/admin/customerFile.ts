import type { Coupon } from '../coupons/coupon.ts';
import type { Calendar } from '../customers/calendar.ts';
import { nameOf, type Person } from '../customers/person.ts';
import type { Customer } from '../customers/store.ts';
import type { TimelineEntry } from '../customers/timeline.ts';
import { classify } from '../segments/classify.ts';
import type { Cutoffs } from '../segments/classes.schema.ts';
import { winBackBy } from '../segments/explain.ts';
import { explain } from '../segments/explanation.ts';
import { lapsedDays, readFigures } from '../segments/figures.ts';
import { rankingKeyOf, rankingOf } from '../segments/ranking.ts';
import type { Model } from '../prediction/model.schema.ts';
import { predicted } from '../segments/predicted.ts';
import { standingOf } from '../segments/standing.ts';
import type { Medians } from '../segments/pastShops.ts';
import type { Settings } from '../shops/settings.schema.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import { classesView } from './classesView.ts';
import { cutoffsView } from './cutoffsView.ts';
import type { CustomerFile } from './customers.schema.ts';
import { measuresView, nextPointsView } from './measuresView.ts';
import { predictionView } from './predictionView.ts';
import { risingView } from './risingView.ts';
import { recordedAt } from './recordedClass.ts';
import { offerView } from '../coupons/shown.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';

export interface FileParts {
  customer: Customer;
  person: Person;
  coupons: readonly Coupon[];
  cutoffs: Cutoffs | null;
  /** Of the last run; null before the first. */
  model: Model | null;
  /** The merchant's own class, which is asked of everybody at once and not here. */
  standard: string | null;
  settings: Settings;
  shop: ShopRecord;
  calendar: Calendar;
  /** The median customer of each ranking, of the last run or of the day; null before the first run. */
  medians: Medians | null;
  /** Epoch seconds of business time; the end of that day where `past` says which. */
  asOf: number;
  past: { date: string; kept: readonly TimelineEntry[] } | null;
}

/** One customer as of now: figures, each class with its reason and its next change, coupons. */
export function customerFile(parts: FileParts): CustomerFile {
  const { customer, cutoffs, settings, shop, calendar, asOf } = parts;
  const { item, rows } = customer;
  const currency = shop.currency;
  const standing = standingOf(item, rows, settings);
  const today = calendar.dayOf(asOf);
  const isPast = parts.past !== null;
  const plain = readFigures(rows, { asOf, calendar }, standing);
  const read = predicted(plain, isPast ? null : parts.model, today);
  const { figures } = read;
  const own = rankingOf(figures, cutoffs);
  const now = classify(figures, cutoffs, settings, today);
  const { potentialMinor, soonMinor } = figures;
  const expected = { potentialMinor, soonMinor };
  const explained = explain({
    ...{ rows, standing, cutoffs, settings, asOf, calendar },
    predicted: expected,
  });

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
    standard: parts.standard,
    historyIncomplete: figures.historyIncomplete,
    ranking: rankingKeyOf(figures),
    classes: classesView({
      now,
      standard: parts.standard,
      recorded: (scheme) => {
        const kept = { entries: parts.past?.kept ?? [], held: item.classes[scheme] };
        return recordedAt(scheme, kept, { at: asOf, installedAt: shop.installedAtMs / 1000 });
      },
      explained,
      names: new Map(rows.map((row) => [row.orderId, row.name])),
      currency,
    }),
    prediction: predictionView(read, parts.model, { today, currency, isPast }),
    measures: measuresView(figures, settings, { today, currency }),
    nextPoints: nextPointsView(figures, now.scores, own, currency),
    rising: isPast
      ? null
      : risingView({
          ...{ figures, settings, today, calendar, currency, cutoffs: own },
          held: item.classes,
          ways: [explained.level, explained.abc],
        }),
    past: pastOf(parts),
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
    shopGroup: isPast ? null : (item.shopGroup ?? null),
    cutoffs: own === null ? null : cutoffsView(own, settings, currency),
    median: medianOf(parts.medians, figures.wholesale, currency),
    coupons: parts.coupons.filter(wasIssued(parts)).map((coupon) => ({
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
  medians: FileParts['medians'],
  wholesale: boolean,
  currency: string,
): CustomerFile['median'] {
  const median = wholesale ? medians?.wholesale?.median : medians?.median;
  if (median === null || median === undefined) return null;
  return { orders: median.orders, netSpent: moneyOf(Math.round(median.netMinor), currency) };
}

function averageOf(minors: readonly number[], currency: string) {
  if (minors.length === 0) return null;
  const sum = minors.reduce((total, minor) => total + minor, 0);
  return moneyOf(Math.round(sum / minors.length), currency);
}

/** On a past day only what had been given by then. */
function wasIssued({ asOf, past }: FileParts): (coupon: Coupon) => boolean {
  return ({ issuedAt }) => past === null || (issuedAt !== null && issuedAt <= asOf);
}

/** A past day's file says so, and what of it is today's word. */
function pastOf({ customer: { item, rows }, asOf, past }: FileParts): CustomerFile['past'] {
  if (past === null) return null;
  const ordered = rows.some(({ placedAt }) => placedAt <= asOf);
  return {
    date: past.date,
    asOf: instantOf(asOf),
    there: ordered || (item.createdAt !== null && item.createdAt <= asOf),
    todaysValues: ['payment', 'tags', 'incomplete', 'settings', 'person', 'coupons'],
  };
}

import { gid } from '../../gid.ts';
import { utc, utcOrNull } from '../../instant.ts';
import type { DiscountRecord } from '../../records/schema.ts';
import { redemptions } from '../../records/totals.ts';
import { listConnection } from '../connection.ts';
import type { View } from '../fields.ts';
import type { World } from '../world.ts';
import { money } from './money.ts';

/** Shopify counts uses some time after the order: whoever settles by this counter is wrong. */
const usageCountLagSeconds = 300;

/** A discount code's node. */
export function discountView(discount: DiscountRecord, world: World): View {
  return {
    __typename: 'DiscountCodeNode',
    id: gid('DiscountCodeNode', discount.id),
    codeDiscount: () => codeDiscountView(discount, world),
  };
}

function codeDiscountView(discount: DiscountRecord, world: World): View {
  const { records, shop } = world;
  const used = () =>
    redemptions(records, shop.domain, discount.id, { until: world.now - usageCountLagSeconds });
  const shared = {
    title: discount.title,
    status: discountStatus(discount, world.now),
    summary: discount.title,
    shortSummary: discount.title,
    startsAt: utc(discount.startsAt),
    endsAt: utcOrNull(discount.endsAt),
    createdAt: utc(discount.createdAt),
    updatedAt: utc(discount.updatedAt),
    usageLimit: discount.usageLimit,
    recurringCycleLimit: null,
    appliesOncePerCustomer: discount.oncePerCustomer,
    asyncUsageCount: used,
    combinesWith: { ...discount.combinesWith, productDiscountsWithTagsOnSameCartLine: null },
    context: () => contextView(discount, world),
    minimumRequirement: minimumView(discount, shop.currency),
    hasTimelineComment: false,
    tags: [],
    shareableUrls: [],
    codesCount: { count: 1, precision: 'EXACT' },
    codes: (args: unknown) =>
      listConnection([discount], args, world.whole, () => ({
        id: gid('DiscountRedeemCode', discount.id),
        code: discount.code,
        asyncUsageCount: used,
      })),
  };
  const { offer } = discount;
  if (offer.as === 'freeShipping') {
    return {
      ...shared,
      __typename: 'DiscountCodeFreeShipping',
      appliesOnOneTimePurchase: true,
      appliesOnSubscription: false,
      discountClasses: ['SHIPPING'],
      destinationSelection: { __typename: 'DiscountCountryAll', allCountries: true },
      maximumShippingPrice:
        offer.maximumMinor === null ? null : money(offer.maximumMinor, shop.currency),
    };
  }
  return {
    ...shared,
    __typename: 'DiscountCodeBasic',
    discountClasses: ['ORDER'],
    customerGets: {
      appliesOnOneTimePurchase: true,
      appliesOnSubscription: false,
      items: { __typename: 'AllDiscountItems', allItems: true },
      value:
        offer.as === 'percentage'
          ? { __typename: 'DiscountPercentage', percentage: offer.fraction }
          : {
              __typename: 'DiscountAmount',
              amount: money(offer.minor, shop.currency),
              appliesOnEachItem: offer.onEachItem,
            },
    },
  };
}

export function discountStatus(discount: DiscountRecord, now: number): string {
  if (now < discount.startsAt) return 'SCHEDULED';
  return discount.endsAt !== null && now >= discount.endsAt ? 'EXPIRED' : 'ACTIVE';
}

function contextView(discount: DiscountRecord, world: World): View {
  if (discount.customerIds === null) return { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' };
  const customers = discount.customerIds.flatMap((id) => {
    const customer = world.records.customers.get(world.shop.domain, id);
    return customer === undefined ? [] : world.show.customer(customer);
  });
  return { __typename: 'DiscountCustomers', customers };
}

function minimumView(discount: DiscountRecord, currency: string): View | null {
  if (discount.minimumSubtotalMinor !== null) {
    return {
      __typename: 'DiscountMinimumSubtotal',
      greaterThanOrEqualToSubtotal: money(discount.minimumSubtotalMinor, currency),
    };
  }
  if (discount.minimumQuantity === null) return null;
  return {
    __typename: 'DiscountMinimumQuantity',
    greaterThanOrEqualToQuantity: String(discount.minimumQuantity),
  };
}

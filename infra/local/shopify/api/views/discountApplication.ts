import type { AppliedDiscount } from '../../records/schema.ts';
import type { View } from '../fields.ts';
import { money } from './money.ts';

/** A discount as an order carries it. */
export function discountApplicationView(
  discount: AppliedDiscount,
  index: number,
  currency: string,
): View {
  const shared = {
    index,
    allocationMethod: 'ACROSS',
    targetSelection: 'ALL',
    targetType: discount.target === 'shipping' ? 'SHIPPING_LINE' : 'LINE_ITEM',
    value:
      discount.value.as === 'percentage'
        ? { __typename: 'PricingPercentageValue', percentage: discount.value.points }
        : money(discount.value.minor, currency),
  };
  return discount.kind === 'code'
    ? { ...shared, __typename: 'DiscountCodeApplication', code: discount.label }
    : {
        ...shared,
        __typename: 'ManualDiscountApplication',
        title: discount.label,
        description: null,
      };
}

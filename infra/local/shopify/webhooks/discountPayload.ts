import { decimal } from '../amount.ts';
import type { AppliedDiscount, OrderRecord, ShopRecord } from '../records/schema.ts';
import type { Payload } from './encode.ts';

/**
 * An order's discounts. A manual one shows its title among `discount_codes`, as real draft orders
 * do: only `discount_applications` tells what was a code.
 */
export function discountFields(order: OrderRecord, shop: ShopRecord): Payload {
  return {
    discount_codes: order.discounts.map((discount) => ({
      code: discount.label,
      amount: decimal(discount.minor, shop.currency),
      type: codeType(discount),
    })),
    discount_applications: order.discounts.map((discount) => ({
      target_type: discount.target === 'shipping' ? 'shipping_line' : 'line_item',
      type: discount.kind === 'code' ? 'discount_code' : 'manual',
      value:
        discount.value.as === 'percentage'
          ? String(discount.value.points)
          : decimal(discount.value.minor, shop.currency),
      value_type: discount.value.as === 'percentage' ? 'percentage' : 'fixed_amount',
      allocation_method: 'across',
      target_selection: 'all',
      ...(discount.kind === 'code'
        ? { code: discount.label }
        : { title: discount.label, description: discount.label }),
    })),
  };
}

function codeType(discount: AppliedDiscount): string {
  if (discount.target === 'shipping') return 'shipping';
  return discount.value.as === 'percentage' ? 'percentage' : 'fixed_amount';
}

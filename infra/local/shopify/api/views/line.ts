import { decimal } from '../../amount.ts';
import { gid } from '../../gid.ts';
import type { LineRecord, OrderRecord } from '../../records/schema.ts';
import { onlyVariant } from '../../records/variants.ts';
import { currentQuantity, nameOf } from '../../webhooks/linePayload.ts';
import type { View } from '../fields.ts';
import type { World } from '../world.ts';
import { discountApplicationView } from './discountApplication.ts';
import { moneyBagOf } from './money.ts';

export function lineView(line: LineRecord, order: OrderRecord, world: World): View {
  const { shop } = world;
  const bag = moneyBagOf(order, shop);
  const gross = line.quantity * line.unitMinor;
  const net = gross - line.discountMinor;
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    title: line.title,
    name: nameOf(line),
    variantTitle: line.variantTitle ?? null,
    vendor: line.vendor,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: () => currentQuantity(line, order),
    refundableQuantity: () => currentQuantity(line, order),
    requiresShipping: true,
    taxable: true,
    isGiftCard: false,
    customAttributes: [],
    taxLines: [],
    duties: [],
    sellingPlan: null,
    originalUnitPriceSet: () => bag(line.unitMinor),
    originalTotalSet: () => bag(gross),
    originalUnitPrice: () => decimal(line.unitMinor, shop.currency),
    // A code over the whole order is an allocation, not this line's own discount.
    totalDiscountSet: () => bag(0),
    discountedTotalSet: (args: { withCodeDiscounts?: boolean }) =>
      bag(args.withCodeDiscounts === true ? net : gross),
    discountedUnitPriceSet: () => bag(line.unitMinor),
    discountedUnitPriceAfterAllDiscountsSet: () => bag(Math.round(net / line.quantity)),
    priceAfterAllDiscountsBeforeTaxesSet: () => bag(net),
    discountAllocations: () => {
      const [discount] = order.discounts;
      if (line.discountMinor === 0 || discount === undefined) return [];
      const discountApplication = discountApplicationView(discount, 0, shop.currency);
      return [{ allocatedAmountSet: bag(line.discountMinor), discountApplication }];
    },
    product: () => {
      if (line.productId === null) return null;
      const product = world.product(line.productId);
      return product === undefined ? null : world.show.product(product);
    },
    variant: () =>
      line.variantId === null
        ? null
        : {
            __typename: 'ProductVariant',
            id: gid('ProductVariant', line.variantId),
            legacyResourceId: line.variantId,
            title: line.variantTitle ?? onlyVariant,
            sku: line.sku,
            price: decimal(line.unitMinor, shop.currency),
          },
  };
}

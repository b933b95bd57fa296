import { decimal } from '../amount.ts';
import { gid } from '../gid.ts';
import type { LineRecord, OrderRecord, ShopRecord } from '../records/schema.ts';
import type { Payload } from './encode.ts';
import { moneySetOf } from './moneySet.ts';

export function linePayload(line: LineRecord, order: OrderRecord, shop: ShopRecord): Payload {
  const set = moneySetOf(order, shop);
  return {
    id: BigInt(line.id),
    admin_graphql_api_id: gid('LineItem', line.id),
    attributed_staffs: [],
    current_quantity: currentQuantity(line, order),
    fulfillable_quantity: order.fulfilled ? 0 : line.quantity,
    fulfillment_service: 'manual',
    fulfillment_status: order.fulfilled ? 'fulfilled' : null,
    gift_card: false,
    grams: 0,
    name: nameOf(line),
    price: decimal(line.unitMinor, shop.currency),
    price_set: set(line.unitMinor),
    product_exists: line.productId !== null,
    product_id: line.productId === null ? null : BigInt(line.productId),
    properties: [],
    quantity: line.quantity,
    requires_shipping: true,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: decimal(0, shop.currency),
    total_discount_set: set(0),
    variant_id: line.variantId === null ? null : BigInt(line.variantId),
    variant_inventory_management: null,
    variant_title: line.variantTitle ?? null,
    vendor: line.vendor,
    tax_lines: [],
    duties: [],
    discount_allocations:
      line.discountMinor === 0
        ? []
        : [
            {
              amount: decimal(line.discountMinor, shop.currency),
              amount_set: set(line.discountMinor),
              discount_application_index: 0,
            },
          ],
  };
}

/** A line's own name has its variant behind the product's title. */
export function nameOf({ title, variantTitle }: LineRecord): string {
  return variantTitle === undefined ? title : `${title} - ${variantTitle}`;
}

/** Pieces that were not given back. */
export function currentQuantity(line: LineRecord, order: OrderRecord): number {
  let quantity = line.quantity;
  for (const refund of order.refunds) {
    for (const refunded of refund.lines) {
      if (refunded.lineId === line.id) quantity -= refunded.quantity;
    }
  }
  return quantity;
}

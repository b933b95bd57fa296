import { decimal } from '../amount.ts';
import { gid } from '../gid.ts';
import { zoned } from '../instant.ts';
import type { OrderRecord, RefundRecord, ShopRecord } from '../records/schema.ts';
import type { Payload } from './encode.ts';
import { linePayload } from './linePayload.ts';
import { buyersAmount, moneySetOf } from './moneySet.ts';

/** A refund, alone or inside its order. Its transaction is in the buyer's currency, as in Shopify. */
export function refundPayload(order: OrderRecord, refund: RefundRecord, shop: ShopRecord): Payload {
  const set = moneySetOf(order, shop);
  const at = zoned(refund.at, shop.timeZone);
  return {
    id: BigInt(refund.id),
    order_id: BigInt(order.id),
    created_at: at,
    note: refund.note,
    user_id: null,
    processed_at: at,
    restock: refund.lines.length > 0,
    duties: [],
    total_duties_set: set(0),
    return: null,
    admin_graphql_api_id: gid('Refund', refund.id),
    additional_fees: [],
    total_additional_fees_set: set(0),
    order_adjustments: adjustments(order, refund, shop),
    refund_shipping_lines: [],
    refund_line_items: refund.lines.flatMap((refunded) => {
      const line = order.lines.find(({ id }) => id === refunded.lineId);
      if (line === undefined) return [];
      return {
        id: BigInt(refunded.id),
        line_item_id: BigInt(refunded.lineId),
        location_id: null,
        quantity: refunded.quantity,
        restock_type: 'return',
        subtotal: Number(decimal(refunded.minor, shop.currency)),
        subtotal_set: set(refunded.minor),
        total_tax: 0,
        total_tax_set: set(0),
        line_item: linePayload(line, order, shop),
      };
    }),
    transactions: [
      {
        id: BigInt(refund.transactionId),
        admin_graphql_api_id: gid('OrderTransaction', refund.transactionId),
        ...buyersAmount(refund.minor, order, shop),
        authorization: null,
        created_at: at,
        device_id: null,
        error_code: null,
        gateway: 'bogus',
        kind: 'refund',
        location_id: null,
        message: null,
        order_id: BigInt(order.id),
        parent_id: BigInt(order.saleTransactionId),
        processed_at: at,
        receipt: {},
        source_name: 'web',
        status: 'success',
        test: order.test,
        user_id: null,
      },
    ],
  };
}

/** What was given back beyond the returned lines is a discrepancy, so lines never add up to it. */
function adjustments(order: OrderRecord, refund: RefundRecord, shop: ShopRecord): Payload[] {
  const set = moneySetOf(order, shop);
  const beyond = refund.minor - refund.lines.reduce((sum, line) => sum + line.minor, 0);
  if (beyond === 0) return [];
  return [
    {
      id: BigInt(refund.id) + 1n,
      order_id: BigInt(order.id),
      refund_id: BigInt(refund.id),
      kind: 'refund_discrepancy',
      reason: 'Refund discrepancy',
      amount_set: set(-beyond),
      tax_amount_set: set(0),
    },
  ];
}

import { gid } from '../../gid.ts';
import { utc } from '../../instant.ts';
import type { OrderRecord, RefundRecord, ShopRecord } from '../../records/schema.ts';
import { listConnection } from '../connection.ts';
import type { View } from '../fields.ts';
import type { World } from '../world.ts';
import { lineView } from './line.ts';
import { moneyBagOf } from './money.ts';

export function refundView(
  refund: RefundRecord,
  order: OrderRecord,
  world: World,
  showOrder: () => View,
): View {
  const bag = moneyBagOf(order, world.shop);
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.id),
    legacyResourceId: refund.id,
    createdAt: utc(refund.at),
    updatedAt: utc(refund.at),
    processedAt: utc(refund.at),
    note: refund.note,
    totalRefundedSet: () => bag(refund.minor),
    order: showOrder,
    refundLineItems: (args: unknown) =>
      listConnection(refund.lines, args, world.whole, (refunded) => ({
        id: gid('RefundLineItem', refunded.id),
        quantity: refunded.quantity,
        restocked: true,
        restockType: 'RETURN',
        subtotalSet: () => bag(refunded.minor),
        priceSet: () => bag(refunded.minor),
        totalTaxSet: () => bag(0),
        lineItem: () => {
          const line = order.lines.find(({ id }) => id === refunded.lineId);
          return line === undefined ? null : lineView(line, order, world);
        },
      })),
    transactions: (args: unknown) =>
      listConnection([refund], args, world.whole, () =>
        transactionView(refund, order, world.shop, showOrder),
      ),
  };
}

export function transactionView(
  refund: RefundRecord,
  order: OrderRecord,
  shop: ShopRecord,
  showOrder: () => View,
): View {
  return {
    ...movement(order, showOrder),
    id: gid('OrderTransaction', refund.transactionId),
    kind: 'REFUND',
    createdAt: utc(refund.at),
    processedAt: utc(refund.at),
    amountSet: () => moneyBagOf(order, shop)(refund.minor),
    parentTransaction: () => saleView(order, shop, showOrder),
  };
}

/** The payment of an order. */
export function saleView(order: OrderRecord, shop: ShopRecord, showOrder: () => View): View {
  return {
    ...movement(order, showOrder),
    id: gid('OrderTransaction', order.saleTransactionId),
    kind: 'SALE',
    createdAt: utc(order.createdAt),
    processedAt: utc(order.processedAt),
    amountSet: () => moneyBagOf(order, shop)(order.receivedMinor),
    parentTransaction: null,
  };
}

function movement(order: OrderRecord, showOrder: () => View): View {
  return {
    __typename: 'OrderTransaction',
    status: 'SUCCESS',
    gateway: 'bogus',
    formattedGateway: 'Bogus',
    test: order.test,
    manualPaymentGateway: false,
    manuallyCapturable: false,
    multiCapturable: false,
    fees: [],
    order: showOrder,
  };
}

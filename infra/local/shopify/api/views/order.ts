import { gid } from '../../gid.ts';
import { utc, utcOrNull } from '../../instant.ts';
import { netPaymentMinor } from '../../records/records.ts';
import type { OrderRecord } from '../../records/schema.ts';
import { listConnection } from '../connection.ts';
import type { View } from '../fields.ts';
import type { World } from '../world.ts';
import { decimal } from '../../amount.ts';
import { discountApplicationView } from './discountApplication.ts';
import { lineView } from './line.ts';
import { moneyBagOf } from './money.ts';
import { refundView, saleView, transactionView } from './refund.ts';

/** An order with all it holds, except what needs another thing's shelf: that comes by `world.show`. */
export function orderView(order: OrderRecord, world: World): View {
  const { records, shop } = world;
  const seen = shop.personalData === 'approved';
  const self = () => world.show.order(order);
  const cancelled = order.cancelledAt !== null;
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    createdAt: () => utc(order.createdAt),
    processedAt: () => utc(order.processedAt),
    updatedAt: () => utc(order.updatedAt),
    cancelledAt: () => utcOrNull(order.cancelledAt),
    cancelReason: order.cancelReason,
    closed: false,
    confirmed: true,
    test: order.test,
    email: seen ? order.email : null,
    note: order.note,
    tags: order.tags,
    sourceName: order.sourceName,
    app: () => ({
      id: gid('App', '580111'),
      name: order.sourceName === 'pos' ? 'Point of Sale' : 'Online Store',
    }),
    currencyCode: shop.currency,
    presentmentCurrencyCode: order.presentment?.currency ?? shop.currency,
    displayFinancialStatus: order.payment,
    displayFulfillmentStatus: order.fulfilled ? 'FULFILLED' : 'UNFULFILLED',
    fullyPaid: order.receivedMinor >= order.totalMinor,
    unpaid: order.receivedMinor === 0,
    edited: order.edited ?? false,
    taxesIncluded: order.taxesIncluded,
    taxExempt: false,
    dutiesIncluded: false,
    estimatedTaxes: false,
    customAttributes: [],
    paymentGatewayNames: ['bogus'],
    customerAcceptsMarketing: false,
    requiresShipping: true,
    refundable: !cancelled && order.receivedMinor > 0,
    customerLocale: shop.locale,
    subtotalLineItemsQuantity: () => order.lines.reduce((sum, line) => sum + line.quantity, 0),
    customer: () => {
      if (order.customerId === null) return null;
      const customer = records.customers.get(shop.domain, order.customerId);
      return customer === undefined ? null : world.show.customer(customer);
    },
    purchasingEntity: null,
    discountCode: () => order.discounts.find(({ kind }) => kind === 'code')?.label ?? null,
    discountCodes: () =>
      order.discounts.filter(({ kind }) => kind === 'code').map(({ label }) => label),
    discountApplications: (args: unknown) =>
      listConnection(order.discounts.entries().toArray(), args, world.whole, ([index, discount]) =>
        discountApplicationView(discount, index, shop.currency),
      ),
    lineItems: (args: unknown) =>
      listConnection(order.lines, args, world.whole, (line) => lineView(line, order, world)),
    refunds: () => order.refunds.map((refund) => refundView(refund, order, world, self)),
    transactions: () => [
      ...(order.receivedMinor > 0 ? [saleView(order, shop, self)] : []),
      ...order.refunds.map((refund) => transactionView(refund, order, shop, self)),
    ],
    ...moneyViews(order, world),
  };
}

function moneyViews(order: OrderRecord, world: World): View {
  const { shop } = world;
  const bag = moneyBagOf(order, shop);
  const net = netPaymentMinor(order);
  const refunded = order.receivedMinor - net;
  const cancelled = order.cancelledAt !== null;
  const current = cancelled ? 0 : order.totalMinor - refunded;
  return {
    totalPriceSet: () => bag(order.totalMinor),
    originalTotalPriceSet: () => bag(order.totalMinor),
    currentTotalPriceSet: () => bag(current),
    subtotalPriceSet: () => bag(order.subtotalMinor),
    currentSubtotalPriceSet: () => bag(Math.min(current, order.subtotalMinor)),
    totalDiscountsSet: () => bag(order.discountMinor),
    currentTotalDiscountsSet: () => bag(order.discountMinor),
    totalShippingPriceSet: () => bag(order.shippingMinor),
    currentShippingPriceSet: () => bag(order.shippingMinor),
    totalTaxSet: () => bag(order.taxMinor),
    currentTotalTaxSet: () => bag(order.taxMinor),
    totalTipReceivedSet: () => bag(order.tipMinor),
    totalReceivedSet: () => bag(order.receivedMinor),
    totalRefundedSet: () => bag(refunded),
    totalRefundedShippingSet: () => bag(0),
    totalOutstandingSet: () => bag(cancelled ? 0 : order.totalMinor - order.receivedMinor),
    totalCapturableSet: () => bag(0),
    netPaymentSet: () => bag(net),
    refundDiscrepancySet: () => bag(0),
    totalPrice: () => decimal(order.totalMinor, shop.currency),
  };
}

import { decimal } from './amount.ts';
import { utc, utcOrNull } from './instant.ts';
import type { Records } from './records/records.ts';
import type { DiscountRecord, OrderRecord, ShopRecord } from './records/schema.ts';
import { everything } from './records/shelf.ts';
import { customerTotals, redeemingOrders } from './records/totals.ts';
import type { Outbox } from './webhooks/outbox.ts';
import { discountStatus } from './api/views/discount.ts';

/** A read-only view of a shop's state as JSON, for people and tests. */
export type Look = (shop: string, path: string) => object | undefined;

const mostOrders = 250;
const mostDeliveries = 100;

export function look(records: Records, outbox: Outbox, now: () => number): Look {
  return (domain, path) => {
    const shop = records.shop(domain);
    if (shop === undefined) return undefined;
    const [noun, id] = path.split('/').filter((part) => part !== '');
    if (id !== undefined && !/^\d{1,19}$/.test(id)) return undefined;
    switch (noun) {
      case 'discounts':
        return {
          discounts: records.discounts
            .select(domain, everything, 'id', null)
            .map((discount) => discountLook(discount, records, shop, now())),
        };
      case 'customers':
        return id === undefined ? undefined : customerLook(id, records, shop);
      case 'orders': {
        if (id === undefined) return undefined;
        const order = records.orders.get(domain, id);
        return order === undefined ? undefined : orderLook(order, shop);
      }
      case 'webhooks':
        return { ...outbox.counts(), recent: outbox.recent(domain, mostDeliveries) };
      default:
        return undefined;
    }
  };
}

function discountLook(discount: DiscountRecord, records: Records, shop: ShopRecord, now: number) {
  const { offer } = discount;
  return {
    id: discount.id,
    code: discount.code,
    title: discount.title,
    status: discountStatus(discount, now),
    offer:
      offer.as === 'amount'
        ? { as: offer.as, amount: decimal(offer.minor, shop.currency), currency: shop.currency }
        : offer,
    customerIds: discount.customerIds,
    startsAt: utc(discount.startsAt),
    endsAt: utcOrNull(discount.endsAt),
    usageLimit: discount.usageLimit,
    appliesOncePerCustomer: discount.oncePerCustomer,
    minimumSubtotal:
      discount.minimumSubtotalMinor === null
        ? null
        : decimal(discount.minimumSubtotalMinor, shop.currency),
    redeemedBy: redeemingOrders(records, shop.domain, discount.id),
  };
}

function customerLook(id: string, records: Records, shop: ShopRecord): object | undefined {
  const customer = records.customers.get(shop.domain, id);
  if (customer === undefined) return undefined;
  const totals = customerTotals(records, shop.domain, id);
  const where = { sql: 'customer_id = ?', values: [BigInt(id)] };
  return {
    ...customer,
    numberOfOrders: totals.orders,
    amountSpent: { amount: decimal(totals.spentMinor, shop.currency), currency: shop.currency },
    orders: records.orders
      .select(shop.domain, where, 'processed_at DESC, id DESC', mostOrders)
      .map((order) => orderLook(order, shop)),
  };
}

function orderLook(order: OrderRecord, shop: ShopRecord): object {
  const plain = (minor: number) => decimal(minor, shop.currency);
  return {
    id: order.id,
    name: order.name,
    customerId: order.customerId,
    processedAt: utc(order.processedAt),
    updatedAt: utc(order.updatedAt),
    cancelledAt: utcOrNull(order.cancelledAt),
    payment: order.payment,
    fulfilled: order.fulfilled,
    test: order.test,
    currency: shop.currency,
    total: plain(order.totalMinor),
    discount: plain(order.discountMinor),
    received: plain(order.receivedMinor),
    codes: order.discounts.filter(({ kind }) => kind === 'code').map(({ label }) => label),
    refunds: order.refunds.map((refund) => ({
      id: refund.id,
      at: utc(refund.at),
      amount: plain(refund.minor),
    })),
    lines: order.lines,
  };
}

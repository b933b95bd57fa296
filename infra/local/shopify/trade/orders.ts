import { gid } from '../gid.ts';
import { utc } from '../instant.ts';
import { decimal } from '../amount.ts';
import type { Records } from '../records/records.ts';
import type { OrderRecord } from '../records/schema.ts';
import { customerTotals } from '../records/totals.ts';
import { orderPayload } from '../webhooks/orderPayload.ts';
import { refundPayload } from '../webhooks/refundPayload.ts';
import type { Bench } from './customers.ts';
import { withCancellation, withRefund } from './orderOf.ts';

/** Keeps an order as it is now and tells the app, about its customer's totals too. */
export function keepOrder(bench: Bench, order: OrderRecord, ...topics: string[]): void {
  const { records, shop } = bench;
  records.orders.put(shop.domain, order);
  const customer =
    order.customerId === null
      ? null
      : (records.customers.get(shop.domain, order.customerId) ?? null);
  for (const topic of topics) {
    bench.announce(topic, () => orderPayload(order, customer, shop), bench.eventId);
  }
  const { customerId } = order;
  if (customerId === null) return;
  bench.announce(
    'customers/purchasing_summary',
    () => {
      const totals = customerTotals(records, shop.domain, customerId);
      return {
        customerId: gid('Customer', customerId),
        numberOfOrders: totals.orders,
        amountSpent: {
          amount: decimal(totals.spentMinor, shop.currency),
          currencyCode: shop.currency,
        },
        lastOrderId: gid('Order', order.id),
        occurredAt: utc(bench.now),
      };
    },
    bench.eventId,
  );
}

export function recordRedemption(
  where: { records: Records; domain: string },
  discountId: string,
  order: OrderRecord,
): void {
  where.records.database.run(
    'INSERT OR REPLACE INTO redemption (shop, discount_id, order_id, customer_id, at) VALUES (?, ?, ?, ?, ?)',
    where.domain,
    BigInt(discountId),
    BigInt(order.id),
    order.customerId === null ? null : BigInt(order.customerId),
    order.createdAt,
  );
}

/** Gives money back, at most what is left of the order; without an amount, all of it. */
export function refundOrder(
  bench: Bench,
  orderId: string,
  wanted: { minor?: number; note?: string } = {},
): OrderRecord | undefined {
  const { records, shop } = bench;
  const before = records.orders.get(shop.domain, orderId);
  if (before === undefined) return undefined;
  const after = withRefund(before, bench.now, wanted, ids(bench));
  keepOrder(bench, after, 'orders/updated');
  const refund = after.refunds.at(-1);
  if (refund !== undefined && after !== before) {
    bench.announce('refunds/create', () => refundPayload(after, refund, shop), bench.eventId);
  }
  return after;
}

function ids(bench: Bench): () => string {
  return () => bench.records.nextId(bench.shop.domain, 'Other');
}

/** Cancels an order; what was paid is given back, what was not is voided. */
export function cancelOrder(
  bench: Bench,
  orderId: string,
  reason: NonNullable<OrderRecord['cancelReason']> = 'CUSTOMER',
): OrderRecord | undefined {
  const before = bench.records.orders.get(bench.shop.domain, orderId);
  if (before === undefined || before.cancelledAt !== null) return before;
  const after = withCancellation(before, bench.now, reason, ids(bench));
  keepOrder(bench, after, 'orders/cancelled', 'orders/updated');
  return after;
}

/** The order has gone out. */
export function fulfilOrder(bench: Bench, orderId: string): OrderRecord | undefined {
  const before = bench.records.orders.get(bench.shop.domain, orderId);
  if (before === undefined) return undefined;
  const after = { ...before, fulfilled: true, updatedAt: bench.now };
  keepOrder(bench, after, 'orders/updated');
  return after;
}

/** A pending order is paid. */
export function payOrder(bench: Bench, orderId: string): OrderRecord | undefined {
  const before = bench.records.orders.get(bench.shop.domain, orderId);
  if (before === undefined) return undefined;
  const after: OrderRecord = {
    ...before,
    payment: 'PAID',
    receivedMinor: before.totalMinor,
    updatedAt: bench.now,
  };
  keepOrder(bench, after, 'orders/updated');
  return after;
}

export function deleteOrder(bench: Bench, orderId: string): 'deleted' | 'unknown' {
  const { records, shop } = bench;
  if (records.orders.get(shop.domain, orderId) === undefined) return 'unknown';
  records.orders.remove(shop.domain, orderId);
  bench.announce('orders/delete', () => ({ id: BigInt(orderId) }), bench.eventId);
  return 'deleted';
}

/** The order turns out to be somebody else's: staff give it to another customer, or to none. */
export function giveOrder(
  bench: Bench,
  orderId: string,
  customerId: string | null,
): OrderRecord | undefined {
  const before = bench.records.orders.get(bench.shop.domain, orderId);
  if (before === undefined) return undefined;
  const after = { ...before, customerId, updatedAt: bench.now };
  keepOrder(bench, after, 'orders/updated');
  return after;
}

/** Something is added to an order after it was placed; what it costs is still to be paid. */
export function editOrder(bench: Bench, orderId: string, minor: number): OrderRecord | undefined {
  const before = bench.records.orders.get(bench.shop.domain, orderId);
  if (before === undefined) return undefined;
  const added = {
    id: bench.records.nextId(bench.shop.domain, 'Other'),
    productId: null,
    variantId: null,
    title: 'Added later',
    vendor: null,
    sku: null,
    quantity: 1,
    unitMinor: minor,
    discountMinor: 0,
  };
  const after: OrderRecord = {
    ...before,
    lines: [...before.lines, added],
    subtotalMinor: before.subtotalMinor + minor,
    totalMinor: before.totalMinor + minor,
    payment: before.receivedMinor > 0 ? 'PARTIALLY_PAID' : before.payment,
    edited: true,
    updatedAt: bench.now,
  };
  keepOrder(bench, after, 'orders/updated');
  return after;
}

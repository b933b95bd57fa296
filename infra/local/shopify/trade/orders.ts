import { gid } from '../gid.ts';
import { utc } from '../instant.ts';
import { decimal, type Presentment } from '../amount.ts';
import { codeKey, type Records } from '../records/records.ts';
import type { LineRecord, OrderRecord, RefundRecord } from '../records/schema.ts';
import { customerTotals, redemptions } from '../records/totals.ts';
import { orderPayload } from '../webhooks/orderPayload.ts';
import { refundPayload } from '../webhooks/refundPayload.ts';
import type { Bench } from './customers.ts';
import { priceOf, type Rebate } from './price.ts';
import { mayRedeem, rebateOf, type CodeRefusal } from './redeem.ts';

export interface OrderInput {
  customerId: string | null;
  email?: string | null;
  lines: readonly { productId: string; quantity: number }[];
  discountCode?: string;
  manualDiscount?: { title: string; minor: number };
  shippingMinor?: number;
  tipMinor?: number;
  sourceName?: string;
  test?: boolean;
  payment?: 'PAID' | 'PENDING' | 'AUTHORIZED';
  presentment?: Presentment;
  tags?: readonly string[];
  note?: string;
}

export type Placed =
  | { outcome: 'placed'; order: OrderRecord }
  | { outcome: 'refused'; because: CodeRefusal | 'unknownCustomer' | 'unknownProduct' };

/** A buyer checks out: the code is checked, the redemption kept, the app told. */
export function placeOrder(bench: Bench, input: OrderInput): Placed {
  const { records, shop, now } = bench;
  const customer =
    input.customerId === null ? null : records.customers.get(shop.domain, input.customerId);
  if (customer === undefined) return { outcome: 'refused', because: 'unknownCustomer' };
  const lines = linesOf(bench, input);
  if (lines === undefined) return { outcome: 'refused', because: 'unknownProduct' };

  const redeemed = redeem(bench, input, lines);
  if (redeemed.outcome === 'refused') return redeemed;
  const price = priceOf({
    lines,
    rebate: redeemed.rebate ?? manualRebate(input),
    shippingMinor: input.shippingMinor ?? shop.shippingMinor,
    tipMinor: input.tipMinor ?? 0,
    taxPpm: shop.taxPpm,
    taxesIncluded: shop.taxesIncluded,
  });
  const payment = input.payment ?? 'PAID';
  const number = Number(records.nextId(shop.domain, 'OrderNumber'));
  const order: OrderRecord = {
    id: records.nextId(shop.domain, 'Order'),
    number,
    name: `#${String(number)}`,
    customerId: input.customerId,
    email: input.email === undefined ? (customer?.email ?? null) : input.email,
    createdAt: now,
    processedAt: now,
    updatedAt: now,
    cancelledAt: null,
    cancelReason: null,
    test: input.test ?? false,
    sourceName: input.sourceName ?? 'web',
    presentment: input.presentment ?? null,
    payment,
    fulfilled: false,
    taxesIncluded: shop.taxesIncluded,
    subtotalMinor: price.subtotalMinor,
    discountMinor: price.discountMinor,
    shippingMinor: price.shippingMinor,
    taxMinor: price.taxMinor,
    tipMinor: input.tipMinor ?? 0,
    totalMinor: price.totalMinor,
    receivedMinor: payment === 'PAID' ? price.totalMinor : 0,
    saleTransactionId: records.nextId(shop.domain, 'Other'),
    discounts: price.discounts,
    lines: lines.map((line, at) => ({ ...line, discountMinor: price.lineDiscounts[at] ?? 0 })),
    refunds: [],
    tags: [...(input.tags ?? [])],
    note: input.note ?? null,
  };
  keepOrder(bench, order, 'orders/create');
  if (redeemed.discountId !== null) {
    recordRedemption({ records, domain: shop.domain }, redeemed.discountId, order);
  }
  return { outcome: 'placed', order };
}

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

function linesOf(bench: Bench, input: OrderInput): LineRecord[] | undefined {
  const lines: LineRecord[] = [];
  for (const { productId, quantity } of input.lines) {
    const product = bench.records.products.get(bench.shop.domain, productId);
    if (product === undefined) return undefined;
    lines.push({
      id: bench.records.nextId(bench.shop.domain, 'Other'),
      productId,
      variantId: product.variantId,
      title: product.title,
      vendor: product.vendor,
      sku: product.sku,
      quantity,
      unitMinor: product.priceMinor,
      discountMinor: 0,
    });
  }
  return lines;
}

type Redeemed =
  | { outcome: 'ok'; rebate: Rebate | null; discountId: string | null }
  | { outcome: 'refused'; because: CodeRefusal };

function redeem(bench: Bench, input: OrderInput, lines: readonly LineRecord[]): Redeemed {
  const { records, shop, now } = bench;
  if (input.discountCode === undefined) return { outcome: 'ok', rebate: null, discountId: null };
  const [discount] = records.discounts.select(
    shop.domain,
    { sql: 'code_key = ?', values: [codeKey(input.discountCode)] },
    'id',
    1,
  );
  if (discount === undefined) return { outcome: 'refused', because: 'unknownCode' };
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  const { customerId } = input;
  const verdict = mayRedeem(discount, {
    at: now,
    customerId,
    subtotalMinor: lines.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0),
    quantity: pieces,
    used: redemptions(records, shop.domain, discount.id),
    usedByCustomer:
      customerId === null ? 0 : redemptions(records, shop.domain, discount.id, { customerId }),
  });
  return verdict === 'yes'
    ? { outcome: 'ok', rebate: rebateOf(discount, pieces), discountId: discount.id }
    : { outcome: 'refused', because: verdict };
}

function manualRebate(input: OrderInput): Rebate | null {
  if (input.manualDiscount === undefined) return null;
  const { title, minor } = input.manualDiscount;
  return { kind: 'manual', label: title, offer: { as: 'amount', minor } };
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
  const after = refunded(bench, before, wanted);
  keepOrder(bench, after, 'orders/updated');
  const refund = after.refunds.at(-1);
  if (refund !== undefined && after !== before) {
    bench.announce('refunds/create', () => refundPayload(after, refund, shop), bench.eventId);
  }
  return after;
}

function refunded(
  bench: Bench,
  order: OrderRecord,
  wanted: { minor?: number; note?: string },
): OrderRecord {
  const { records, shop, now } = bench;
  const left = order.receivedMinor - order.refunds.reduce((sum, refund) => sum + refund.minor, 0);
  const minor = Math.min(left, wanted.minor ?? left);
  if (minor <= 0) return order;
  const whole = minor === left;
  const refund: RefundRecord = {
    id: records.nextId(shop.domain, 'Other'),
    transactionId: records.nextId(shop.domain, 'Other'),
    at: now,
    minor,
    note: wanted.note ?? null,
    lines: whole
      ? order.lines.map((line) => ({
          id: records.nextId(shop.domain, 'Other'),
          lineId: line.id,
          quantity: line.quantity,
          minor: line.quantity * line.unitMinor - line.discountMinor,
        }))
      : [],
  };
  return {
    ...order,
    updatedAt: now,
    payment: whole ? 'REFUNDED' : 'PARTIALLY_REFUNDED',
    refunds: [...order.refunds, refund],
  };
}

/** Cancels an order; what was paid is given back, what was not is voided. */
export function cancelOrder(
  bench: Bench,
  orderId: string,
  reason: NonNullable<OrderRecord['cancelReason']> = 'CUSTOMER',
): OrderRecord | undefined {
  const before = bench.records.orders.get(bench.shop.domain, orderId);
  if (before === undefined || before.cancelledAt !== null) return before;
  const emptied: OrderRecord =
    before.receivedMinor > 0 ? refunded(bench, before, {}) : { ...before, payment: 'VOIDED' };
  const after = { ...emptied, updatedAt: bench.now, cancelledAt: bench.now, cancelReason: reason };
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

import type { Presentment } from '../amount.ts';
import type { LineRecord, OrderRecord } from '../records/schema.ts';
import { priceOf, type Rebate } from './price.ts';

/** What is known of an order the moment it is placed; amounts in minor units, `at` in seconds. */
export interface OrderFacts {
  id: string;
  number: number;
  saleTransactionId: string;
  customerId: string | null;
  email: string | null;
  at: number;
  lines: readonly LineRecord[];
  rebate: Rebate | null;
  shippingMinor: number;
  tipMinor: number;
  taxPpm: number;
  taxesIncluded: boolean;
  payment: 'PAID' | 'PENDING' | 'AUTHORIZED';
  sourceName: string;
  test: boolean;
  presentment: Presentment | null;
  tags: readonly string[];
  note: string | null;
}

/** The order these facts make, priced. */
export function orderOf(facts: OrderFacts): OrderRecord {
  const { id, number, at, payment } = facts;
  const price = priceOf(facts);
  return {
    id,
    number,
    name: `#${String(number)}`,
    customerId: facts.customerId,
    email: facts.email,
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    test: facts.test,
    sourceName: facts.sourceName,
    presentment: facts.presentment,
    payment,
    fulfilled: false,
    taxesIncluded: facts.taxesIncluded,
    subtotalMinor: price.subtotalMinor,
    discountMinor: price.discountMinor,
    shippingMinor: price.shippingMinor,
    taxMinor: price.taxMinor,
    tipMinor: facts.tipMinor,
    totalMinor: price.totalMinor,
    receivedMinor: payment === 'PAID' ? price.totalMinor : 0,
    saleTransactionId: facts.saleTransactionId,
    discounts: price.discounts,
    lines: facts.lines.map((line, place) => ({
      ...line,
      discountMinor: price.lineDiscounts[place] ?? 0,
    })),
    refunds: [],
    tags: [...facts.tags],
    note: facts.note,
  };
}

/** The order with this much more given back; `ids` are for the refund, its transaction and lines. */
export function withRefund(
  order: OrderRecord,
  at: number,
  wanted: { minor?: number; note?: string },
  nextId: () => string,
): OrderRecord {
  const left = order.receivedMinor - order.refunds.reduce((sum, refund) => sum + refund.minor, 0);
  const minor = Math.min(left, wanted.minor ?? left);
  if (minor <= 0) return order;
  const whole = minor === left;
  const refund = {
    id: nextId(),
    transactionId: nextId(),
    at,
    minor,
    note: wanted.note ?? null,
    lines: whole ? returned(order, nextId) : [],
  };
  return {
    ...order,
    updatedAt: at,
    payment: whole ? 'REFUNDED' : 'PARTIALLY_REFUNDED',
    refunds: [...order.refunds, refund],
  };
}

function returned(order: OrderRecord, nextId: () => string) {
  return order.lines.map((line) => ({
    id: nextId(),
    lineId: line.id,
    quantity: line.quantity,
    minor: line.quantity * line.unitMinor - line.discountMinor,
  }));
}

/** The order cancelled: what was paid is given back, what was not is voided. */
export function withCancellation(
  order: OrderRecord,
  at: number,
  reason: NonNullable<OrderRecord['cancelReason']>,
  nextId: () => string,
): OrderRecord {
  const emptied: OrderRecord =
    order.receivedMinor > 0 ? withRefund(order, at, {}, nextId) : { ...order, payment: 'VOIDED' };
  return { ...emptied, updatedAt: at, cancelledAt: at, cancelReason: reason };
}

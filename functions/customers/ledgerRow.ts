import type { OrderFact, OrderLine, Refund } from './orderFact.ts';

/** One order in its customer's ledger: the order's fact without whose it is. */
export type LedgerRow = Omit<OrderFact, 'customerId' | 'settled'> & { settled: boolean };

/**
 * The one form a fact is kept in, so that the same order told by webhook, by the API or by a file
 * is the same bytes: lists sorted and without repeats, refunds that moved no money left out.
 */
export function rowOf(fact: OrderFact): LedgerRow {
  return {
    orderId: fact.orderId,
    name: fact.name,
    updatedAt: fact.updatedAt,
    settled: fact.settled ?? false,
    placedAt: fact.placedAt,
    cancelledAt: fact.cancelledAt,
    kind: fact.kind,
    payment: fact.payment,
    totalMinor: fact.totalMinor,
    refunds: refundsOnce(fact.refunds),
    discountMinor: fact.discountMinor,
    codes: [...new Set(fact.codes)].sort(),
    flags: [...new Set(fact.flags)].sort(),
    channel: fact.channel === '' ? null : fact.channel,
    lines: [...fact.lines].sort(lineOrder),
    ...revisionOf(fact.revision),
  };
}

/** Left out where it says nothing, so that one state has one form. */
export function revisionOf(revision: number | undefined): Pick<OrderFact, 'revision'> {
  return revision === undefined || revision === 0 ? {} : { revision };
}

/** Oldest first; orders of one second by id, so that a ledger has one order only. */
export function rowOrder(one: LedgerRow, other: LedgerRow): number {
  return one.placedAt - other.placedAt || textOrder(one.orderId, other.orderId);
}

/** By code unit: the same in every locale. */
export function textOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function refundsOnce(refunds: readonly Refund[]): Refund[] {
  const byId = new Map(refunds.map((refund) => [refund.refundId, refund]));
  return [...byId.values()]
    .filter((refund) => refund.minor !== 0)
    .sort((one, other) => one.at - other.at || textOrder(one.refundId, other.refundId));
}

function lineOrder(one: OrderLine, other: OrderLine): number {
  return (
    textOrder(one.productId ?? '', other.productId ?? '') ||
    one.quantity - other.quantity ||
    one.netMinor - other.netMinor ||
    textOrder(one.variant ?? '', other.variant ?? '')
  );
}

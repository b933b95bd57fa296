import { contributionMinor, isEligible } from '../customers/fold.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import type { DefinitionCause } from './reconciliation.schema.ts';

/** Orders and money of one customer by one way of counting; minor units of the shop's currency. */
export interface Counted {
  orders: number;
  minor: number;
}

export const nothingCounted: Counted = { orders: 0, minor: 0 };

const paidStates: ReadonlySet<string> = new Set([
  'paid',
  'partiallyPaid',
  'partiallyRefunded',
  'refunded',
]);

/**
 * Told by a file or by another shop, and not (yet) by the shop itself, whose word on an order is
 * never older than the order: it may or may not be among those the shop counts.
 */
export function isFromElsewhere(row: LedgerRow): boolean {
  return row.kind === 'credit' || row.updatedAt < row.placedAt || !/^\d+$/.test(row.orderId);
}

/**
 * What one order adds to Shopify's `numberOfOrders` and `amountSpent`, as far as a ledger can
 * tell. Shopify publishes no formula; this is what its fields and real shops show: every order
 * counts once, cancelled, unpaid and fully refunded ones too, tests and deleted ones do not; the
 * amount is what was received less all that was given back, whenever that was. Of a partly paid
 * order a ledger does not know what was received: its total stands in, and a comparison finds out.
 */
export function shopCountOf(row: LedgerRow): Counted {
  if (row.kind === 'credit' || row.flags.includes('test')) return nothingCounted;
  if (!paidStates.has(row.payment)) return { orders: 1, minor: 0 };
  const given = row.refunds.reduce((sum, { minor }) => sum + minor, 0);
  return { orders: 1, minor: row.totalMinor - given };
}

/** A ledger counted Shopify's way. */
export function countShopsWay(rows: Iterable<LedgerRow>): Counted {
  let counted = nothingCounted;
  for (const row of rows) counted = plus(counted, shopCountOf(row));
  return counted;
}

/** A ledger counted our way: eligible orders, and what is left of all (definitions of both in fold). */
export function countOurWay(rows: Iterable<LedgerRow>, asOf: number): Counted {
  const counted = { orders: 0, minor: 0 };
  for (const row of rows) {
    if (isEligible(row, asOf)) counted.orders += 1;
    counted.minor += contributionMinor(row, asOf);
  }
  return counted;
}

/** How far the shop's way lies from ours for one order, and by which definition; null: nowhere. */
export function definitionOf(
  row: LedgerRow,
  asOf: number,
  atShop: boolean,
): ({ cause: DefinitionCause } & Counted) | null {
  const theirs = atShop ? shopCountOf(row) : nothingCounted;
  const ours = countOurWay([row], asOf);
  const difference = { orders: theirs.orders - ours.orders, minor: theirs.minor - ours.minor };
  if (difference.orders === 0 && difference.minor === 0) return null;
  return { cause: atShop ? causeOf(row, asOf) : 'otherSource', ...difference };
}

function causeOf(row: LedgerRow, asOf: number): DefinitionCause {
  if (row.placedAt > asOf || row.refunds.some(({ at }) => at > asOf)) return 'refundDating';
  if (row.cancelledAt !== null && row.cancelledAt <= asOf) return 'cancelled';
  return paidStates.has(row.payment) ? 'refunded' : 'unpaid';
}

export function plus(one: Counted, other: Counted): Counted {
  return { orders: one.orders + other.orders, minor: one.minor + other.minor };
}

export function minus(one: Counted, other: Counted): Counted {
  return { orders: one.orders - other.orders, minor: one.minor - other.minor };
}

export function isNothing({ orders, minor }: Counted): boolean {
  return orders === 0 && minor === 0;
}

import type { LedgerRow } from '../customers/ledgerRow.ts';
import type { ShopOrder } from '../shopify/orderPages.ts';
import type { DifferenceCause } from './reconciliation.schema.ts';
import { isNothing, minus, plus, shopCountOf, nothingCounted, type Counted } from './shopCount.ts';

/** A part of a difference: what the shop has more (or less, below zero) than the ledger, and why. */
export type Explained = { cause: DifferenceCause } & Counted;

export interface Difference {
  /** What the shop says. */
  shop: Counted;
  /** The ledger, of the orders the shop knows of. */
  rows: readonly LedgerRow[];
  /** Every order the shop shows of this customer. */
  shown: readonly ShopOrder[];
  /** Whether the shop shows orders of any age. */
  seesAll: boolean;
  /** Orders just taken out because the shop has deleted them. */
  deleted: readonly LedgerRow[];
}

/**
 * Takes a difference apart. The parts add up to it; what no order accounts for is unexplained,
 * however small. Nothing is guessed from an amount alone: an order has to be there for it.
 */
export function explainDifference(difference: Difference): Explained[] {
  const { rows, shown, seesAll } = difference;
  const parts = new Map<DifferenceCause, Counted>();
  let left = minus(difference.shop, total(rows.map(shopCountOf)));
  const claim = (cause: DifferenceCause, counted: Counted) => {
    if (isNothing(counted)) return;
    parts.set(cause, plus(parts.get(cause) ?? nothingCounted, counted));
    left = minus(left, counted);
  };

  const held = new Map(rows.map((row) => [row.orderId, row]));
  for (const order of shown) {
    const row = held.get(order.fact.orderId);
    if (row === undefined || row.flags.includes('test')) continue;
    const minor = order.netMinor - shopCountOf(row).minor;
    if (minor !== 0) claim(moneyCause(order, row, minor), { orders: 0, minor });
  }
  for (const { cause, counted } of countedOtherwise(difference, left)) claim(cause, counted);
  const shownIds = new Set(shown.map(({ fact }) => fact.orderId));
  const hidden = rows.some(({ orderId }) => !shownIds.has(orderId));
  if (!seesAll && (left.orders > 0 || hidden)) claim('olderHistory', left);
  claim('unexplained', left);
  return [...parts].map(([cause, counted]) => ({ cause, ...counted }));
}

/** Why the shop received another amount for an order than its total less its refunds. */
function moneyCause({ edited }: ShopOrder, row: LedgerRow, minor: number): DifferenceCause {
  if (row.payment === 'partiallyPaid') return 'partlyPaid';
  if (edited) return 'edited';
  const given = row.refunds.map((refund) => refund.minor);
  const all = given.reduce((sum, one) => sum + one, 0);
  return [...given, all].includes(Math.abs(minor)) ? 'refundDating' : 'received';
}

/**
 * Kinds of order the shop may count otherwise than we take it to: the first choice of kinds that
 * makes up what is left, orders and money alike, explains it.
 */
function countedOtherwise({ rows, shown, deleted }: Difference, left: Counted) {
  const tests = shown.filter(({ fact }) => fact.flags.includes('test'));
  const real = rows.filter((row) => !row.flags.includes('test'));
  const cancelled = real.filter((row) => row.cancelledAt !== null);
  const unpaid = real.filter((row) => row.cancelledAt === null && shopCountOf(row).minor === 0);
  const kinds: { cause: DifferenceCause; counted: Counted }[] = [
    {
      cause: 'testOrder',
      counted: total(tests.map(({ netMinor }) => ({ orders: 1, minor: netMinor }))),
    },
    { cause: 'deletedOrder', counted: total(deleted.map(shopCountOf)) },
    { cause: 'cancelled', counted: minus(nothingCounted, total(cancelled.map(shopCountOf))) },
    { cause: 'unpaid', counted: { orders: -unpaid.length, minor: 0 } },
  ];
  const present = kinds.filter(({ counted }) => !isNothing(counted));
  for (let choice = 1; choice < 1 << present.length; choice += 1) {
    const chosen = present.filter((_, index) => (choice & (1 << index)) !== 0);
    if (isNothing(minus(left, total(chosen.map(({ counted }) => counted))))) return chosen;
  }
  return [];
}

function total(counted: readonly Counted[]): Counted {
  return counted.reduce(plus, nothingCounted);
}

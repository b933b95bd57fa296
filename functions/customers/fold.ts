import type { Calendar } from './calendar.ts';
import type { Totals } from './customer.schema.ts';
import type { OrderFlag, Payment, Refund } from './orderFact.ts';

/** What folding needs of a ledger row; amounts in minor units, instants in epoch seconds. */
export interface FoldableRow {
  kind: 'order' | 'credit';
  placedAt: number;
  cancelledAt: number | null;
  payment: Payment;
  totalMinor: number;
  refunds: readonly Pick<Refund, 'at' | 'minor'>[];
  discountMinor: number;
  flags: readonly OrderFlag[];
}

/** Payment states that count as paid at least in part; they carry no date, so they count from placedAt. */
const paidStates: ReadonlySet<Payment> = new Set<Payment>([
  'paid',
  'partiallyPaid',
  'partiallyRefunded',
  'refunded',
]);

/** Paid at least in part, by the newest word on it. */
export function isPaidInPart(payment: Payment): boolean {
  return paidStates.has(payment);
}

/**
 * What an order adds to net spend as of `asOf`: its total minus its refunds dated up to then;
 * nothing where it is unpaid, cancelled by then, voided or a test. A credit is its own amount.
 */
export function contributionMinor(row: FoldableRow, asOf: number): number {
  if (row.placedAt > asOf || row.flags.includes('test')) return 0;
  if (row.cancelledAt !== null && row.cancelledAt <= asOf) return 0;
  if (row.kind === 'order' && !isPaidInPart(row.payment)) return 0;
  let minor = row.totalMinor;
  for (const refund of row.refunds) if (refund.at <= asOf) minor -= refund.minor;
  return minor;
}

/** Counted in frequency and recency: an order, paid at least in part, with something left of it. */
export function isEligible(row: FoldableRow, asOf: number): boolean {
  return row.kind === 'order' && contributionMinor(row, asOf) > 0;
}

/** A customer's totals as of an instant; rows in any order. */
export function foldLedger(
  rows: Iterable<FoldableRow>,
  { asOf, calendar }: { asOf: number; calendar: Calendar },
): Totals {
  const totals: Totals = {
    rows: 0,
    orders: 0,
    orderDays: 0,
    netMinor: 0,
    discountMinor: 0,
    firstAt: null,
    lastAt: null,
  };
  const days = new Set<number>();
  for (const row of rows) {
    if (row.placedAt > asOf) continue;
    if (row.kind === 'order') totals.rows += 1;
    const minor = contributionMinor(row, asOf);
    totals.netMinor += minor;
    if (row.kind === 'credit' || minor <= 0) continue;
    totals.orders += 1;
    totals.discountMinor += row.discountMinor;
    totals.firstAt = Math.min(totals.firstAt ?? row.placedAt, row.placedAt);
    totals.lastAt = Math.max(totals.lastAt ?? row.placedAt, row.placedAt);
    days.add(calendar.dayOf(row.placedAt));
  }
  totals.orderDays = days.size;
  return totals;
}

/**
 * Distinct shop-calendar days with an eligible order, oldest first. With `renewals: 'without'`
 * subscription renewals are left out: they are money, not the buyer's rhythm.
 */
export function orderDays(
  rows: Iterable<FoldableRow>,
  { asOf, calendar, renewals }: { asOf: number; calendar: Calendar; renewals: 'with' | 'without' },
): number[] {
  const days = new Set<number>();
  for (const row of rows) {
    if (renewals === 'without' && row.flags.includes('subscription')) continue;
    if (isEligible(row, asOf)) days.add(calendar.dayOf(row.placedAt));
  }
  return [...days].sort((one, other) => one - other);
}

/** Days between one order day and the next, oldest first. */
export function gapsBetween(ascendingDays: readonly number[]): number[] {
  return ascendingDays.slice(1).map((day, index) => day - (ascendingDays[index] ?? day));
}

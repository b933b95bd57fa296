import { dateOfDay, type Calendar } from '../customers/calendar.ts';
import { contributionMinor } from '../customers/fold.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';

/** Net sales of one month of the shop's calendar ("2026-11"), minor units, by both ways of dating. */
export interface MonthOfSales {
  month: string;
  /** A refund lowers the month its order was placed in: what the orders of a month came to. */
  byOrderMinor: number;
  /** A refund lowers the month the money went back in: what a bank statement shows. */
  byRefundMinor: number;
}

/** Months shown: the last twelve and the one under way. */
export const monthsShown = 13;

/**
 * Net sales by month of some orders, added to what others came to. Both ways add up to the same
 * over all time; orders that are unpaid, cancelled or tests count in neither.
 */
export function addMonths(
  months: Map<string, MonthOfSales>,
  rows: Iterable<LedgerRow>,
  { asOf, calendar }: { asOf: number; calendar: Calendar },
): void {
  const add = (at: number, byOrderMinor: number, byRefundMinor: number) => {
    const month = dateOfDay(calendar.dayOf(at)).slice(0, 7);
    const kept = months.get(month) ?? { month, byOrderMinor: 0, byRefundMinor: 0 };
    kept.byOrderMinor += byOrderMinor;
    kept.byRefundMinor += byRefundMinor;
    months.set(month, kept);
  };
  for (const row of rows) {
    const gross = contributionMinor({ ...row, refunds: [] }, asOf);
    if (gross === 0) continue;
    add(row.placedAt, contributionMinor(row, asOf), gross);
    for (const { at, minor } of row.refunds) if (at <= asOf) add(at, 0, -minor);
  }
}

/** The last months up to `asOf`, oldest first, quiet ones included. */
export function lastMonths(
  months: Iterable<MonthOfSales>,
  { asOf, calendar }: { asOf: number; calendar: Calendar },
): MonthOfSales[] {
  const known = new Map([...months].map((month) => [month.month, month]));
  const [year = 1970, month = 1] = dateOfDay(calendar.dayOf(asOf)).split('-').map(Number);
  return Array.from({ length: monthsShown }, (_, index) => {
    const first = new Date(Date.UTC(year, month - monthsShown + index, 1));
    const name = first.toISOString().slice(0, 7);
    return known.get(name) ?? { month: name, byOrderMinor: 0, byRefundMinor: 0 };
  });
}

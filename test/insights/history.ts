import fc from 'fast-check';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { contributionMinor } from '../../functions/customers/fold.ts';
import { rowOf, rowOrder, type LedgerRow } from '../../functions/customers/ledgerRow.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import { emptyColumns } from '../../functions/segments/columns.ts';
import type { History } from '../../functions/segments/histories.ts';
import { OrderColumnsBuilder } from '../../functions/segments/orderColumnsBuilder.ts';
import { fact } from '../customers/rows.ts';
import { noTotals } from '../segments/noTotals.ts';

/** One customer as a test tells of them. */
export interface Buyer {
  rows: LedgerRow[];
  wholesale?: boolean;
  incomplete?: boolean;
}

export const asOf = Date.parse('2026-11-22T12:00:00Z') / 1000;
export const limits = { t50: 40, t80: 90, t95: 180, writeOff: 360 };

/** A shop whose run was at `asOf`, without anything that the insights do not read. */
export function historyOf(
  buyers: readonly Buyer[],
  { walkIns = [], timeZone = 'UTC' }: { walkIns?: LedgerRow[]; timeZone?: string } = {},
): History {
  const calendar = calendarOf(timeZone);
  const builder = new OrderColumnsBuilder(calendar);
  const columns = emptyColumns(buyers.length);
  buyers.forEach(({ rows, wholesale = false, incomplete = false }, index) => {
    builder.addCustomer(rows, { isLeftOut: null, wholesaleByTag: false });
    columns.wholesale[index] = wholesale ? 1 : 0;
    columns.historyIncomplete[index] = incomplete ? 1 : 0;
    columns.rows[index] = rows.filter(({ kind }) => kind === 'order').length;
    columns.orders[index] = sales(rows).length;
    columns.netMinor[index] = netOf(rows);
  });
  for (const one of walkIns) builder.addWalkIn(one, false);
  const orders = builder.done(Uint32Array.from(buyers, (_, index) => index));
  const cutoffs: Cutoffs = {
    asOf,
    ranked: 0,
    method: 'none',
    recencyAbove: [],
    frequencyAbove: [],
    monetaryAbove: [],
    medianOrderMinor: null,
    abcA: null,
    abcB: null,
    lifecycle: { ...limits, method: 'fixed' },
    rhythm: { gaps: 0, historyDays: 0 },
    quadrant: { valueFrom: null, daysFrom: 2 },
    largeOrderMinor: null,
  };
  const meta: History['meta'] = {
    format: 1,
    shop: 'one.myshopify.com',
    version: 'v1',
    currency: 'USD',
    timeZone,
    asOf,
    today: calendar.dayOf(asOf),
    cutoffs,
    totals: noTotals,
  };
  return { columns, orders, meta };
}

/** Orders that count as of a moment, oldest first. */
export function sales(rows: readonly LedgerRow[], at = asOf): LedgerRow[] {
  return rows.filter((row) => row.kind === 'order' && contributionMinor(row, at) > 0);
}

export function netOf(rows: readonly LedgerRow[], at = asOf): number {
  return rows.reduce((sum, row) => sum + contributionMinor(row, at), 0);
}

/** A paid order so many days before the run. */
export function order(daysAgo: number, totalMinor = 1_000, over: Partial<OrderFact> = {}) {
  return rowOf(
    fact({
      orderId: `${String(daysAgo)}-${String(totalMinor)}`,
      placedAt: asOf - daysAgo * 86_400,
      totalMinor,
      ...over,
    }),
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The platform's own word on which date it is somewhere. */
export function dateIn(timeZone: string, second: number): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
  formats.set(timeZone, format);
  return format.format(second * 1000);
}

export const anyZone = fc.constantFrom(
  'UTC',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/New_York',
  'Asia/Seoul',
);

/** Three years of orders, with refunds, credits, cancellations, renewals and unpaid ones among them. */
const anyRow = fc
  .record({
    ago: fc.integer({ min: -20 * 86_400, max: 3 * 365 * 86_400 }),
    totalMinor: fc.integer({ min: 0, max: 20_000 }),
    refund: fc.option(
      fc.record({
        after: fc.integer({ min: 0, max: 200 * 86_400 }),
        minor: fc.integer({ min: 1, max: 25_000 }),
      }),
      { freq: 3, nil: null },
    ),
    cancelledAfter: fc.option(fc.integer({ min: 0, max: 90 * 86_400 }), { freq: 6, nil: null }),
    kind: fc.constantFrom('order', 'order', 'order', 'order', 'credit'),
    payment: fc.constantFrom('paid', 'paid', 'paid', 'refunded', 'pending'),
    renewal: fc.constantFrom(false, false, true),
  })
  .map((one): LedgerRow => {
    const placedAt = asOf - one.ago;
    const credit = one.kind === 'credit';
    return rowOf(
      fact({
        orderId: `${String(one.ago)}-${String(one.totalMinor)}`,
        placedAt,
        kind: credit ? 'credit' : 'order',
        totalMinor: credit ? -one.totalMinor : one.totalMinor,
        payment: credit ? 'paid' : one.payment,
        cancelledAt: credit || one.cancelledAfter === null ? null : placedAt + one.cancelledAfter,
        refunds:
          credit || one.refund === null
            ? []
            : [{ refundId: '1', at: placedAt + one.refund.after, minor: one.refund.minor }],
        flags: one.renewal ? ['subscription'] : [],
      }),
    );
  });
const anyLedger = fc.array(anyRow, { maxLength: 7 }).map((rows) => rows.sort(rowOrder));

/** Somebody now and then ranked apart, or with older orders than we may see. */
export const anyBuyer: fc.Arbitrary<Buyer> = fc.record({
  rows: anyLedger,
  wholesale: fc.constantFrom(false, false, false, true),
  incomplete: fc.constantFrom(false, false, false, false, true),
});

export const anyShop = fc.record({
  buyers: fc.array(anyBuyer, { maxLength: 12 }),
  walkIns: anyLedger,
  timeZone: anyZone,
});

/** Minor units of an amount of the API, for adding up. */
export function minorOf(money: { amount: string }): number {
  return Math.round(Number(money.amount) * 100);
}

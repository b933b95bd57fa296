import fc from 'fast-check';
import type { Calendar } from '../../functions/customers/calendar.ts';
import { contributionMinor, isEligible } from '../../functions/customers/fold.ts';
import { rowOrder, type LedgerRow } from '../../functions/customers/ledgerRow.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import type { Columns } from '../../functions/segments/columns.ts';
import { ColumnsBuilder } from '../../functions/segments/columnsBuilder.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import type { OrderColumns } from '../../functions/segments/orderColumns.ts';
import { OrderColumnsBuilder } from '../../functions/segments/orderColumnsBuilder.ts';
import { OrderValueLists } from '../../functions/segments/orderValues.ts';
import {
  cutoffsOfColumns,
  placeColumns,
  type StandardsOf,
} from '../../functions/segments/placeColumns.ts';
import { rankingKeyOf } from '../../functions/segments/ranking.ts';
import type { ClassSettings } from '../../functions/segments/run.schema.ts';
import { standardsOver } from '../../functions/segments/standards.ts';
import { plainStanding, staffRule } from '../../functions/segments/standing.ts';
import { row } from '../customers/rows.ts';
import { addRead } from './addRead.ts';

const day = 86_400;
/** 1 March 2024. */
export const now = Date.parse('2024-03-01T12:00:00Z') / 1000;
const staffCode = 'STAFF';

export interface PastCustomer {
  id: string;
  rows: LedgerRow[];
  createdAt: number | null;
  wholesaleByTag: boolean;
  incomplete: boolean;
}

const instant = fc.integer({ min: 0, max: 600 * day }).map((ago) => now - ago);

/** An order or credit with whatever may happen to it, at any time up to now. */
export const anyRow: fc.Arbitrary<LedgerRow> = fc
  .record({
    orderId: fc.integer({ min: 1, max: 10 ** 9 }).map(String),
    placedAt: instant,
    cancelled: fc.oneof(
      { weight: 8, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 200 * day }) },
    ),
    kind: fc.constantFrom('order' as const, 'order' as const, 'order' as const, 'credit' as const),
    payment: fc.constantFrom<LedgerRow['payment']>(
      'paid',
      'paid',
      'partiallyPaid',
      'pending',
      'voided',
    ),
    totalMinor: fc.integer({ min: 1, max: 50_000 }),
    refunds: fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 300 * day }),
        share: fc.constantFrom(0, 0, 0.2, 0.5, 1),
      }),
      { maxLength: 2 },
    ),
    discountMinor: fc.constantFrom(0, 500),
    codes: fc.constantFrom<string[]>([], [], ['TEN'], [staffCode]),
    flags: fc.constantFrom<LedgerRow['flags']>(
      ...Array.from({ length: 17 }, () => []),
      ['subscription'],
      ['wholesale'],
      ['test'],
    ),
  })
  .map(({ cancelled, refunds, kind, totalMinor, ...rest }) =>
    row({
      ...rest,
      kind,
      totalMinor: kind === 'credit' ? -totalMinor : totalMinor,
      cancelledAt: cancelled === null ? null : Math.min(now, rest.placedAt + cancelled),
      refunds: refunds.map(({ after, share }, index) => ({
        refundId: String(index),
        at: Math.min(now, rest.placedAt + after),
        minor: Math.round(totalMinor * share),
      })),
    }),
  );

export const anyRows = fc
  .uniqueArray(anyRow, {
    minLength: 0,
    maxLength: 7,
    size: 'max',
    selector: ({ orderId }) => orderId,
  })
  .map((rows) => rows.sort(rowOrder));

const seldom = fc.integer({ min: 0, max: 9 }).map((one) => one === 0);
const anyOne = fc.record({
  rows: anyRows,
  createdAt: fc.option(instant),
  wholesaleByTag: seldom,
  incomplete: seldom,
});

/** Few customers, or enough for every method; by ascending id. */
export const anyCustomers: fc.Arbitrary<PastCustomer[]> = fc
  .constantFrom(2, 15, 250)
  .chain((count) => fc.array(anyOne, { minLength: count, maxLength: count }))
  .map((customers) => customers.map((one, index) => ({ id: String(1000 + index), ...one })));

/** What had happened by an instant: nothing dated later, and who was not there yet left out. */
export function cutAt(customers: readonly PastCustomer[], asOf: number): PastCustomer[] {
  return customers
    .filter(
      ({ rows, createdAt }) =>
        (createdAt !== null && createdAt <= asOf) ||
        rows.some(({ placedAt }) => placedAt <= asOf) ||
        (createdAt === null && rows.length === 0),
    )
    .map((one) => ({ ...one, rows: rowsAt(one.rows, asOf) }));
}

export function rowsAt(rows: readonly LedgerRow[], asOf: number): LedgerRow[] {
  return rows
    .filter(({ placedAt }) => placedAt <= asOf)
    .map((one) => ({
      ...one,
      cancelledAt: one.cancelledAt !== null && one.cancelledAt <= asOf ? one.cancelledAt : null,
      refunds: one.refunds.filter(({ at }) => at <= asOf),
    }));
}

export interface RunShop {
  columns: Columns;
  orders: OrderColumns;
  cutoffs: Cutoffs;
}

/** The merchant's own standards, asked as of an instant. */
export function standardsOn(
  { standards }: Pick<ClassSettings, 'standards'>,
  { asOf, calendar }: { asOf: number; calendar: Calendar },
): StandardsOf {
  const dayOf = (second: number) => calendar.dayOf(second);
  return standardsOver(standards, { today: dayOf(asOf), exponent: 2, dayOf });
}

/** A run over these customers as of an instant, without a table. */
export function runOn(
  customers: readonly PastCustomer[],
  walkIns: readonly LedgerRow[],
  settings: ClassSettings,
  { asOf, calendar }: { asOf: number; calendar: Calendar },
): RunShop {
  const today = calendar.dayOf(asOf);
  const builder = new ColumnsBuilder();
  const orderBuilder = new OrderColumnsBuilder(calendar);
  const values = new OrderValueLists(today);
  const isLeftOut = staffRule(false, settings.staff);
  for (const { id, rows, createdAt, wholesaleByTag, incomplete } of customers) {
    const standing = {
      ...plainStanding,
      wholesaleByTag,
      historyIncomplete: incomplete,
      isLeftOut,
      windows: settings,
    };
    const read = readFigures(rows, { asOf, calendar }, standing);
    builder.add({ id, read, held: {}, shopSays: null, consent: {}, createdAt, tags: [] });
    orderBuilder.addCustomer(rows, standing);
    addRead(values, read);
  }
  for (const one of walkIns) {
    const leftOut = isLeftOut?.(one) === true;
    orderBuilder.addWalkIn(one, leftOut);
    if (leftOut || !isEligible(one, asOf)) continue;
    const ranking = rankingKeyOf({ wholesale: one.flags.includes('wholesale') });
    values.add(ranking, calendar.dayOf(one.placedAt), contributionMinor(one, asOf));
  }
  const { columns, position } = builder.done();
  const orders = orderBuilder.done(position);
  const cutoffs = cutoffsOfColumns(columns, values.done(), settings, { asOf, today });
  placeColumns(columns, cutoffs, settings, today, standardsOn(settings, { asOf, calendar }));
  return { columns, orders, cutoffs };
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { contributionMinor, isEligible } from '../../functions/customers/fold.ts';
import { rowOf, rowOrder, type LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { numericColumns, type Columns } from '../../functions/segments/columns.ts';
import { ColumnsBuilder } from '../../functions/segments/columnsBuilder.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import { foldHabits } from '../../functions/segments/foldHabits.ts';
import { foldOrders } from '../../functions/segments/foldOrders.ts';
import { OrderColumnsBuilder } from '../../functions/segments/orderColumnsBuilder.ts';
import type { Amounts } from '../../functions/segments/orderStatistic.ts';
import { OrderValueLists } from '../../functions/segments/orderValues.ts';
import type { OrderValues } from '../../functions/segments/placeColumns.ts';
import type { Standing } from '../../functions/segments/standing.ts';
import { anyFact, row } from '../customers/rows.ts';
import { addRead } from './addRead.ts';

const dayS = 86_400;
const start = Date.UTC(2024, 0, 1) / 1000;

/** Days before the instant asked about at which a window begins or ends. */
const edges = [0, 29, 30, 31, 89, 90, 91, 364, 365, 366];

/** Facts that lie in columns of 32 bits, most of them within two years, so that they meet. */
const near = fc
  .record({
    fact: anyFact,
    after: fc.nat(730 * dayS),
    edge: fc.option(fc.constantFrom(...edges), { freq: 2 }),
    paid: fc.boolean(),
  })
  .map(({ fact, after, edge, paid }) => ({
    edge,
    fact: {
      ...fact,
      placedAt: start + after,
      cancelledAt: fact.cancelledAt === null ? null : start + (Math.abs(fact.cancelledAt) % dayS),
      refunds: fact.refunds.map((one) => ({
        ...one,
        at: start + (Math.abs(one.at) % (800 * dayS)),
      })),
      ...(paid
        ? { payment: 'paid' as const, totalMinor: Math.abs(fact.totalMinor) % 100_000 }
        : {}),
    },
  }));
type Near = typeof near extends fc.Arbitrary<infer T> ? T : never;

const ledger = fc.record({
  orders: fc.array(near, { maxLength: 30 }),
  /** Nothing but orders, as nearly everybody has. */
  isPlain: fc.boolean(),
  historyIncomplete: fc.boolean(),
  wholesaleByTag: fc.boolean(),
  leavesOutCodes: fc.boolean(),
});

/** Rows oldest first; those at an edge are placed as many days before the instant. */
function rowsAt(asOf: number, orders: readonly Near[], isPlain: boolean): LedgerRow[] {
  return orders
    .map(({ fact, edge }) => ({
      ...fact,
      ...(edge === null ? {} : { placedAt: asOf - edge * dayS }),
      ...(isPlain ? { kind: 'order' as const, flags: [] } : {}),
    }))
    .map(rowOf)
    .sort(rowOrder);
}

const plain = { historyIncomplete: false, wholesaleByTag: false, leavesOutCodes: false };
const zones = fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York');

const sorted = (values: Amounts) =>
  Array.from({ length: values.count }, (_, k) => values.smallest(k));
const valuesOf = ({ all, recent, gaps }: OrderValues) => ({
  all: sorted(all),
  recent: sorted(recent),
  total: gaps.total,
  historyDays: gaps.historyDays,
  ...gaps.histogram(),
});

/** What a fold writes. */
const figures = [
  'rows',
  'orders',
  'orderDays',
  'netMinor',
  'discountMinor',
  'firstAt',
  'lastAt',
  'firstDay',
  'lastDay',
  'rhythmDays',
  'rhythmLastDay',
  'usualGapDays',
  'secondOrderDays',
  'orderMonths',
  'gapVariation',
  'recentMinor',
  'recentOrderDays',
  'abcMinor',
  'codeOrders',
  'discountedOrders',
  'lastFullPriceDay',
  'lastDiscountDay',
  'potentialMinor',
  'soonMinor',
  'wholesale',
] as const;

/** Columns of figures; what they say of the customer beside is not a fold's. */
const figuresOf = (columns: Columns) =>
  numericColumns.map((name) => [name, Array.from(columns[name].subarray(0, columns.count))]);

interface Person {
  rows: LedgerRow[];
  historyIncomplete: boolean;
  wholesaleByTag: boolean;
  leavesOutCodes: boolean;
}
interface Day {
  asOf: number;
  zone: string;
  quadrantDays: number;
  abcDays: number | null;
}

/** Folds the shop at once and each ledger by itself, which must come to the same. */
function expectAlike(people: readonly Person[], walkIns: readonly LedgerRow[], day: Day): void {
  const { asOf } = day;
  const calendar = calendarOf(day.zone);
  const today = calendar.dayOf(asOf);
  const windows = { quadrant: { windowDays: day.quadrantDays }, abc: { windowDays: day.abcDays } };
  const builder = new ColumnsBuilder();
  const orderBuilder = new OrderColumnsBuilder(calendar);
  const values = new OrderValueLists(today);
  for (const [index, { rows, leavesOutCodes, ...one }] of people.entries()) {
    const isLeftOut = (row: Partial<Pick<LedgerRow, 'codes'>>) =>
      leavesOutCodes && (row.codes?.length ?? 0) > 0;
    const standing: Standing = { ...one, isLeftOut, windows };
    const read = readFigures(rows, { asOf, calendar }, standing);
    const entry = { held: {}, shopSays: null, consent: {}, createdAt: null, tags: [] };
    builder.add({ ...entry, id: String(index), read });
    orderBuilder.addCustomer(rows, standing);
    addRead(values, read);
  }
  const walkIn = { orders: 0, netMinor: 0 };
  for (const row of walkIns) {
    orderBuilder.addWalkIn(row, false);
    const minor = contributionMinor(row, asOf);
    walkIn.netMinor += minor;
    if (!isEligible(row, asOf)) continue;
    walkIn.orders += 1;
    const ranking = row.flags.includes('wholesale') ? 'wholesale' : 'retail';
    values.add(ranking, calendar.dayOf(row.placedAt), minor);
  }
  const { columns, position } = builder.done();
  const orders = orderBuilder.done(position);
  const expected = figuresOf(columns);
  for (const name of figures) columns[name].fill(7);
  const folded = foldOrders(orders, columns, { asOf, today, windows });
  foldHabits(orders, columns, asOf);
  expect(figuresOf(columns)).toEqual(expected);
  expect(folded.walkIn).toEqual(walkIn);
  const wanted = values.done();
  expect(valuesOf(folded.orderMinor.retail)).toEqual(valuesOf(wanted.retail));
  expect(valuesOf(folded.orderMinor.wholesale)).toEqual(valuesOf(wanted.wholesale));
}

test('a whole shop folded at once says what each ledger says by itself, on any day', () => {
  fc.assert(
    fc.property(
      fc.array(ledger, { maxLength: 6 }),
      fc.array(near, { maxLength: 4 }),
      fc.record({
        asOf: fc.integer({ min: -30, max: 900 }).map((days) => start + days * dayS),
        zone: zones,
        quadrantDays: fc.constantFrom(30, 365),
        abcDays: fc.constantFrom(null, 90),
      }),
      (ledgers, walkIns, day) => {
        const people = ledgers.map(({ orders, isPlain, ...made }) => ({
          ...(isPlain ? { ...plain, historyIncomplete: made.historyIncomplete } : made),
          rows: rowsAt(day.asOf, orders, isPlain),
        }));
        expectAlike(people, rowsAt(day.asOf, walkIns, false), day);
      },
    ),
    { numRuns: 300 },
  );
});

test('where clocks went back over midnight, a later order may be of an earlier day', () => {
  // In St. John's until 2011 at one minute past midnight: half past it came twice, on two dates.
  const moments = ['2010-11-05T15:00Z', '2010-11-07T02:30:30Z', '2010-11-07T02:45Z'];
  const rows = moments.map((at, n) =>
    row({ orderId: String(n), placedAt: Date.parse(at) / 1000, payment: 'paid', totalMinor: 500 }),
  );
  const calendar = calendarOf('America/St_Johns');
  const [, later, earlier] = rows.map(({ placedAt }) => calendar.dayOf(placedAt));
  expect((later ?? 0) - (earlier ?? 0)).toBe(1);
  const asOf = Date.UTC(2010, 11, 1) / 1000;
  const day = { asOf, zone: 'America/St_Johns', quadrantDays: 365, abcDays: null };
  expectAlike([{ ...plain, rows }], [], day);
  expectAlike([{ ...plain, wholesaleByTag: true, rows }], [], day);
});

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
import { anyFact } from '../customers/rows.ts';
import { addRead } from './addRead.ts';

const dayS = 86_400;
const start = Date.UTC(2024, 0, 1) / 1000;

/** Facts that lie in columns of 32 bits, most of them within two years, so that they meet. */
const near = fc
  .tuple(anyFact, fc.integer({ min: 0, max: 730 * dayS }), fc.boolean())
  .map(([fact, after, paid]) => ({
    ...fact,
    placedAt: start + after,
    cancelledAt: fact.cancelledAt === null ? null : start + (Math.abs(fact.cancelledAt) % dayS),
    refunds: fact.refunds.map((one) => ({ ...one, at: start + (Math.abs(one.at) % (800 * dayS)) })),
    ...(paid ? { payment: 'paid' as const, totalMinor: Math.abs(fact.totalMinor) % 100_000 } : {}),
  }));
const ledger = fc.record({
  rows: fc.array(near, { maxLength: 30 }).map((facts) => facts.map(rowOf).sort(rowOrder)),
  historyIncomplete: fc.boolean(),
  wholesaleByTag: fc.boolean(),
  leavesOutCodes: fc.boolean(),
});
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

test('a whole shop folded at once says what each ledger says by itself, on any day', () => {
  fc.assert(
    fc.property(
      fc.array(ledger, { maxLength: 6 }),
      fc.array(near, { maxLength: 4 }).map((facts) => facts.map(rowOf)),
      fc.integer({ min: -30, max: 900 }),
      zones,
      fc.constantFrom(30, 365),
      fc.constantFrom(null, 90),
      (ledgers, walkIns, daysAfter, zone, quadrantDays, abcDays) => {
        const calendar = calendarOf(zone);
        const asOf = start + daysAfter * dayS;
        const today = calendar.dayOf(asOf);
        const windows = { quadrant: { windowDays: quadrantDays }, abc: { windowDays: abcDays } };
        const builder = new ColumnsBuilder();
        const orderBuilder = new OrderColumnsBuilder(calendar);
        const values = new OrderValueLists(today);
        for (const [index, one] of ledgers.entries()) {
          const isLeftOut = (row: Partial<Pick<LedgerRow, 'codes'>>) =>
            one.leavesOutCodes && (row.codes?.length ?? 0) > 0;
          const standing: Standing = { ...one, isLeftOut, windows };
          const read = readFigures(one.rows, { asOf, calendar }, standing);
          const entry = { held: {}, shopSays: null, consent: {}, createdAt: null, tags: [] };
          builder.add({ ...entry, id: String(index), read });
          orderBuilder.addCustomer(one.rows, standing);
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
      },
    ),
    { numRuns: 300 },
  );
});

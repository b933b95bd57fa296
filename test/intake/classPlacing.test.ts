import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { schemes } from '../../functions/customers/customer.schema.ts';
import { rowOf, rowOrder } from '../../functions/customers/ledgerRow.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { classPlacing } from '../../functions/intake/classPlacing.ts';
import { wordAt } from '../../functions/segments/columns.ts';
import { columnsOfOne } from '../../functions/segments/columnsBuilder.ts';
import { entryOf } from '../../functions/segments/listing.ts';
import { fixedLifecycle } from '../../functions/segments/lifecycle.ts';
import { placeColumns } from '../../functions/segments/placeColumns.ts';
import { classSettingsSchema } from '../../functions/segments/run.schema.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { anyFact } from '../customers/rows.ts';
import { startTestTable } from '../support/dynamo.ts';

const asOf = Date.parse('2026-11-22T12:00:00Z') / 1000;
const row = rowOf({
  orderId: '1',
  name: null,
  customerId: '7',
  updatedAt: asOf - 60,
  placedAt: asOf - 60,
  cancelledAt: null,
  kind: 'order',
  payment: 'paid',
  totalMinor: 900_000,
  refunds: [],
  discountMinor: 0,
  codes: [],
  flags: [],
  channel: null,
  lines: [],
});
const basis = {
  settings: defaultSettings,
  cutoffs: {
    asOf,
    ranked: 0,
    method: 'none' as const,
    recencyAbove: [],
    frequencyAbove: [],
    monetaryAbove: [],
    medianOrderMinor: 1000,
    abcA: null,
    abcB: null,
    lifecycle: fixedLifecycle(defaultSettings.lifecycle),
    rhythm: { gaps: 0, historyDays: 0 },
    quadrant: { valueFrom: null, daysFrom: 2 },
    largeOrderMinor: 3000,
  },
};

async function placed(origin: 'live' | 'import', settings = defaultSettings, one = row) {
  const { table } = await startTestTable();
  const before = await readCustomer(table, 'a.myshopify.com', '7');
  const ours = () => Promise.resolve([]);
  const placing = classPlacing({
    calendar: calendarOf('UTC'),
    basis: { ...basis, settings },
    asOf,
    origin,
    ours,
  });
  return placing.place({ before, rows: [one], orders: [{ held: null, row: one }] });
}

it('thanks nobody for a purchase of staff that the shop leaves out', async () => {
  const bought = { ...row, codes: ['STAFF'] };
  const staff = { purchases: 'exclude' as const, tags: [], codes: ['staff'] };
  const { marks } = await placed('live', { ...defaultSettings, staff }, bought);
  expect(marks.map(({ kind }) => kind)).not.toContain('large-order');
});

it('places a new buyer at once, and marks the order that is large', async () => {
  const { classes, marks } = await placed('live');
  expect(classes.lifecycle).toMatchObject({ value: 'first_timer', cause: 'order' });
  expect(marks.map(({ kind }) => kind)).toContain('large-order');
});

it('places by an order exactly as a run under the same cut-offs would', async () => {
  const { table } = await startTestTable();
  const before = await readCustomer(table, 'a.myshopify.com', '7');
  const ours = () => Promise.resolve([]);
  const calendar = calendarOf('Asia/Seoul');
  const cutoffs = {
    ...basis.cutoffs,
    method: 'quintiles' as const,
    recencyAbove: [10, 40, 120, 300],
    frequencyAbove: [1, 1, 2, 3],
    monetaryAbove: [900, 2_000, 4_000, 9_000],
    abcA: 5_000,
    abcB: 1_500,
    quadrant: { valueFrom: 2_000, daysFrom: 2 },
  };
  const under = { cutoffs, settings: classSettingsSchema.parse(defaultSettings) };
  await fc.assert(
    fc.asyncProperty(fc.array(anyFact, { minLength: 1, maxLength: 6 }), async (facts) => {
      const rows = facts
        .map((fact) => rowOf({ ...fact, placedAt: asOf - (Math.abs(fact.placedAt) % 60_000_000) }))
        .sort(rowOrder);
      const orders = [{ held: null, row: rows.at(-1) ?? null }];
      const context = { calendar, basis: under, asOf, origin: 'live' as const, ours };
      const { classes } = await classPlacing(context).place({ before, rows, orders });
      const columns = columnsOfOne(
        entryOf({ ...before, rows }, { asOf, calendar }, under.settings),
      );
      placeColumns(columns, cutoffs, under.settings, calendar.dayOf(asOf));
      for (const scheme of schemes) {
        expect(classes[scheme]?.value ?? null, scheme).toBe(wordAt(columns, scheme, 0));
      }
    }),
    { numRuns: 60 },
  );
});

it('leaves who is new in an import to the run after it: no class, no entry, no mark', async () => {
  const { classes, entries, marks } = await placed('import');
  expect({ classes, entries, marks }).toEqual({ classes: {}, entries: [], marks: [] });
});

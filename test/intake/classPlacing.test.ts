import { expect, it } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { rowOf } from '../../functions/customers/ledgerRow.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { classPlacing } from '../../functions/intake/classPlacing.ts';
import { fixedLifecycle } from '../../functions/segments/lifecycle.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
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

async function placed(origin: 'live' | 'import') {
  const { table } = await startTestTable();
  const before = await readCustomer(table, 'a.myshopify.com', '7');
  const ours = () => Promise.resolve([]);
  const placing = classPlacing({ calendar: calendarOf('UTC'), basis, asOf, origin, ours });
  return placing.place({ before, rows: [row], orders: [{ held: null, row }] });
}

it('places a new buyer at once, and marks the order that is large', async () => {
  const { classes, marks } = await placed('live');
  expect(classes.lifecycle).toMatchObject({ value: 'first_timer', cause: 'order' });
  expect(marks.map(({ kind }) => kind)).toContain('large-order');
});

it('leaves who is new in an import to the run after it: no class, no entry, no mark', async () => {
  const { classes, entries, marks } = await placed('import');
  expect({ classes, entries, marks }).toEqual({ classes: {}, entries: [], marks: [] });
});

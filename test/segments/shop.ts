import { calendarOf } from '../../functions/customers/calendar.ts';
import { ColumnsBuilder, type CustomerEntry } from '../../functions/segments/columnsBuilder.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import { OrderValueLists } from '../../functions/segments/orderValues.ts';
import { cutoffsOfColumns, placeColumns } from '../../functions/segments/placeColumns.ts';
import { plainStanding, type CountableRow } from '../../functions/segments/standing.ts';
import type { SnapshotMeta } from '../../functions/segments/snapshot.schema.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { addRead } from './addRead.ts';
import { today } from './population.ts';

export const asOf = today * 86_400 + 43_200;
const calendar = calendarOf('UTC');

/** A paid order `daysAgo`, of that many minor units. */
export function sale(daysAgo: number, totalMinor = 1_000, discountMinor = 0): CountableRow {
  return {
    kind: 'order',
    placedAt: asOf - daysAgo * 86_400,
    cancelledAt: null,
    payment: 'paid',
    totalMinor,
    refunds: [],
    discountMinor,
    flags: [],
  };
}

/** One customer for the columns; rows oldest first. */
export function entry(
  id: string,
  rows: CountableRow[],
  over: Partial<CustomerEntry> & { incomplete?: boolean } = {},
): CustomerEntry {
  const { incomplete = false, ...rest } = over;
  return {
    id,
    read: readFigures(
      rows,
      { asOf, calendar },
      { ...plainStanding, historyIncomplete: incomplete },
    ),
    held: {},
    shopSays: null,
    consent: {},
    createdAt: null,
    tags: [],
    ...rest,
  };
}

/** A whole shop as a run would leave it. */
export function shopOf(entries: CustomerEntry[], shop = 'one.myshopify.com') {
  const builder = new ColumnsBuilder();
  for (const one of entries) builder.add(one);
  const { columns } = builder.done();
  const values = new OrderValueLists(today);
  for (const { read } of entries) addRead(values, read);
  const orders = values.done();
  const cutoffs = cutoffsOfColumns(columns, orders, defaultSettings, { asOf, today });
  placeColumns(columns, cutoffs, defaultSettings, today);
  const meta: SnapshotMeta = {
    format: 1,
    shop,
    version: 'v1',
    currency: 'USD',
    timeZone: 'UTC',
    asOf,
    today,
    cutoffs,
    totals: {
      customers: columns.count,
      ranked: cutoffs.ranked,
      orders: orders.retail.all.count + orders.wholesale.all.count,
      netMinor: columns.netMinor.reduce((sum, net) => sum + net, 0),
      walkIn: { orders: 0, netMinor: 0 },
      repeatMinor: { now: 0, before: 0 },
      overdueMinor: { now: 0, before: 0 },
      median: null,
    },
  };
  return { columns, meta };
}

import { calendarOf } from '../customers/calendar.ts';
import { readCustomer } from '../customers/store.ts';
import { Refusal } from '../platform/refusal.ts';
import { columnsOfOne } from '../segments/columnsBuilder.ts';
import { entryOf } from '../segments/gather.ts';
import { placeColumns } from '../segments/placeColumns.ts';
import { answerAt, select } from '../segments/query/evaluate.ts';
import type { Query } from '../segments/query/query.ts';
import { plainCounting } from '../segments/standing.ts';
import { readRun } from '../segments/store.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import { readCondition } from './condition.ts';
import { momentOf } from './coupon.ts';
import type { Desk } from './desk.ts';
import { contextOf } from './population.ts';

/** Whether a customer meets a rule's own condition, as far as we can know. */
export type Who = (query: string, customerId: string) => Promise<'in' | 'out' | 'undecided'>;

/**
 * Asked of the customer's own file as it is now, because a snapshot may be older than the change
 * that calls for a coupon. A condition that cannot be read any more lets nobody in.
 */
export function whoNow(record: ShopRecord, desk: Pick<Desk, 'table' | 'clock' | 'log'>): Who {
  const { shop, timeZone, currency } = record;
  return async (condition, customerId) => {
    const query = readable(condition, shop, desk);
    if (query === null) return 'undecided';
    const { now } = momentOf(desk.clock);
    const time = { asOf: now, calendar: calendarOf(timeZone) };
    const run = await readRun(desk.table, shop);
    const settings = run?.basis.settings ?? plainCounting;
    const customer = await readCustomer(desk.table, shop, customerId);
    const columns = columnsOfOne(entryOf(customer, time, settings));
    const at = contextOf(timeZone, currency, now);
    if (run !== null) placeColumns(columns, run.basis.cutoffs, run.basis.settings, at.today);
    return answerAt(select(query, columns, at).states, 0);
  };
}

function readable(condition: string, shop: string, desk: Pick<Desk, 'log'>): Query | null {
  try {
    return readCondition(condition);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    desk.log.error('coupons.condition.unreadable', { shop });
    return null;
  }
}

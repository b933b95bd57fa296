import { calendarOf } from '../customers/calendar.ts';
import { readCustomer } from '../customers/store.ts';
import { Refusal } from '../platform/refusal.ts';
import { columnsOfOne } from '../segments/columnsBuilder.ts';
import { entryOf } from '../segments/listing.ts';
import { fillGroupsOfOne } from '../segments/groups/fillGroups.ts';
import { openTraits } from '../segments/groups/traits.ts';
import { placeColumns, placeRising } from '../segments/placeColumns.ts';
import { predicted } from '../segments/predicted.ts';
import { answerAt, select } from '../segments/query/evaluate.ts';
import type { Query } from '../segments/query/query.ts';
import { contextOf } from '../segments/queryContext.ts';
import { plainCounting } from '../segments/standing.ts';
import { readRun } from '../segments/store.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import { momentOf } from './coupon.ts';
import type { Desk } from './desk.ts';

/** Whether a customer meets a rule's own condition, as far as we can know. */
export type Who = (
  query: string,
  customerId: string,
) => Promise<'in' | 'out' | 'undecided' | 'held'>;

/**
 * Asked of the customer's own file as it is now, because a snapshot may be older than the change
 * that calls for a coupon. "held": the condition cannot be read any more, or suddenly finds far
 * more than before, and waits for somebody to look. What a condition finds is counted once a call.
 */
export function whoNow(
  record: ShopRecord,
  desk: Pick<Desk, 'table' | 'clock' | 'log' | 'queries' | 'goods' | 'vault' | 'fieldsRead'>,
): Who {
  const { shop, timeZone, currency } = record;
  const asked = new Map<string, Promise<Query | null>>();
  return async (condition, customerId) => {
    const reading = asked.get(condition) ?? sendable(condition, shop, desk);
    asked.set(condition, reading);
    const query = await reading;
    if (query === null) return 'held';
    const { now } = momentOf(desk.clock);
    const time = { asOf: now, calendar: calendarOf(timeZone) };
    const run = await readRun(desk.table, shop);
    const settings = run?.basis.settings ?? plainCounting;
    const customer = await readCustomer(desk.table, shop, customerId);
    const at = contextOf(timeZone, currency, now);
    const entry = entryOf(customer, time, settings);
    const read = predicted(entry.read, run?.basis.model, at.today);
    const fields = await desk.fieldsRead(shop);
    const traits = openTraits(desk.vault, shop, fields)(customer.item, at.today);
    const columns = columnsOfOne({ ...entry, read, traits });
    const goods = await desk.goods.open(shop);
    fillGroupsOfOne(columns, customer.rows, entry.standing, goods, time);
    if (run !== null) {
      placeColumns(columns, run.basis.cutoffs, run.basis.settings, at.today);
      placeRising(columns, run.basis.cutoffs, run.basis.settings, at);
    }
    return answerAt(select(query, columns, at).states, 0);
  };
}

/** The query of a condition that may be sent by; null: somebody has to look first. */
async function sendable(
  condition: string,
  shop: string,
  { queries, log }: Pick<Desk, 'log' | 'queries'>,
): Promise<Query | null> {
  const held = await queries.held(shop, condition);
  if (held !== null) {
    log.error('coupons.condition.held', { shop, reason: held.reason });
    return null;
  }
  try {
    return await queries.read(shop, condition, 'who');
  } catch (error) {
    // Before the first run nothing is counted, and an unreadable one is noticed here.
    if (!(error instanceof Refusal)) throw error;
    log.error('coupons.condition.held', { shop, reason: 'unreadable' });
    return null;
  }
}

import { calendarOf } from '../customers/calendar.ts';
import { currencyExponent } from '../platform/money.ts';
import type { Columns } from './columns.ts';
import type { Numbers, QueryContext } from './query/attribute.ts';
import type { Snapshot } from './snapshot.ts';

/** What a query needs to know of the shop and the day; `now`: epoch seconds. */
export function contextOf(timeZone: string, currency: string, now: number): QueryContext {
  const calendar = calendarOf(timeZone);
  return {
    today: calendar.dayOf(now),
    exponent: currencyExponent(currency),
    dayOf: (second) => calendar.dayOf(second),
  };
}

const known = new WeakMap<Columns, Map<string, Numbers>>();

/**
 * The same for customers of a snapshot, whose derived columns are kept for as long as it is open.
 * `now`: null counts relative dates from the day of the run.
 */
export function contextOfSnapshot(
  { columns, meta }: Pick<Snapshot, 'columns' | 'meta'>,
  now: number | null,
): QueryContext {
  const kept = known.get(columns) ?? new Map<string, Numbers>();
  known.set(columns, kept);
  const at = contextOf(meta.timeZone, meta.currency, now ?? meta.asOf);
  return now === null ? { ...at, today: meta.today, kept } : { ...at, kept };
}

import { calendarOf } from '../customers/calendar.ts';
import { currencyExponent } from '../platform/money.ts';
import type { Columns } from '../segments/columns.ts';
import type { QueryContext } from '../segments/query/attribute.ts';
import { answerAt, select } from '../segments/query/evaluate.ts';
import type { Snapshot } from '../segments/snapshot.ts';
import { readCondition } from './condition.ts';
import type { WhoAt } from './waterfall.ts';

/** The shop's customers as of its last run, to be looked through at once. */
export interface Population {
  columns: Columns;
  /**
   * A rule's own condition over these customers.
   * @throws Refusal `invalid` where it is not in the segment language, naming the place
   */
  whoAt: (query: string) => WhoAt;
}

/** `now`: epoch seconds; relative dates count from that day, whenever the run was. */
export function populationOf({ columns, meta }: Snapshot, now: number): Population {
  const at = contextOf(meta.timeZone, meta.currency, now);
  return {
    columns,
    whoAt: (query) => {
      const { states } = select(readCondition(query), columns, at);
      return (index) => answerAt(states, index);
    },
  };
}

/** What a query needs to know of the shop and the day. */
export function contextOf(timeZone: string, currency: string, now: number): QueryContext {
  const calendar = calendarOf(timeZone);
  return {
    today: calendar.dayOf(now),
    exponent: currencyExponent(currency),
    dayOf: (second) => calendar.dayOf(second),
  };
}

import { calendarOf } from '../../../functions/customers/calendar.ts';
import type { Columns } from '../../../functions/segments/columns.ts';
import type { Numbers, QueryContext } from '../../../functions/segments/query/attribute.ts';
import { select } from '../../../functions/segments/query/evaluate.ts';
import { parseQuery } from '../../../functions/segments/query/parse.ts';
import { processorMs } from '../processorTime.ts';

/** What merchants ask, from one look-up to everything a template uses. */
export const tenQueries = [
  "lifecycle = 'overdue'",
  'number_of_orders >= 3 AND last_order_date < -90d',
  "rfm_level IN ('A', 'B') AND net_spent > 250 AND last_order_date < -90d",
  "customer_tags CONTAINS 'vip' AND email_subscription_status = 'SUBSCRIBED'",
  'average_order BETWEEN 20.50 AND 80 AND discount_share > 0.2',
  'NOT (orders = 1 OR average_order < 20.50) AND (discount_share IS NULL OR days_since_last_order BETWEEN 30 AND 120)',
  "customer_added_date >= -1y AND orders = 1 AND lifecycle IN ('first_timer', 'regular')",
  "rfm_segment IN ('at_risk', 'previously_loyal', 'needs_attention') AND rfm_level_since > -30d",
  "(abc = 'A' OR rfm_monetary >= 4) AND NOT lifecycle IN ('lost', 'written_off') AND email_subscription_status != 'UNSUBSCRIBED'",
  "usual_gap_days < 60 AND days_since_last_order > 90 AND customer_tags NOT CONTAINS 'b2b' AND wholesale = false",
] as const;

export interface QueryTiming {
  query: string;
  /** On customers just read, and again while the columns it works out are kept. */
  freshMs: number;
  keptMs: number;
  count: number;
  undecided: number;
}

const rounds = 5;

/** Asks each of the ten of these customers, in UTC and in cents, on day `today`; the least of five. */
export function timeQueries(columns: Columns, today: number): QueryTiming[] {
  const calendar = calendarOf('UTC');
  const dayOf = (second: number) => calendar.dayOf(second);
  return tenQueries.map((query) => {
    const parsed = parseQuery(query);
    if (!parsed.ok) throw new Error(`${query}: ${parsed.error.message}`);
    const asked = (kept: Map<string, Numbers>) => {
      const at: QueryContext = { today, exponent: 2, dayOf, kept };
      const started = processorMs();
      const { count, undecided } = select(parsed.query, columns, at);
      return { ms: processorMs() - started, count, undecided };
    };
    const least = (keptFor: () => Map<string, Numbers>) =>
      Math.min(...Array.from({ length: rounds }, () => asked(keptFor()).ms));
    const { count, undecided } = asked(new Map());
    const freshMs = least(() => new Map());
    const kept = new Map<string, Numbers>();
    asked(kept);
    return { query, freshMs, keptMs: least(() => kept), count, undecided };
  });
}

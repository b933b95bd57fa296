import type { z } from 'zod';
import type { templateSchema } from './segments.schema.ts';

/** Queries to start from, by what merchants want to do; each asks only about what every shop has. */
export const segmentTemplates: readonly z.infer<typeof templateSchema>[] = [
  {
    key: 'win_back',
    query: "lifecycle = 'lost' AND orders >= 2 AND email_subscription_status = 'SUBSCRIBED'",
  },
  {
    key: 'best_at_risk',
    query: "rfm_level IN ('A', 'B') AND lifecycle IN ('slowing', 'overdue')",
  },
  { key: 'second_order', query: 'orders = 1 AND last_order_date BETWEEN -60d AND -14d' },
  { key: 'nearly_large', query: "abc = 'B' AND last_order_date >= -90d" },
  {
    key: 'new_subscribers',
    query:
      "orders = 0 AND customer_added_date >= -30d AND email_subscription_status = 'SUBSCRIBED'",
  },
  { key: 'only_discounts', query: 'orders >= 3 AND discount_share >= 0.2' },
  { key: 'full_price', query: 'orders >= 3 AND discount_share <= 0.02' },
  {
    key: 'best_without_consent',
    query: "rfm_level = 'A' AND NOT email_subscription_status = 'SUBSCRIBED'",
  },
  { key: 'lapsed_big_spenders', query: "abc = 'A' AND days_since_last_order > 120" },
  { key: 'anniversary', query: 'first_order_date BETWEEN -372d AND -358d AND orders >= 2' },
];

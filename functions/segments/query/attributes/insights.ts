import { orderMonthLists } from '../../orderMonths.ts';
import type { Attribute } from '../attribute.ts';
import { whole } from '../readers.ts';

/** What the insights count customers by. */
export const insightAttributes: readonly Attribute[] = [
  {
    name: 'second_order_days',
    type: 'number',
    unit: 'days',
    sentence:
      'Days from the first to the second day with an order that counts, subscription renewals left out.',
    read: (columns) => whole(columns.secondOrderDays),
  },
  {
    name: 'order_months',
    type: 'list',
    unit: 'names',
    sentence:
      "Months with an order that counts, such as '2026-03', of the 32 months up to the last one.",
    read: orderMonthLists,
  },
];

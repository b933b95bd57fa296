import type { Columns } from '../../columns.ts';
import type { Attribute, Numbers, QueryContext } from '../attribute.ts';
import { always, none } from '../readers.ts';

/** What the ledger says. */
export const orderAttributes: readonly Attribute[] = [
  {
    name: 'orders',
    type: 'number',
    unit: 'orders',
    sentence: 'Orders that count: paid at least in part and not undone.',
    read: (columns) => always(columns.orders),
  },
  {
    name: 'order_days',
    type: 'number',
    unit: 'days',
    sentence: 'Different days with an order that counts.',
    read: (columns) => always(columns.orderDays),
  },
  {
    name: 'net_spent',
    type: 'number',
    unit: 'money',
    sentence: 'What the customer paid, refunds taken off.',
    read: (columns) => always(columns.netMinor),
  },
  {
    name: 'average_order',
    type: 'number',
    unit: 'money',
    sentence: 'Net spend by order; unknown without an order that counts.',
    read: averageOrder,
  },
  {
    name: 'discount_share',
    type: 'number',
    unit: 'share',
    sentence: 'Discounts as a share of the full price, from 0 to 1; unknown without an order.',
    read: discountShare,
  },
  {
    name: 'days_since_last_order',
    type: 'number',
    unit: 'days',
    sentence: 'Days since the last order that counts.',
    read: daysSinceLastOrder,
  },
  {
    name: 'usual_gap_days',
    type: 'number',
    unit: 'days',
    sentence: 'Days that usually pass between two orders; unknown below three order days.',
    read: (columns) => ({ values: columns.usualGapDays, unknown: NaN }),
  },
];

// A loop each: one that calls a function for every customer takes ten times as long.

function averageOrder({ count, orders, netMinor }: Columns): Numbers {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const number = orders[i] ?? 0;
    values[i] = number > 0 ? (netMinor[i] ?? 0) / number : NaN;
  }
  return { values, unknown: NaN };
}

function discountShare({ count, orders, netMinor, discountMinor }: Columns): Numbers {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const discount = discountMinor[i] ?? 0;
    // Where more went back than was paid, all there was is discount.
    const full = Math.max(discount, (netMinor[i] ?? 0) + discount);
    values[i] = (orders[i] ?? 0) > 0 && full > 0 ? discount / full : NaN;
  }
  return { values, unknown: NaN };
}

function daysSinceLastOrder({ count, lastDay }: Columns, { today }: QueryContext): Numbers {
  const values = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    const day = lastDay[i] ?? none;
    values[i] = day === none ? none : Math.max(0, today - day);
  }
  return { values, unknown: none };
}

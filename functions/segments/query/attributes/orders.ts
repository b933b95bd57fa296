import type { Attribute } from '../attribute.ts';
import { always, derived, none } from '../readers.ts';

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
    read: (columns) =>
      derived(columns, (i) => {
        const orders = columns.orders[i] ?? 0;
        return orders > 0 ? (columns.netMinor[i] ?? 0) / orders : NaN;
      }),
  },
  {
    name: 'discount_share',
    type: 'number',
    unit: 'share',
    sentence: 'Discounts as a share of the full price, from 0 to 1; unknown without an order.',
    read: (columns) =>
      derived(columns, (i) => {
        const discount = columns.discountMinor[i] ?? 0;
        const full = (columns.netMinor[i] ?? 0) + discount;
        return (columns.orders[i] ?? 0) > 0 && full > 0 ? discount / full : NaN;
      }),
  },
  {
    name: 'days_since_last_order',
    type: 'number',
    unit: 'days',
    sentence: 'Days since the last order that counts.',
    read: (columns, at) =>
      derived(columns, (i) => {
        const day = columns.lastDay[i] ?? none;
        return day === none ? NaN : Math.max(0, at.today - day);
      }),
  },
  {
    name: 'usual_gap_days',
    type: 'number',
    unit: 'days',
    sentence: 'Days that usually pass between two orders; unknown below three order days.',
    read: (columns) => ({ values: columns.usualGapDays, unknown: NaN }),
  },
];

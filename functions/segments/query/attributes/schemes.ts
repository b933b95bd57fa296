import { loyaltyKeys, promotionKeys, quadrantKeys, standardKeys } from '../../classes.schema.ts';
import type { Attribute } from '../attribute.ts';
import { always, days, derived, whole } from '../readers.ts';

/** Value and loyalty, attitudes, the merchant's own standard, and what they are worked out from. */
export const schemeAttributes: readonly Attribute[] = [
  {
    name: 'quadrant',
    type: 'choice',
    unit: 'key',
    choices: quadrantKeys,
    sentence: 'Spend and order days of the last year against the average buyer of that year.',
    read: (columns) => whole(columns.quadrant),
  },
  {
    name: 'loyalty',
    type: 'choice',
    unit: 'key',
    choices: loyaltyKeys,
    sentence: 'Attitude to the shop: devoted, shops around, no favourite, or too early to tell.',
    read: (columns) => whole(columns.loyalty),
  },
  {
    name: 'promotion',
    type: 'choice',
    unit: 'key',
    choices: promotionKeys,
    sentence: 'Attitude to promotions: full price, mixed, or waits for offers.',
    read: (columns) => whole(columns.promotion),
  },
  {
    name: 'standard',
    type: 'choice',
    unit: 'key',
    choices: standardKeys,
    sentence: 'Customer standard: the first of your own three questions that matches.',
    read: (columns) => whole(columns.standard),
  },
  {
    name: 'rising',
    type: 'flag',
    unit: 'flag',
    sentence: 'Newly A or B, or about to reach the next spend class by what is expected of them.',
    read: (columns) => always(columns.rising),
  },
  {
    name: 'quadrant_since',
    type: 'date',
    unit: 'day',
    sentence: 'Day the quadrant last changed.',
    read: (columns) => days(columns.quadrantSince),
  },
  {
    name: 'abc_since',
    type: 'date',
    unit: 'day',
    sentence: 'Day the spend class last changed.',
    read: (columns) => days(columns.abcSince),
  },
  {
    name: 'net_spent_recent',
    type: 'number',
    unit: 'money',
    sentence:
      'What the customer paid in the last year, as the quadrants look back, refunds taken off.',
    read: (columns) => always(columns.recentMinor),
  },
  {
    name: 'order_days_recent',
    type: 'number',
    unit: 'days',
    sentence: 'Different days with an order in the last year, as the quadrants look back.',
    read: (columns) => whole(columns.recentOrderDays),
  },
  {
    name: 'code_share',
    type: 'number',
    unit: 'share',
    sentence:
      'Orders with a discount code as a share of all, from 0 to 1; unknown without an order.',
    read: (columns) =>
      derived(columns, (i) => {
        const orders = columns.orders[i] ?? 0;
        return orders > 0 ? (columns.codeOrders[i] ?? 0) / orders : NaN;
      }),
  },
  {
    name: 'last_full_price_date',
    type: 'date',
    unit: 'day',
    sentence: 'Day of the last order without a discount; unknown without one.',
    read: (columns) => whole(columns.lastFullPriceDay),
  },
  {
    name: 'last_discount_date',
    type: 'date',
    unit: 'day',
    sentence: 'Day of the last order with a discount; unknown without one.',
    read: (columns) => whole(columns.lastDiscountDay),
  },
];

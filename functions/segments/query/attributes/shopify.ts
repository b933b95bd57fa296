import type { Attribute } from '../attribute.ts';
import { days, whole } from '../readers.ts';

/** Consent as Shopify writes it, in the order of our codes; a state beyond these is unknown. */
const consentChoices = [
  'SUBSCRIBED',
  'UNSUBSCRIBED',
  'PENDING',
  'NOT_SUBSCRIBED',
  'REDACTED',
] as const;

/** Under Shopify's own names, meaning what Shopify means. */
export const shopifyAttributes: readonly Attribute[] = [
  {
    name: 'number_of_orders',
    type: 'number',
    unit: 'orders',
    sentence: 'Orders as Shopify itself counts them.',
    read: (columns) => whole(columns.shopOrders),
  },
  {
    name: 'amount_spent',
    type: 'number',
    unit: 'money',
    sentence: 'Amount spent as Shopify itself totals it.',
    read: (columns) => ({ values: columns.shopSpentMinor, unknown: NaN }),
  },
  {
    name: 'last_order_date',
    type: 'date',
    unit: 'day',
    sentence: 'Day of the last order that counts: paid at least in part and not undone.',
    read: (columns) => whole(columns.lastDay),
  },
  {
    name: 'first_order_date',
    type: 'date',
    unit: 'day',
    sentence: 'Day of the first order that counts.',
    read: (columns) => whole(columns.firstDay),
  },
  {
    name: 'customer_added_date',
    type: 'date',
    unit: 'day',
    sentence: 'Day the customer was added to the shop.',
    read: (columns) => days(columns.createdAt),
  },
  {
    name: 'customer_tags',
    type: 'list',
    unit: 'tags',
    sentence: 'Tags the shop gave the customer.',
    read: ({ tagOffsets, tagCodes, tagNames }) => ({
      offsets: tagOffsets,
      codes: tagCodes,
      names: tagNames,
    }),
  },
  {
    name: 'email_subscription_status',
    type: 'choice',
    unit: 'key',
    choices: consentChoices,
    sentence: 'Whether the customer agreed to marketing by e-mail.',
    read: (columns) => whole(columns.emailConsent),
  },
  {
    name: 'sms_subscription_status',
    type: 'choice',
    unit: 'key',
    choices: consentChoices,
    sentence: 'Whether the customer agreed to marketing by text message.',
    read: (columns) => whole(columns.smsConsent),
  },
];

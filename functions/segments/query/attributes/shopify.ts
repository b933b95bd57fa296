import { shopGroups } from '../../../customers/customer.schema.ts';
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

/** Its own groups as Shopify writes them, in the order of our codes. */
const rfmGroupChoices = shopGroups.map((group) => group.toUpperCase());

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
    name: 'rfm_group',
    type: 'choice',
    unit: 'key',
    choices: rfmGroupChoices,
    sentence:
      'Group of Shopify’s own analysis, as of the last night; its cut-offs are not published.',
    read: ({ groups }) => whole(groups.shopGroup),
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

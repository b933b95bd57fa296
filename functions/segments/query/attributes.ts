import { abcKeys, levelKeys, lifecycleKeys, segmentKeys } from '../classes.schema.ts';
import type { Columns } from '../columns.ts';

/** Values of one number a customer; `unknown` marks those we do not hold (NaN: every NaN). */
export interface Numbers {
  values: NumberArray;
  unknown: number;
}

export type NumberArray = Int8Array | Uint8Array | Int32Array | Float64Array;

/** What a reader may need beside the columns. */
export interface QueryContext {
  /** Today on the shop's calendar, as a day number. */
  today: number;
  /** Decimals of the shop's currency. */
  exponent: number;
  /** Shop-calendar day of an epoch second. */
  dayOf: (second: number) => number;
}

interface Described {
  name: string;
  /** What it means, in one sentence for a shopkeeper. */
  sentence: string;
}

/** One thing a query can ask about: the parser, evaluator, completion, help and docs all read this. */
export type Attribute = Described &
  (
    | { type: 'number'; unit: NumberUnit; read: (columns: Columns, at: QueryContext) => Numbers }
    | { type: 'date'; unit: 'day'; read: (columns: Columns, at: QueryContext) => Numbers }
    | { type: 'choice'; unit: 'key'; choices: readonly string[]; read: (c: Columns) => Numbers }
    | { type: 'flag'; unit: 'flag'; read: (columns: Columns) => Numbers }
    | { type: 'list'; unit: 'tags' }
  );
export type NumberUnit = 'orders' | 'days' | 'money' | 'score' | 'share';

const none = -1;
const whole = (values: NumberArray): Numbers => ({ values, unknown: none });
const scored = (values: NumberArray): Numbers => ({ values, unknown: 0 });
/** For columns in which every value is known, also a negative one. */
const always = (values: NumberArray): Numbers => ({ values, unknown: NaN });

function derived(columns: Columns, of: (index: number) => number): Numbers {
  const values = new Float64Array(columns.count);
  for (let i = 0; i < values.length; i += 1) values[i] = of(i);
  return { values, unknown: NaN };
}

function days(columns: Columns, instants: Uint32Array, at: QueryContext): Numbers {
  return derived(columns, (i) => (instants[i] ? at.dayOf(instants[i]) : NaN));
}

/** Consent as Shopify writes it, in the order of our codes; a state beyond these is unknown. */
const consentChoices = [
  'SUBSCRIBED',
  'UNSUBSCRIBED',
  'PENDING',
  'NOT_SUBSCRIBED',
  'REDACTED',
] as const;

export const attributes: readonly Attribute[] = [
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
    read: (columns, at) => days(columns, columns.createdAt, at),
  },
  {
    name: 'customer_tags',
    type: 'list',
    unit: 'tags',
    sentence: 'Tags the shop gave the customer.',
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
  {
    name: 'rfm_recency',
    type: 'number',
    unit: 'score',
    sentence: 'How recent the last order is, from 1 to 5.',
    read: (columns) => scored(columns.recency),
  },
  {
    name: 'rfm_frequency',
    type: 'number',
    unit: 'score',
    sentence: 'How often the customer buys, from 1 to 5.',
    read: (columns) => scored(columns.frequency),
  },
  {
    name: 'rfm_monetary',
    type: 'number',
    unit: 'score',
    sentence: 'How much the customer spends, from 1 to 5.',
    read: (columns) => scored(columns.monetary),
  },
  {
    name: 'rfm_level',
    type: 'choice',
    unit: 'key',
    choices: levelKeys,
    sentence: 'Customer level: A is best, D needs waking.',
    read: (columns) => whole(columns.level),
  },
  {
    name: 'rfm_segment',
    type: 'choice',
    unit: 'key',
    choices: segmentKeys,
    sentence: 'Group by how recently and how often the customer buys.',
    read: (columns) => whole(columns.segment),
  },
  {
    name: 'abc',
    type: 'choice',
    unit: 'key',
    choices: abcKeys,
    sentence: 'Spend class: A big, B medium, C small spender, none without net spend.',
    read: (columns) => whole(columns.abc),
  },
  {
    name: 'lifecycle',
    type: 'choice',
    unit: 'key',
    choices: lifecycleKeys,
    sentence: 'Where the customer stands between the first order and being let go.',
    read: (columns) => whole(columns.lifecycle),
  },
  {
    name: 'rfm_level_since',
    type: 'date',
    unit: 'day',
    sentence: 'Day the customer level last changed.',
    read: (columns, at) => days(columns, columns.levelSince, at),
  },
  {
    name: 'lifecycle_since',
    type: 'date',
    unit: 'day',
    sentence: 'Day the lifecycle last changed.',
    read: (columns, at) => days(columns, columns.lifecycleSince, at),
  },
  {
    name: 'history_incomplete',
    type: 'flag',
    unit: 'flag',
    sentence: 'The shop says there are more orders than we may see.',
    read: (columns) => always(columns.historyIncomplete),
  },
  {
    name: 'wholesale',
    type: 'flag',
    unit: 'flag',
    sentence: 'Ranked among wholesale customers: a company order, or a tag the shop chose.',
    read: (columns) => always(columns.wholesale),
  },
];

const byName = new Map(attributes.map((attribute) => [attribute.name, attribute]));

/** The attribute of this name, in any case of letters. */
export function findAttribute(name: string): Attribute | undefined {
  return byName.get(name.toLowerCase());
}

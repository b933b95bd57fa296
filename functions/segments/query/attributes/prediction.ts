import { unknownInt, type Columns } from '../../columns.ts';
import type { Attribute, Numbers, QueryContext } from '../attribute.ts';
import { whole } from '../readers.ts';

const fraction = (values: Float64Array | Float32Array): Numbers => ({ values, unknown: NaN });

/** What the shop's model expects; unknown where it can say nothing yet. */
export const predictionAttributes: readonly Attribute[] = [
  {
    name: 'chance_to_buy_30d',
    type: 'number',
    unit: 'share',
    sentence: 'Chance of an order in the next 30 days, from 0 to 1; unknown without enough orders.',
    read: (columns) => fraction(columns.chance30),
  },
  {
    name: 'chance_to_buy_90d',
    type: 'number',
    unit: 'share',
    sentence: 'Chance of an order in the next 90 days, from 0 to 1; unknown without enough orders.',
    read: (columns) => fraction(columns.chance90),
  },
  {
    name: 'chance_to_buy_180d',
    type: 'number',
    unit: 'share',
    sentence:
      'Chance of an order in the next 180 days, from 0 to 1; unknown without enough orders.',
    read: (columns) => fraction(columns.chance180),
  },
  {
    name: 'expected_orders_365d',
    type: 'number',
    unit: 'orders',
    sentence: 'Orders to expect in the next 365 days, those of one day as one.',
    read: (columns) => fraction(columns.expectedOrders365),
  },
  {
    name: 'expected_spend_90d',
    type: 'number',
    unit: 'money',
    sentence: 'What the customer is expected to spend in the next 90 days.',
    read: (columns) => fraction(columns.soonMinor),
  },
  {
    name: 'expected_spend_365d',
    type: 'number',
    unit: 'money',
    sentence: 'What the customer is expected to spend in the next 365 days.',
    read: (columns) => fraction(columns.potentialMinor),
  },
  {
    name: 'next_order_from',
    type: 'date',
    unit: 'day',
    sentence: 'First day of the time in which the next order is to be expected.',
    read: (columns) => whole(columns.nextFromDay),
  },
  {
    name: 'next_order_by',
    type: 'date',
    unit: 'day',
    sentence: 'Last day of that time: after it, the next order is late for this customer.',
    read: (columns) => whole(columns.nextByDay),
  },
  {
    name: 'days_to_lapse',
    type: 'number',
    unit: 'days',
    sentence: 'Days until the customer counts as lost if nothing is bought; 0 once they do.',
    read: daysToLapse,
  },
];

function daysToLapse({ count, lostFromDay }: Columns, { today }: QueryContext): Numbers {
  const values = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    const day = lostFromDay[i] ?? unknownInt;
    values[i] = day === unknownInt ? unknownInt : Math.max(0, day - today);
  }
  return { values, unknown: unknownInt };
}

import type { BenchRow } from '../row.ts';
import { dollarsOf, sumOf, type Counted } from './dollars.ts';

/**
 * What Shopify would send besides of an ordinary order (placed, paid, sent, closed), to an app that
 * listens to everything: `orders/updated` has told each of these already.
 */
const besides = {
  'orders/paid': 1,
  'orders/fulfilled': 1,
  'order_transactions/create': 1,
  'fulfillments/create': 1,
  'fulfillments/update': 1,
} as const satisfies Record<string, number>;

/** Products on an order: each is told of again because its stock went down. */
const productsAnOrder = 2;

/** What is saved by the topics not listened to, and by asking for a product's words only. */
export function topicRows(first: Counted, again: Counted, orders: number): BenchRow[] {
  const million = (counted: Counted) => (sumOf(dollarsOf(counted)) / orders) * 1e6;
  const noNews = million(again) / (again.deliveries / orders);
  const extra = Object.values(besides).reduce((sum, count) => sum + count, 0);
  const chosen = million(first);
  const everything = chosen + noNews * (extra + productsAnOrder);
  const saved = 1 - chosen / everything;
  return [
    { what: 'a million deliveries that say nothing new', value: `$${noNews.toFixed(2)}` },
    {
      what: `topics not listened to save (${String(extra)} deliveries an order)`,
      value: `$${(noNews * extra).toFixed(2)} a million orders`,
    },
    {
      what: `products told of by their words only save (${String(productsAnOrder)} an order)`,
      value: `$${(noNews * productsAnOrder).toFixed(2)} a million orders`,
    },
    { what: 'both together', value: `${(saved * 100).toFixed(0)} % of the bill` },
  ];
}

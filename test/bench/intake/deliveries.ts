import { seeded } from '../../customers/shaky.ts';
import { orderBody } from '../orderBody.ts';
import { mailOf } from './benchShop.ts';
import { firstCustomer, minorOf } from './history.ts';

export interface Told {
  topic: string;
  body: string;
}

/** Shares of a realistic day: who orders, and what becomes of an order. */
const guestShare = 0.07;
const newCustomerShare = 0.3;
const refundShare = 0.08;
const cancelShare = 0.03;

/** Customers who are new are numbered from here. */
const firstNew = 5_000_000;
/** Orders under way at once. */
const overlapping = 40;

const template = orderBody();
const lastOf = 9_000_000_000_000;
const placedAt = '2026-11-20T10:00:01-05:00';

/**
 * What a shop tells of one order on the topics this app listens to: it is placed, paid, sent and
 * closed, and its customer's own record changes; a few are refunded or cancelled instead of closed,
 * and some are guests'. Five deliveries each, in the order they happen.
 */
export function deliveriesOf(
  index: number,
  buyers: readonly number[],
  random: () => number,
): Told[] {
  const guest = random() < guestShare;
  const fresh = random() < newCustomerShare;
  const again = buyers[Math.floor(buyers.length * random() ** 3)] ?? 0;
  const customer = firstCustomer + (fresh ? firstNew + index : again);
  const total = (minorOf(random) / 100).toFixed(2);
  const fate = random();
  const state = (step: number, change: (order: string) => string = (order) => order) => {
    const body = template
      .replaceAll('5678901234567', String(5_000_000_000_000 + index))
      .replaceAll('7123456789012', String(customer))
      .replaceAll(placedAt, `2026-11-20T10:0${String(step)}:01-05:00`)
      .replaceAll('240.00', total)
      .replace('buyer@example.com', mailOf(String(customer)))
      .replace('#1001', `#N${String(index)}`);
    return change(guest ? withoutCustomer(body) : body);
  };
  const last =
    fate < refundShare ? refunded : fate < refundShare + cancelShare ? cancelled : closed;
  return [
    { topic: 'orders/create', body: state(0, pending) },
    { topic: 'orders/updated', body: state(1) },
    guest
      ? { topic: 'orders/updated', body: state(2) }
      : { topic: 'customers/update', body: customerBody(customer) },
    { topic: 'orders/updated', body: state(3) },
    { topic: last === cancelled ? 'orders/cancelled' : 'orders/updated', body: state(4, last) },
  ];
}

const pending = (order: string) =>
  order.replace('"financial_status":"paid"', '"financial_status":"pending"');
const closed = (order: string) => order;
const cancelled = (order: string) =>
  order.replace('"cancelled_at":null', '"cancelled_at":"2026-11-20T10:04:00-05:00"');
const refunded = (order: string) =>
  order
    .replace('"financial_status":"paid"', '"financial_status":"partially_refunded"')
    .replace(
      '"refunds":[]',
      `"refunds":[{"id":${String(lastOf)},"created_at":"2026-11-20T10:04:00-05:00","transactions":[{"kind":"refund","status":"success","amount":"20.00","currency":"USD"}]}]`,
    );

function withoutCustomer(order: string): string {
  return order.replace(/"customer":\{[^}]*\}/, '"customer":null');
}

function customerBody(id: number): string {
  return JSON.stringify({
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${String(id)}`,
    created_at: '2025-01-01T00:00:00-05:00',
    updated_at: '2026-11-20T10:02:01-05:00',
    first_name: 'A',
    last_name: 'Buyer',
    email: mailOf(String(id)),
    state: 'enabled',
    note: null,
    addresses: [],
  });
}

/** So many orders' deliveries as they come in: orders overlap, each one's own deliveries in order. */
export function dayOf(orders: number, buyers: readonly number[]): Told[] {
  const random = seeded(orders + buyers.length);
  const waiting: Told[][] = [];
  const told: Told[] = [];
  for (let order = 0; order < orders || waiting.length > 0;) {
    if (order < orders && (waiting.length < overlapping || random() < 0.2)) {
      waiting.push(deliveriesOf(order, buyers, random));
      order += 1;
    }
    const at = Math.floor(random() * waiting.length);
    const next = waiting[at]?.shift();
    if (next !== undefined) told.push(next);
    if (waiting[at]?.length === 0) waiting.splice(at, 1);
  }
  return told;
}

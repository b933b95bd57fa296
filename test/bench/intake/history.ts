import type { OrderFact } from '../../../functions/customers/orderFact.ts';
import { seeded } from '../../customers/shaky.ts';
import { daySeconds, today } from './benchShop.ts';

/** Customers of a bench shop are numbered from here. */
export const firstCustomer = 7_000_000_000_000;
const firstOrder = 4_000_000_000_000;
const historyDays = 730;

/** A shop's past: most buy once, few often (geometric, mean 1 / (1 − again)). */
export function pastOf(customers: number, again = 0.5): OrderFact[] {
  const random = seeded(customers);
  const facts: OrderFact[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    do facts.push(pastOrder(facts.length, customer, random));
    while (random() < again);
  }
  return facts;
}

/** Customers by their last order, newest first: who buys again has mostly bought lately. */
export function byLastOrder(past: readonly OrderFact[]): number[] {
  const last = new Map<number, number>();
  for (const { customerId, placedAt } of past) {
    const customer = Number(customerId) - firstCustomer;
    last.set(customer, Math.max(placedAt, last.get(customer) ?? 0));
  }
  return [...last].sort(([, one], [, other]) => other - one).map(([customer]) => customer);
}

/** `orders` orders of one customer, a day apart. */
export function longPast(customer: number, orders: number): OrderFact[] {
  const random = seeded(orders);
  return Array.from({ length: orders }, (_, index) => ({
    ...pastOrder(10_000_000 + index, customer, random),
    placedAt: today - (orders - index) * 3_600,
  }));
}

/** An order's amount, in cents: most are small, a few large. */
export function minorOf(random: () => number): number {
  return 1_000 + Math.floor(20_000 * random() ** 3);
}

function pastOrder(index: number, customer: number, random: () => number): OrderFact {
  const placedAt = today - Math.floor((1 + random() * historyDays) * daySeconds);
  const lines = 1 + Math.floor(random() * 4);
  return {
    orderId: String(firstOrder + index),
    name: `#${String(index)}`,
    customerId: String(firstCustomer + customer),
    updatedAt: placedAt,
    settled: true,
    placedAt,
    cancelledAt: null,
    kind: 'order',
    payment: 'paid',
    totalMinor: minorOf(random),
    refunds: [],
    discountMinor: 0,
    codes: [],
    flags: [],
    channel: 'web',
    lines: Array.from({ length: lines }, () => ({
      productId: String(8_000_000_000_000 + Math.floor(random() * 500)),
      quantity: 1,
      netMinor: 1_000,
    })),
  };
}

import type { OrderFact, OrderFlag, Payment } from '../customers/orderFact.ts';
import type { ProfileFact } from '../customers/profile.ts';
import { idOfSource } from '../customers/sourceOf.ts';
import { parseMinor } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Told } from '../intake/told.ts';
import { orderEventSchema, type OrderEvent } from './orderEvent.schema.ts';
import { profileOf, seconds } from './profileOf.ts';

type OrderTold = Extract<OrderEvent, { kind: 'order' }>['order'];

/** Who says it, and what money is there. */
export interface Telling {
  shop: string;
  source: string;
  /** The shop's own, ISO 4217. */
  currency: string;
}

/**
 * Reads what another shop sent into our words, every id under that shop's name.
 * @throws Refusal `invalid`, naming the field in `details.pointer` (RFC 6901) and no value
 */
export function readEvent(body: string, telling: Telling): Told {
  const event = eventIn(body);
  const named = (id: string) => idOfSource(telling.source, id);
  switch (event.kind) {
    case 'order':
      return {
        kind: 'order',
        currency: telling.currency,
        fact: factOf(event.order, telling),
        profile: buyerOf(event.order, telling.source),
      };
    case 'order.deleted':
      return { kind: 'orderDeleted', orderId: named(event.order.id) };
    case 'customer':
      return { kind: 'customer', profile: profileOf(event.customer, telling.source) };
    case 'customer.redact':
      return {
        kind: 'compliance',
        request: {
          topic: 'customers/redact',
          shopDomain: telling.shop,
          customerId: named(event.customer.id),
          email: null,
          orderIds: (event.orders ?? []).map(named),
          requestId: null,
        },
      };
  }
}

function eventIn(body: string): OrderEvent {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw atPointer('', 'The body is not JSON.');
  }
  const parsed = orderEventSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
  const words = unknown === undefined ? (issue?.message ?? 'not understood') : 'no such field';
  throw atPointer(pointerOf(path), `${words}.`);
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

function atPointer(pointer: string, words: string): Refusal {
  const where = pointer === '' ? '' : `${pointer}: `;
  return new Refusal('invalid', `${where}${words}`, { pointer });
}

function factOf(order: OrderTold, { source, currency }: Telling): OrderFact {
  if (order.currency !== currency) {
    throw atPointer(
      '/order/currency',
      `This shop's books are in ${currency}: convert the order's amounts and send them in it.`,
    );
  }
  const minor = (amount: string, pointer: string): number => {
    try {
      return parseMinor(amount, currency);
    } catch {
      throw atPointer(pointer, `${currency} has fewer decimals: write it without the rest.`);
    }
  };
  const updatedAtMs = Date.parse(order.updatedAt);
  return {
    orderId: idOfSource(source, order.id),
    // Under the source's name, too: staff look orders up by it, and both shops count from 1001.
    name: order.name ? `${source}:${order.name}` : null,
    customerId: order.customer ? idOfSource(source, order.customer.id) : null,
    updatedAt: seconds(order.updatedAt),
    revision: order.revision ?? ((updatedAtMs % 1000) + 1000) % 1000,
    placedAt: seconds(order.placedAt),
    cancelledAt: order.cancelledAt ? seconds(order.cancelledAt) : null,
    kind: 'order',
    payment: payments[order.payment],
    totalMinor: minor(order.total, '/order/total'),
    refunds: (order.refunds ?? []).map(({ id, at, amount }, index) => ({
      refundId: idOfSource(source, id),
      at: seconds(at),
      minor: minor(amount, `/order/refunds/${String(index)}/amount`),
    })),
    discountMinor: order.discount === undefined ? 0 : minor(order.discount, '/order/discount'),
    codes: (order.codes ?? []).map((code) => code.trim().toUpperCase()),
    flags: flagsOf(order),
    channel: order.channel ?? source,
    lines: (order.lines ?? []).map(({ productId, quantity, total }, index) => ({
      productId: productId ? idOfSource(source, productId) : null,
      quantity,
      netMinor: minor(total, `/order/lines/${String(index)}/total`),
    })),
  };
}

const payments = {
  pending: 'pending',
  authorized: 'authorized',
  partially_paid: 'partiallyPaid',
  paid: 'paid',
  partially_refunded: 'partiallyRefunded',
  refunded: 'refunded',
  voided: 'voided',
  expired: 'expired',
} as const satisfies Record<OrderTold['payment'], Payment>;

function flagsOf(order: OrderTold): OrderFlag[] {
  const flags: OrderFlag[] = [];
  if (order.test === true) flags.push('test');
  if (order.wholesale === true) flags.push('wholesale');
  if (order.subscription === true) flags.push('subscription');
  if (order.inPerson === true) flags.push('pos');
  if (order.staff === true) flags.push('staff');
  return flags;
}

function buyerOf({ customer, updatedAt }: OrderTold, source: string): ProfileFact | null {
  return customer ? profileOf({ updatedAt, ...customer }, source) : null;
}

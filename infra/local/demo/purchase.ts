import type { DiscountRecord, OrderRecord } from '../shopify/records/schema.ts';
import { orderOf, withCancellation, withRefund } from '../shopify/trade/orderOf.ts';
import { rebateOf } from '../shopify/trade/redeem.ts';
import type { Rebate } from '../shopify/trade/price.ts';
import { fillBasket, linesOf, type Shelves } from './basket.ts';
import type { Dice } from './dice.ts';
import { innerIds, orderIdAt } from './ids.ts';
import type { Market } from './market.ts';
import { offerFor } from './offers.ts';

const daySeconds = 86_400;

/** The shop an order is placed in. */
export interface Counter {
  market: Market;
  shelves: Shelves;
  offers: readonly DiscountRecord[];
  endAt: number;
}

export interface Occasion {
  /** Place in the shop's whole history, from 1. */
  number: number;
  at: number;
  customerId: string | null;
  email: string | null;
  /** This customer's first order. */
  first: boolean;
  dealProne: number;
  favouriteType: number;
  appetite: number;
}

export interface Purchase {
  order: OrderRecord;
  redeemed: { discountId: string } | null;
}

/** One order of the history with all that came after it: refund, cancellation, delivery. */
export function purchaseOf(dice: Dice, counter: Counter, occasion: Occasion): Purchase {
  const { market, shelves } = counter;
  const { at, favouriteType, appetite } = occasion;
  const nextId = innerIds(occasion.number);
  const choices = fillBasket(dice, shelves, favouriteType, appetite, at);
  const pieces = choices.reduce((sum, choice) => sum + choice.quantity, 0);
  const offer = offerFor(counter.offers, dice, at, occasion.first, occasion.dealProne);
  const till = dice.chance(0.12);
  const order = orderOf({
    id: orderIdAt(occasion.number),
    number: 1000 + occasion.number,
    saleTransactionId: nextId(),
    customerId: occasion.customerId,
    email: occasion.email,
    at,
    lines: linesOf(choices, nextId, {
      wearer: occasion.customerId ?? `guest ${String(occasion.number)}`,
      purchase: occasion.number,
    }),
    rebate: offer === null ? staffRebate(dice, market) : rebateOf(offer, pieces),
    shippingMinor: till || pieces > 3 ? 0 : market.shippingMinor,
    tipMinor: 0,
    taxPpm: market.taxPpm,
    taxesIncluded: market.taxesIncluded,
    payment: dice.chance(0.008) ? 'PENDING' : 'PAID',
    sourceName: till ? 'pos' : 'web',
    test: dice.chance(0.001),
    presentment: !till && dice.chance(0.015) ? market.abroad : null,
    tags: dice.chance(0.02) ? ['gift'] : [],
    note: null,
  });
  const after = aftermath(dice, order, counter.endAt, nextId);
  return { order: after, redeemed: offer === null ? null : { discountId: offer.id } };
}

/** Now and then somebody at the counter takes something off by hand. */
function staffRebate(dice: Dice, market: Market): Rebate | null {
  if (!dice.chance(0.02)) return null;
  const minor = 5 * market.minorPerDollar;
  return { kind: 'manual', label: 'Regular guest', offer: { as: 'amount', minor } };
}

function aftermath(
  dice: Dice,
  order: OrderRecord,
  endAt: number,
  nextId: () => string,
): OrderRecord {
  const turn = dice.next();
  const soon = order.createdAt + Math.floor(dice.between(600, daySeconds));
  const later = order.createdAt + Math.floor(dice.between(3, 20) * daySeconds);
  if (turn < 0.018 && soon < endAt) return withCancellation(order, soon, 'CUSTOMER', nextId);
  const sentAt = order.createdAt + Math.floor(dice.between(0.3, 3) * daySeconds);
  const sent = sentAt < endAt ? { ...order, fulfilled: true, updatedAt: sentAt } : order;
  if (turn >= 0.075 || later >= endAt) return sent;
  if (turn < 0.045) return withRefund(sent, later, { note: 'Returned' }, nextId);
  const [line] = order.lines;
  const minor =
    line === undefined ? 0 : line.unitMinor - Math.ceil(line.discountMinor / line.quantity);
  return withRefund(sent, later, { minor, note: 'One piece damaged' }, nextId);
}

import type { OrderRecord, ShopRecord } from '../shopify/records/schema.ts';
import { everything } from '../shopify/records/shelf.ts';
import type { ShopFloor } from '../shopify/shopFloor.ts';
import type { StandIn } from '../shopify/standIn.ts';
import { fillBasket, shelvesOf } from './basket.ts';
import { buyerOf } from './buyer.ts';
import type { Dice } from './dice.ts';
import { variantFor } from './fit.ts';
import { marketOf } from './market.ts';
import { personOf } from './person.ts';

const daySeconds = 86_400;
/** Places of newcomers among the seed's people, clear of those of the history. */
const newcomersFrom = 10_000_000;

/** Where and when a moment happens. */
export interface Scene {
  standIn: StandIn;
  shop: ShopRecord;
  floor: ShopFloor;
  dice: Dice;
  now: number;
  /** The how-manieth moment of this shop. */
  nth: number;
  seed: number;
}

/** An order of the last days, each as likely as the time before it was long. */
export function someOrder(scene: Scene, days: number): OrderRecord | undefined {
  const from = Math.floor(scene.now - scene.dice.next() * days * daySeconds);
  const { orders } = scene.standIn.records;
  const since = { sql: 'processed_at >= ? AND customer_id IS NOT NULL', values: [from] };
  return orders.select(scene.shop.domain, since, 'processed_at, id', 1)[0];
}

/** An order of things on the shelves; whether it came about. */
export function buy(scene: Scene, customerId: string | null, discountCode?: string): boolean {
  const { standIn, shop, floor, dice, now, nth } = scene;
  const shelves = shelvesOf(standIn.records.products.select(shop.domain, everything, 'id', null));
  if (shelves.length === 0) return false;
  const type = dice.below(shelves.length);
  const placed = floor.createOrder({
    customerId,
    lines: fillBasket(dice, shelves, type, 1, now).map(({ product, quantity }) => ({
      productId: product.id,
      quantity,
      variant: variantFor(product, customerId ?? `guest ${String(nth)}`, nth),
    })),
    sourceName: dice.chance(0.1) ? 'pos' : 'web',
    ...(discountCode === undefined ? {} : { discountCode }),
    ...(dice.chance(0.015) ? { presentment: marketOf(shop.currency).abroad } : {}),
  });
  return placed.outcome === 'placed';
}

/** Somebody signs up. */
export function newCustomer(scene: Scene): string {
  const { floor, seed, shop, now, nth } = scene;
  const buyer = buyerOf(seed, newcomersFrom + nth, { startAt: now - daySeconds, endAt: now });
  const person = personOf(seed, buyer, marketOf(shop.currency));
  const { email, phone, firstName, lastName, note, tags, locale, address, metafields } = person;
  return floor.createCustomer({
    ...{ email, phone, firstName, lastName, note, tags, locale, address, metafields },
    ...(person.emailConsent.updatedAt === null ? {} : { emailState: person.emailConsent.state }),
  }).id;
}

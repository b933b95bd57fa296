import type { DiscountRecord, ShopRecord } from '../shopify/records/schema.ts';
import { redemptions } from '../shopify/records/totals.ts';
import type { StandIn } from '../shopify/standIn.ts';
import { diceOf } from './dice.ts';
import { buy, newCustomer, someOrder, type Scene } from './scene.ts';

/** What can happen next in a shop that is open. */
export type Moment =
  | 'returningBuyer'
  | 'newBuyer'
  | 'guest'
  | 'redemption'
  | 'refund'
  | 'cancellation'
  | 'delivery'
  | 'tags'
  | 'consent'
  | 'nothing';

const odds: readonly (readonly [Moment, number])[] = [
  ['returningBuyer', 46],
  ['newBuyer', 13],
  ['guest', 5],
  ['redemption', 9],
  ['refund', 5],
  ['cancellation', 2],
  ['delivery', 10],
  ['tags', 5],
  ['consent', 5],
];

/** Whoever bought in this time may buy again: more orders, more likely; that is their rate. */
const buyersOfDays = 300;

/** Lets the nth thing happen in a shop; what it is depends on the seed, n and the shop's state. */
export function happen(
  standIn: StandIn,
  domain: string,
  seed: number,
  nth: number,
  nowSeconds: number,
): Moment {
  const shop = standIn.records.shop(domain);
  if (shop === undefined) return 'nothing';
  const dice = diceOf(seed, 'moment', nth);
  const scene = { standIn, shop, floor: standIn.shop(domain), dice, now: nowSeconds, nth, seed };
  const [moment] = odds[dice.weighted(odds.map(([, weight]) => weight))] ?? ['returningBuyer'];
  const instead: readonly Moment[] = [moment, 'returningBuyer', 'newBuyer', 'nothing'];
  return instead.find((next) => plays[next](scene)) ?? 'nothing';
}

/** Each moment's way to happen; false where the shop has nothing for it. */
const plays: Readonly<Record<Moment, (scene: Scene) => boolean>> = {
  returningBuyer: (scene) => {
    const customerId = someOrder(scene, buyersOfDays)?.customerId ?? null;
    return customerId !== null && buy(scene, customerId);
  },
  newBuyer: (scene) => buy(scene, newCustomer(scene)),
  guest: (scene) => buy(scene, null),
  redemption: redeem,
  refund: (scene) => {
    const order = someOrder(scene, 30);
    if (order?.payment !== 'PAID') return false;
    const part = scene.dice.chance(0.5) ? {} : { minor: Math.ceil(order.totalMinor / 3) };
    return scene.floor.refundOrder(order.id, { ...part, note: 'Returned' }) !== undefined;
  },
  cancellation: (scene) => {
    const order = someOrder(scene, 2);
    if (order === undefined || order.fulfilled || order.cancelledAt !== null) return false;
    return scene.floor.cancelOrder(order.id) !== undefined;
  },
  delivery: (scene) => {
    const order = someOrder(scene, 4);
    if (order === undefined || order.fulfilled || order.cancelledAt !== null) return false;
    return scene.floor.fulfilOrder(order.id) !== undefined;
  },
  tags: retag,
  consent: reconsent,
  nothing: () => true,
};

/** Somebody uses a coupon that was issued to them. */
function redeem(scene: Scene): boolean {
  const { standIn, shop, dice, now } = scene;
  const mine = {
    sql: `json_extract(doc, '$.customerIds') IS NOT NULL`,
    values: [],
  };
  const open = standIn.records.discounts
    .select(shop.domain, mine, 'id DESC', 200)
    .filter((discount) => stillGood(standIn, shop, discount, now));
  const chosen = open[dice.below(Math.max(1, open.length))];
  const owner = chosen?.customerIds?.[0];
  return chosen !== undefined && owner !== undefined && buy(scene, owner, chosen.code);
}

function stillGood(
  standIn: StandIn,
  shop: ShopRecord,
  discount: DiscountRecord,
  now: number,
): boolean {
  if (discount.startsAt > now || (discount.endsAt !== null && discount.endsAt <= now)) return false;
  return redemptions(standIn.records, shop.domain, discount.id) === 0;
}

function retag(scene: Scene): boolean {
  const customerId = someOrder(scene, buyersOfDays)?.customerId ?? null;
  if (customerId === null) return false;
  const customer = scene.standIn.records.customers.get(scene.shop.domain, customerId);
  if (customer === undefined) return false;
  const tag = scene.dice.pick(['vip', 'newsletter', 'gift-wrap', 'outlet']);
  const has = customer.tags.includes(tag);
  const tags = has ? customer.tags.filter((kept) => kept !== tag) : [...customer.tags, tag];
  return scene.floor.setTags(customerId, tags) !== undefined;
}

function reconsent(scene: Scene): boolean {
  const customerId = someOrder(scene, buyersOfDays)?.customerId ?? null;
  if (customerId === null) return false;
  const customer = scene.standIn.records.customers.get(scene.shop.domain, customerId);
  if (customer?.email === undefined || customer.email === null) return false;
  const subscribed = customer.emailConsent.state === 'SUBSCRIBED';
  const state = subscribed ? 'UNSUBSCRIBED' : 'SUBSCRIBED';
  return scene.floor.setConsent(customerId, 'email', state) !== undefined;
}

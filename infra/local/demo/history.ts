import type {
  CustomerRecord,
  DiscountRecord,
  OrderRecord,
  ProductRecord,
} from '../shopify/records/schema.ts';
import { shelvesOf } from './basket.ts';
import { buyerOf, orderDice, orderTimes, type Period } from './buyer.ts';
import { catalogueOf } from './catalogue.ts';
import { diceOf } from './dice.ts';
import { marketOf } from './market.ts';
import { emailOf } from './names.ts';
import { publicOffers } from './offers.ts';
import { personOf } from './person.ts';
import { purchaseOf, type Counter, type Purchase } from './purchase.ts';
import { rhythmOf, type Rhythm } from './rhythm.ts';

export interface HistoryPlan {
  seed: number;
  customers: number;
  /** Epoch seconds; nothing in the history is later. */
  endAt: number;
  years: number;
  currency: string;
  /** IANA name. */
  timeZone: string;
}

export type HistoryItem =
  | { kind: 'product'; product: ProductRecord }
  | { kind: 'discount'; discount: DiscountRecord }
  | { kind: 'customer'; customer: CustomerRecord }
  | { kind: 'order'; order: OrderRecord; redeemed: { discountId: string } | null };

/** Orders without a customer, for each one with. */
const guestShare = 0.07;

/**
 * A shop's past: products, codes, then customer by customer with their orders, then guests. It is a
 * function of its plan: the same plan, the same history to the last digit. Order numbers follow
 * time across customers, so the times are drawn first and everything else on the way out.
 */
export function* generateHistory(plan: HistoryPlan): Generator<HistoryItem, void, undefined> {
  const { seed, currency, endAt } = plan;
  const market = marketOf(currency);
  const period: Period = { startAt: endAt - Math.round(plan.years * 365 * 86_400), endAt };
  const rhythm = rhythmOf(market, plan.timeZone);
  const catalogue = catalogueOf(seed, currency, period.startAt, endAt);
  const shelves = shelvesOf(catalogue);
  const counter: Counter = { market, shelves, offers: publicOffers(period), endAt };
  for (const product of catalogue) yield { kind: 'product', product };
  for (const discount of counter.offers) yield { kind: 'discount', discount };

  const times = drawTimes(plan, period, rhythm);
  const numbers = rank(times.all);
  let place = 0;
  const nextNumber = (): number => {
    place += 1;
    return (numbers[place - 1] ?? 0) + 1;
  };
  for (let index = 0; index < plan.customers; index += 1) {
    const buyer = buyerOf(seed, index, period);
    const person = personOf(seed, buyer, market);
    const dice = orderDice(seed, index);
    const purchases = orderTimes(dice, buyer, rhythm, endAt).map((at, nth): Purchase => {
      const { email } = person;
      const occasion = { ...buyer, number: nextNumber(), at, customerId: person.id, email };
      return purchaseOf(dice, counter, { ...occasion, first: nth === 0 });
    });
    const lastChange = Math.max(person.updatedAt, ...purchases.map(({ order }) => order.updatedAt));
    yield { kind: 'customer', customer: { ...person, updatedAt: lastChange } };
    for (const purchase of purchases) yield { kind: 'order', ...purchase };
  }

  const dice = diceOf(seed, 'guests');
  for (let guest = 0; guest < times.guests; guest += 1) {
    const at = times.all[place] ?? endAt;
    const purchase = purchaseOf(dice, counter, {
      number: nextNumber(),
      at,
      customerId: null,
      email: dice.chance(0.5) ? emailOf(dice, `g${String(guest + 1)}`) : null,
      first: true,
      dealProne: 0.1,
      favouriteType: dice.below(8),
      appetite: 1,
    });
    yield { kind: 'order', ...purchase };
  }
}

/** The time of every order in the sequence they are written in: by customer, guests last. */
function drawTimes(plan: HistoryPlan, period: Period, rhythm: Rhythm) {
  const all: number[] = [];
  for (let index = 0; index < plan.customers; index += 1) {
    const buyer = buyerOf(plan.seed, index, period);
    all.push(...orderTimes(orderDice(plan.seed, index), buyer, rhythm, plan.endAt));
  }
  const guests = Math.round(all.length * guestShare);
  const dice = diceOf(plan.seed, 'guest times');
  for (let guest = 0; guest < guests; guest += 1) {
    const at = rhythm.settle(dice, dice.between(period.startAt, plan.endAt));
    all.push(Math.min(at, plan.endAt - 1));
  }
  return { all, guests };
}

/** Each time's place among all of them; equal times keep their sequence. */
function rank(times: readonly number[]): Uint32Array {
  const order = Uint32Array.from(times, (_, at) => at);
  order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  const places = new Uint32Array(times.length);
  for (const [place, at] of order.entries()) places[at] = place;
  return places;
}

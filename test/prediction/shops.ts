import { emptyBuyings, type Buying, type Buyings } from '../../functions/prediction/buying.ts';
import { dataRows } from '../support/sharedData.ts';

/** Many customers as columns; values of one customer's days do not differ. */
export function buyingsFrom(customers: readonly Buying[]): Buyings {
  const buyings = emptyBuyings(customers.length);
  customers.forEach((one, i) => {
    buyings.repeats[i] = one.repeats;
    buyings.spanDays[i] = one.spanDays;
    buyings.ageDays[i] = one.ageDays;
    buyings.repeatMeanMinor[i] = one.repeatMeanMinor;
    buyings.repeatSquares[i] = one.repeats * one.repeatMeanMinor ** 2;
  });
  return buyings;
}

/** A repeatable source of numbers from 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How the buyers of a made-up shop order and stop, and how long it has been open. */
export interface Nature {
  /** Mean days between the orders of most: exponential rates with this mean. */
  meanGapDays: number;
  /** Chance to stop after each order, evenly between the two. */
  stop: readonly [number, number];
  openDays: number;
}

/** Buyers with rates and chances to stop of their own. */
export function madeUpShop(count: number, nature: Nature, seed: number): Buying[] {
  const random = seeded(seed);
  const exponential = () => -Math.log(1 - random());
  return Array.from({ length: count }, () => {
    const ageDays = Math.floor(random() * nature.openDays);
    const rate = exponential() / nature.meanGapDays;
    const stop = nature.stop[0] + random() * (nature.stop[1] - nature.stop[0]);
    const mean = 1000 * Math.exp(random() * 3);
    let at = 0;
    let lastDay = 0;
    let repeats = 0;
    while (random() >= stop) {
      at += exponential() / rate;
      if (Math.floor(at) > ageDays) break;
      if (Math.floor(at) === lastDay) continue;
      lastDay = Math.floor(at);
      repeats += 1;
    }
    const repeatMeanMinor = repeats > 0 ? Math.round(mean) : 0;
    return { repeats, spanDays: lastDay, ageDays, repeatMeanMinor };
  });
}

/** Sales of a gift shop of 2011, as its customers bought up to a day of it (days since 1970). */
export function uciBuyers(today: number): Buying[] {
  const days = new Map<string, Map<number, number>>();
  const [header, ...rows] = dataRows('uci_online_retail_orders.csv.gz');
  const at = (name: string) => header!.indexOf(name);
  for (const row of rows) {
    const customer = row[at('customer_id')]!;
    const total = Math.round(Number(row[at('total')]) * 100);
    const day = Math.floor(Date.parse(`${row[at('invoice_date')]!.slice(0, 10)}Z`) / 86_400_000);
    if (customer === '' || row[at('kind')] !== 'sale' || total <= 0 || day > today) continue;
    const own = days.get(customer) ?? new Map<number, number>();
    days.set(customer, own.set(day, (own.get(day) ?? 0) + total));
  }
  return [...days.values()].map((own) => {
    const [first = 0, ...later] = [...own.keys()].sort((one, other) => one - other);
    const repeats = later.length;
    const minor = later.reduce((sum, day) => sum + own.get(day)!, 0);
    return {
      repeats,
      spanDays: (later.at(-1) ?? first) - first,
      ageDays: today - first,
      repeatMeanMinor: repeats > 0 ? minor / repeats : 0,
    };
  });
}

/**
 * How one customer has bought, all a prediction rests on. Days are whole shop-calendar days; orders
 * of one day are one.
 */
export interface Buying {
  /** Days with an order after the first one's. */
  repeats: number;
  /** From the first to the last day with an order. */
  spanDays: number;
  /** From the first day with an order to the day of asking. */
  ageDays: number;
  /** Minor units a repeat day brought on average; 0 without one. */
  repeatMeanMinor: number;
}

/** The same of many customers, one index each. */
export interface Buyings {
  count: number;
  repeats: Int32Array;
  spanDays: Int32Array;
  ageDays: Int32Array;
  repeatMeanMinor: Float64Array;
  /** Squares of what each repeat day brought, summed: how much one customer's days differ. */
  repeatSquares: Float64Array;
}

/** Customers who bought alike, counted once: all that a fit of the orders needs. */
export interface BuyingGroups {
  customers: number;
  repeaters: number;
  /** One index a group, in ascending order of repeats, span and age. */
  repeats: Int32Array;
  spanDays: Int32Array;
  ageDays: Int32Array;
  counts: Float64Array;
}

export function emptyBuyings(room: number): Buyings {
  return {
    count: room,
    repeats: new Int32Array(room),
    spanDays: new Int32Array(room),
    ageDays: new Int32Array(room),
    repeatMeanMinor: new Float64Array(room),
    repeatSquares: new Float64Array(room),
  };
}

export function buyingAt(buyings: Buyings, index: number): Buying {
  return {
    repeats: buyings.repeats[index] ?? 0,
    spanDays: buyings.spanDays[index] ?? 0,
    ageDays: buyings.ageDays[index] ?? 0,
    repeatMeanMinor: buyings.repeatMeanMinor[index] ?? 0,
  };
}

/** Counts customers who bought alike; their order does not matter. */
export function groupBuyings(buyings: Buyings): BuyingGroups {
  const { count, repeats, spanDays, ageDays } = buyings;
  let days = 1;
  let repeaters = 0;
  for (let i = 0; i < count; i += 1) {
    days = Math.max(days, (ageDays[i] ?? 0) + 1);
    if ((repeats[i] ?? 0) > 0) repeaters += 1;
  }
  // Repeats never outnumber days, so that three numbers below 2^17 days fit into one.
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    keys[i] = ((repeats[i] ?? 0) * days + (spanDays[i] ?? 0)) * days + (ageDays[i] ?? 0);
  }
  keys.sort();
  const groups = emptyGroups(distinct(keys), count, repeaters);
  let at = -1;
  let last = -1;
  for (const key of keys) {
    if (key !== last) {
      at += 1;
      const rest = Math.floor(key / days);
      groups.ageDays[at] = key - rest * days;
      groups.repeats[at] = Math.floor(rest / days);
      groups.spanDays[at] = rest % days;
      last = key;
    }
    groups.counts[at] = (groups.counts[at] ?? 0) + 1;
  }
  return groups;
}

function emptyGroups(room: number, customers: number, repeaters: number): BuyingGroups {
  return {
    customers,
    repeaters,
    repeats: new Int32Array(room),
    spanDays: new Int32Array(room),
    ageDays: new Int32Array(room),
    counts: new Float64Array(room),
  };
}

function distinct(ascending: Float64Array): number {
  let count = 0;
  let last = -1;
  for (const value of ascending) {
    if (value !== last) count += 1;
    last = value;
  }
  return count;
}

/** Every so-manieth group: few enough to try several starting points on. */
export function thinned(groups: BuyingGroups, most: number): BuyingGroups {
  const every = Math.ceil(groups.counts.length / most);
  if (every <= 1) return groups;
  const kept = (_: number, index: number) => index % every === 0;
  return {
    ...groups,
    repeats: groups.repeats.filter(kept),
    spanDays: groups.spanDays.filter(kept),
    ageDays: groups.ageDays.filter(kept),
    counts: groups.counts.filter(kept),
  };
}

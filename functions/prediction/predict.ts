import type { Buying } from './buying.ts';
import { valueOf } from './fitValue.ts';
import { chanceActiveIfAlive, chanceAlive, expectedIfAlive } from './mbgNbd.ts';
import type { FittedModel } from './model.schema.ts';

/** What is to be expected of one customer. Orders of one day count as one. */
export interface Prediction {
  /** Chances from 0 to 1 of at least one order within so many days. */
  chance30: number;
  chance90: number;
  chance180: number;
  /** Order days within a year, and minor units of orders within 90 days and a year. */
  expectedOrders365: number;
  expectedSpend90: number;
  expectedSpend365: number;
  /** Days after the last order between which the next one is to be expected; null: too few orders to tell. */
  nextOrder: { fromDays: number; byDays: number } | null;
}

const daysAWeek = 7;
/** Two gaps at least, as for a usual gap: three days with an order. */
const leastRepeatsForRhythm = 2;
/** Of four in five customers like this one who stay, the next order has come by the window's end. */
const window = { from: 0.2, by: 0.8 } as const;
/** A window that ends later than this says nothing. */
const longestWindowDays = 730;

function timingOf({ repeats, spanDays, ageDays }: Buying) {
  return { x: repeats, tx: spanDays / daysAWeek, T: ageDays / daysAWeek };
}

/** What is to be expected of one customer, who bought like this. */
export function predictOne(model: FittedModel, buying: Buying): Prediction {
  return new Predictor(model).of(buying);
}

/** The same for many customers: those who are as old and bought as often share the long sums. */
export class Predictor {
  private readonly model: FittedModel;
  private readonly known = new Map<number, IfAlive>();

  constructor(model: FittedModel) {
    this.model = model;
  }

  of(buying: Buying): Prediction {
    const { parameters, value } = this.model;
    const alive = chanceAlive(parameters, timingOf(buying));
    const staying = this.ifAlive(buying);
    const eachMinor = valueOf(value, buying);
    return {
      chance30: alive * staying.chance30,
      chance90: alive * staying.chance90,
      chance180: alive * staying.chance180,
      expectedOrders365: alive * staying.orders365,
      expectedSpend90: alive * staying.orders90 * eachMinor,
      expectedSpend365: alive * staying.orders365 * eachMinor,
      nextOrder: this.windowOf(buying),
    };
  }

  /** Chance of an order, and order days to expect, within a number of days. */
  within(buying: Buying, days: number): { chance: number; orders: number } {
    const { parameters } = this.model;
    const timing = timingOf(buying);
    const alive = chanceAlive(parameters, timing);
    const weeks = days / daysAWeek;
    return {
      chance: alive * chanceActiveIfAlive(parameters, timing, weeks),
      orders: alive * expectedIfAlive(parameters, timing, weeks),
    };
  }

  private ifAlive(buying: Buying): IfAlive {
    // Ages are below 2^17 days.
    const key = buying.repeats * 131_072 + buying.ageDays;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const timing = timingOf(buying);
    const chance = (days: number) =>
      chanceActiveIfAlive(this.model.parameters, timing, days / daysAWeek);
    const orders = (days: number) =>
      expectedIfAlive(this.model.parameters, timing, days / daysAWeek);
    const made: IfAlive = {
      chance30: chance(30),
      chance90: chance(90),
      chance180: chance(180),
      orders90: orders(90),
      orders365: orders(365),
    };
    this.known.set(key, made);
    return made;
  }

  /** As the last order left it: days that do not move while nothing happens. */
  private windowOf({ repeats, spanDays }: Buying): Prediction['nextOrder'] {
    if (repeats < leastRepeatsForRhythm) return null;
    const { r, alpha } = this.model.parameters;
    const days = (share: number) =>
      (alpha * daysAWeek + spanDays) * Math.expm1(-Math.log1p(-share) / (r + repeats));
    const byDays = Math.ceil(days(window.by));
    if (byDays > longestWindowDays) return null;
    return { fromDays: Math.max(1, Math.floor(days(window.from))), byDays };
  }
}

interface IfAlive {
  chance30: number;
  chance90: number;
  chance180: number;
  orders90: number;
  orders365: number;
}

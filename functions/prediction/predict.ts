import type { Buying } from './buying.ts';
import { valueOf } from './fitValue.ts';
import { chanceActiveIfAlive, chanceAlive, expectedIfAlive, type Timing } from './mbgNbd.ts';
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
export const leastRepeatsForRhythm = 2;
/** Of four in five customers like this one who stay, the next order has come by the window's end. */
const window = { from: 0.2, by: 0.8 } as const;
/** A window that ends later than this says nothing. */
const longestWindowDays = 730;

function timingOf({ repeats, spanDays, ageDays }: Buying): Timing {
  return { x: repeats, tx: spanDays / daysAWeek, T: ageDays / daysAWeek };
}

/** What is to be expected of one customer, who bought like this. */
export function predictOne(model: FittedModel, buying: Buying): Prediction {
  return new Predictor(model).of(buying);
}

/** The same for many customers: those who are as old and bought as often share the long sums. */
export class Predictor {
  private readonly model: FittedModel;
  private readonly month: Horizon;
  private readonly quarter: Horizon;
  private readonly half: Horizon;
  private readonly year: Horizon;

  constructor(model: FittedModel) {
    this.model = model;
    this.month = new Horizon(model, 30);
    this.quarter = new Horizon(model, 90);
    this.half = new Horizon(model, 180);
    this.year = new Horizon(model, 365);
  }

  of(buying: Buying): Prediction {
    const { parameters, value } = this.model;
    const alive = chanceAlive(parameters, timingOf(buying));
    const eachMinor = valueOf(value, buying);
    const quarter = this.quarter.ifAlive(buying);
    const expectedOrders365 = alive * this.year.ifAlive(buying).orders;
    return {
      chance30: alive * this.month.ifAlive(buying).chance,
      chance90: alive * quarter.chance,
      chance180: alive * this.half.ifAlive(buying).chance,
      expectedOrders365,
      expectedSpend90: alive * quarter.orders * eachMinor,
      expectedSpend365: expectedOrders365 * eachMinor,
      nextOrder: this.windowOf(buying),
    };
  }

  /** As the last order left it: days that do not move while nothing happens. */
  private windowOf({ repeats, spanDays }: Buying): Prediction['nextOrder'] {
    if (repeats < leastRepeatsForRhythm) return null;
    const { r, alpha } = this.model.parameters;
    const days = (share: number) =>
      (alpha * daysAWeek + spanDays) * Math.expm1(-Math.log1p(-share) / (r + repeats));
    const byDays = Math.ceil(days(window.by));
    if (!(byDays <= longestWindowDays)) return null;
    return { fromDays: Math.max(1, Math.floor(days(window.from))), byDays: Math.max(1, byDays) };
  }
}

/** What is to be expected within so many days. */
export class Horizon {
  private readonly model: FittedModel;
  private readonly days: number;
  /** By repeats and age: when they last bought makes no difference to who is still a customer. */
  private readonly known: Expected[][] = [];

  constructor(model: FittedModel, days: number) {
    this.model = model;
    this.days = days;
  }

  within(buying: Buying): Expected {
    const alive = chanceAlive(this.model.parameters, timingOf(buying));
    const { chance, orders } = this.ifAlive(buying);
    return { chance: alive * chance, orders: alive * orders };
  }

  /** The same of who is still a customer. */
  ifAlive(buying: Buying): Expected {
    const alike = (this.known[buying.repeats] ??= []);
    const found = alike[buying.ageDays];
    if (found !== undefined) return found;
    const { parameters } = this.model;
    const timing = timingOf(buying);
    const weeks = this.days / daysAWeek;
    const made = {
      chance: chanceActiveIfAlive(parameters, timing, weeks),
      // A day has one order at most.
      orders: Math.min(this.days, expectedIfAlive(parameters, timing, weeks)),
    };
    alike[buying.ageDays] = made;
    return made;
  }
}

/** Chance of an order, and order days. */
interface Expected {
  chance: number;
  orders: number;
}

import type { Calendar } from '../customers/calendar.ts';
import type { Cutoffs } from './classes.schema.ts';
import {
  forgetPredictions,
  numbersFrom,
  unknownInstant,
  unknownInt,
  type Columns,
} from './columns.ts';
import { foldHabits } from './foldHabits.ts';
import { foldOrders } from './foldOrders.ts';
import type { History } from './histories.ts';
import { rowsOf, type OrderColumns } from './orderColumns.ts';
import { cutoffsOfColumns, placeColumns, type StandardsOf } from './placeColumns.ts';
import type { ClassSettings } from './run.schema.ts';

/** A whole shop on a past day. Customer i is customer i of the run it was worked out from. */
export interface PastShop {
  /** Figures and classes of that day; what has no history (tags, consent, the shop's own totals) is the run's. */
  columns: Columns;
  /** 1: on file by then, with an order or as a customer without one. */
  there: Uint8Array;
  cutoffs: Cutoffs;
  /** Epoch seconds, and the shop-calendar day of it. */
  asOf: number;
  today: number;
  /** Sales without a customer, up to then. */
  walkIn: { orders: number; netMinor: number };
}

/**
 * The shop as a run at `asOf` would have placed it, from the ledgers alone and by the code that
 * runs today: nothing that was placed, refunded or cancelled later is looked at. The merchant's own
 * standards are asked by `standardsOf`, and nobody has one without it.
 */
export function shopAsOf(
  { columns: present, orders }: Pick<History, 'columns' | 'orders'>,
  settings: ClassSettings,
  { asOf, calendar }: { asOf: number; calendar: Calendar },
  standardsOf: StandardsOf | null = null,
): PastShop {
  const today = calendar.dayOf(asOf);
  const columns = freshColumns(present);
  const there = Uint8Array.from(present.orders, (_, i) =>
    onFileSince(present, orders, i) <= asOf ? 1 : 0,
  );
  const { orderMinor, walkIn } = foldOrders(orders, columns, { asOf, today, windows: settings });
  foldHabits(orders, columns, asOf);
  // Who was not there yet makes no ranking of their own.
  for (let i = 0; i < there.length; i += 1) if (there[i] === 0) columns.wholesale[i] = 0;
  const cutoffs = cutoffsOfColumns(columns, orderMinor, settings, { asOf, today });
  placeColumns(columns, cutoffs, settings, today, standardsOf);
  return { columns, there, cutoffs, asOf, today, walkIn };
}

/** New numbers beside what is known of the customers today; nobody has a class yet. */
function freshColumns(present: Columns): Columns {
  const { count } = present;
  const columns: Columns = {
    ...present,
    ...numbersFrom({
      int8: () => new Int8Array(count).fill(unknownInt),
      uint8: () => new Uint8Array(count),
      int32: () => new Int32Array(count),
      uint32: () => new Uint32Array(count),
      float64: () => new Float64Array(count),
      float32: () => new Float32Array(count),
    }),
  };
  forgetPredictions(columns);
  return { ...columns, ...withoutHistory(present) };
}

/** Columns that say what is known now, whatever day is asked about. */
function withoutHistory(present: Columns) {
  const { shopOrders, shopSpentMinor, createdAt, emailConsent, smsConsent } = present;
  const historyIncomplete = present.historyIncomplete.slice(0, present.count);
  return { shopOrders, shopSpentMinor, createdAt, emailConsent, smsConsent, historyIncomplete };
}

/**
 * Since when a customer is on file (epoch seconds): from the day the shop made them, or from their
 * first order if that is earlier; who has neither has no beginning we know of.
 */
export function onFileSince(
  { createdAt }: Pick<Columns, 'createdAt'>,
  orders: OrderColumns,
  index: number,
): number {
  const { from, to } = rowsOf(orders, index);
  const made = createdAt[index] ?? unknownInstant;
  const ordered = from === to ? Infinity : (orders.placedAt[from] ?? 0);
  const since = made === unknownInstant ? ordered : Math.min(made, ordered);
  return since === Infinity ? -Infinity : since;
}

import type { Calendar } from '../customers/calendar.ts';
import { contributionMinor } from '../customers/fold.ts';
import type { Cutoffs } from './classes.schema.ts';
import {
  forgetPredictions,
  numbersFrom,
  unknownInstant,
  unknownInt,
  type Columns,
} from './columns.ts';
import { writeFigures } from './columnsBuilder.ts';
import { readFigures } from './figures.ts';
import type { History } from './histories.ts';
import { rowsOf, walkInRows, type OrderColumns } from './orderColumns.ts';
import { OrderValueLists } from './orderValues.ts';
import { PastLedger } from './pastLedger.ts';
import { cutoffsOfColumns, placeColumns } from './placeColumns.ts';
import { rankingKeyOf } from './ranking.ts';
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
 * runs today: nothing that was placed, refunded or cancelled later is looked at.
 */
export function shopAsOf(
  { columns: present, orders }: Pick<History, 'columns' | 'orders'>,
  settings: ClassSettings,
  { asOf, calendar }: { asOf: number; calendar: Calendar },
): PastShop {
  const today = calendar.dayOf(asOf);
  const columns = freshColumns(present);
  const there = new Uint8Array(present.count);
  const ledger = new PastLedger(orders);
  const values = new OrderValueLists(today);
  for (let i = 0; i < present.count; i += 1) {
    if (!wasThere(present, orders, i, asOf)) continue;
    there[i] = 1;
    const read = readFigures(
      ledger.rowsOf(i),
      { asOf, calendar },
      {
        historyIncomplete: present.historyIncomplete[i] === 1,
        wholesaleByTag: orders.wholesaleByTag[i] === 1,
        isLeftOut: ledger.isLeftOut,
        windows: settings,
      },
    );
    writeFigures(columns, i, read);
    values.customer(read);
  }
  const walkIn = { orders: 0, netMinor: 0 };
  for (const row of ledger.rows(walkInRows(orders))) {
    if (ledger.isLeftOut()) continue;
    const minor = contributionMinor(row, asOf);
    walkIn.netMinor += minor;
    if (row.kind === 'credit' || minor <= 0) continue;
    walkIn.orders += 1;
    const ranking = rankingKeyOf({ wholesale: row.flags.includes('wholesale') });
    values.add(ranking, calendar.dayOf(row.placedAt), minor);
  }
  const cutoffs = cutoffsOfColumns(columns, values.done(), settings, { asOf, today });
  placeColumns(columns, cutoffs, settings, today);
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
    }),
  };
  forgetPredictions(columns);
  return { ...columns, ...withoutHistory(present) };
}

/** Columns that say what is known now, whatever day is asked about. */
function withoutHistory(present: Columns) {
  const { shopOrders, shopSpentMinor, createdAt, emailConsent, smsConsent } = present;
  return { shopOrders, shopSpentMinor, createdAt, emailConsent, smsConsent };
}

/**
 * A customer is on file from the day the shop made them, or from their first order if that is
 * earlier; who has neither has no beginning we know of.
 */
export function wasThere(
  present: Columns,
  orders: OrderColumns,
  index: number,
  asOf: number,
): boolean {
  const { from, to } = rowsOf(orders, index);
  const createdAt = present.createdAt[index] ?? unknownInstant;
  if (createdAt !== unknownInstant && createdAt <= asOf) return true;
  if (from === to) return createdAt === unknownInstant;
  return (orders.placedAt[from] ?? 0) <= asOf;
}

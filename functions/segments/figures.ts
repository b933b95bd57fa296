import type { Calendar } from '../customers/calendar.ts';
import { contributionMinor } from '../customers/fold.ts';
import type { Prediction } from '../prediction/predict.ts';
import { addDay, usualGapDays, variationOfGaps } from './orderGaps.ts';
import { PriceTally } from './priceTally.ts';
import type { CountableRow, Standing } from './standing.ts';
import { windowsOf, type History, type Windows } from './windows.ts';

/**
 * What the schemes need to know of one customer, as of one instant. Days are shop-calendar day
 * numbers (since 1970-01-01), instants epoch seconds; both null without an eligible order.
 */
export interface FoldedFigures {
  /** Orders of any state; none at all is a prospect. */
  rows: number;
  /** Eligible ones. */
  orders: number;
  /** Distinct shop-calendar days with an eligible order. */
  orderDays: number;
  netMinor: number;
  firstDay: number | null;
  lastDay: number | null;
  firstAt: number | null;
  lastAt: number | null;
  /** The days that show the buyer's own rhythm: all but subscription renewals, where there are others. */
  rhythm: { days: number; lastDay: number | null };
  /** The shop says there are more orders than we may see. */
  historyIncomplete: boolean;
  /** Ranked among wholesale customers: a company order, or a tag the shop chose. */
  wholesale: boolean;
  /** Of the eligible orders: given as discount (minor units), with a redeemed code, with any discount. */
  discountMinor: number;
  codeOrders: number;
  discountedOrders: number;
  /** Day of the last eligible order without a code or discount. */
  lastFullPriceDay: number | null;
  /** How uneven the gaps between the buyer's own order days are; null without a gap. */
  gapVariation: number | null;
  /**
   * Spend expected of the next 365 and 90 days, minor units, as predicted for the day of the read;
   * null: not predicted. A ledger alone does not say: whoever has the model sets them.
   */
  potentialMinor: number | null;
  soonMinor: number | null;
}

/** Figures with what happened when, so that the schemes can place the customer on any later day. */
export interface Figures extends FoldedFigures {
  history: History;
}

/** A customer's figures and what a run needs beside them. */
export interface FiguresRead {
  figures: Figures;
  /** Discounts given on eligible orders, minor units. */
  discountMinor: number;
  /** Median days between two order days, renewals left out; null below two gaps. */
  usualGapDays: number | null;
  /** Eligible orders, oldest first: when (epoch seconds), on which day, what each contributes. */
  sales: { at: number[]; day: number[]; minor: number[] };
  /** Figures of the last so many days, on the day of the read. */
  windows: Windows;
  /** Day of the last eligible order with a discount; null without one. */
  lastDiscountDay: number | null;
  /** Distinct days with an eligible order that is no subscription renewal, ascending. */
  ownDays: readonly number[];
  /** What is to be expected of them, as of the day of the read; null: not predicted (`predicted`). */
  prediction: Prediction | null;
}

export interface FigureTime {
  /** Epoch seconds: only what had happened by then counts. */
  asOf: number;
  calendar: Calendar;
}

/**
 * Reads a ledger, oldest row first, once. Money and eligibility are the ledger's own definitions;
 * a purchase of staff that the shop leaves out is an order that adds nothing, as a test is.
 */
export function readFigures(
  rows: Iterable<CountableRow>,
  { asOf, calendar }: FigureTime,
  { historyIncomplete, wholesaleByTag, isLeftOut, windows }: Standing,
): FiguresRead {
  const sales: FiguresRead['sales'] = { at: [], day: [], minor: [] };
  const days: number[] = [];
  const ownDays: number[] = [];
  const moneyDays: number[] = [];
  const moneyMinor: number[] = [];
  const prices = new PriceTally();
  let orderRows = 0;
  let netMinor = 0;
  let wholesale = wholesaleByTag;
  for (const row of rows) {
    if (row.placedAt > asOf) continue;
    if (row.kind === 'order') orderRows += 1;
    wholesale ||= isCompanys(row);
    if (isLeftOut?.(row) === true) continue;
    const minor = contributionMinor(row, asOf);
    if (minor === 0) continue;
    netMinor += minor;
    const day = calendar.dayOf(row.placedAt);
    moneyDays.push(day);
    moneyMinor.push(minor);
    if (!isSale(row, minor)) continue;
    sales.at.push(row.placedAt);
    sales.day.push(day);
    sales.minor.push(minor);
    prices.add(row, day);
    addDay(days, day);
    if (!row.flags.includes('subscription')) addDay(ownDays, day);
  }
  const rhythm = ownDays.length > 0 ? ownDays : days;
  const history = { orderDays: days, moneyDays, moneyMinor };
  return {
    figures: {
      rows: orderRows,
      orders: sales.at.length,
      orderDays: days.length,
      netMinor,
      firstDay: days[0] ?? null,
      lastDay: days.at(-1) ?? null,
      firstAt: sales.at[0] ?? null,
      lastAt: sales.at.at(-1) ?? null,
      rhythm: { days: rhythm.length, lastDay: rhythm.at(-1) ?? null },
      historyIncomplete,
      wholesale,
      discountMinor: prices.discountMinor,
      codeOrders: prices.codeOrders,
      discountedOrders: prices.discountedOrders,
      lastFullPriceDay: prices.lastFullPriceDay,
      gapVariation: variationOfGaps(ownDays),
      potentialMinor: null,
      soonMinor: null,
      history,
    },
    discountMinor: prices.discountMinor,
    usualGapDays: usualGapDays(ownDays),
    sales,
    windows: windowsOf({ history, netMinor }, windows, calendar.dayOf(asOf)),
    lastDiscountDay: prices.lastDiscountDay,
    ownDays,
    prediction: null,
  };
}

/** An order that counts, by what it adds. */
function isSale({ kind }: CountableRow, minor: number): boolean {
  return kind === 'order' && minor > 0;
}

/** Placed for a company, and no test. */
function isCompanys({ flags }: CountableRow): boolean {
  return flags.includes('wholesale') && !flags.includes('test');
}

/** Shop-calendar days since the last eligible order; null without one. */
export function lapsedDays(lastDay: number | null, today: number): number | null {
  return lastDay === null ? null : Math.max(0, today - lastDay);
}

/** Ranked: an eligible order and a complete history. */
export function isRanked(figures: Pick<Figures, 'orders' | 'historyIncomplete'>): boolean {
  return figures.orders > 0 && !figures.historyIncomplete;
}

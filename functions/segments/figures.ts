import type { Calendar } from '../customers/calendar.ts';
import { contributionMinor } from '../customers/fold.ts';
import type { CountableRow, Standing } from './standing.ts';

/**
 * What the schemes need to know of one customer, as of one instant. Days are shop-calendar day
 * numbers (since 1970-01-01), instants epoch seconds; both null without an eligible order.
 */
export interface Figures {
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
  { historyIncomplete, wholesaleByTag, isLeftOut }: Standing,
): FiguresRead {
  const sales: FiguresRead['sales'] = { at: [], day: [], minor: [] };
  const days: number[] = [];
  const ownDays: number[] = [];
  let orderRows = 0;
  let netMinor = 0;
  let discountMinor = 0;
  let wholesale = wholesaleByTag;
  for (const row of rows) {
    if (row.placedAt > asOf) continue;
    if (row.kind === 'order') orderRows += 1;
    wholesale ||= isCompanys(row);
    if (isLeftOut?.(row) === true) continue;
    const minor = contributionMinor(row, asOf);
    netMinor += minor;
    if (row.kind === 'credit' || minor <= 0) continue;
    const day = calendar.dayOf(row.placedAt);
    sales.at.push(row.placedAt);
    sales.day.push(day);
    sales.minor.push(minor);
    discountMinor += row.discountMinor;
    addDay(days, day);
    if (!row.flags.includes('subscription')) addDay(ownDays, day);
  }
  const rhythm = ownDays.length > 0 ? ownDays : days;
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
    },
    discountMinor,
    usualGapDays: usualGap(ownDays),
    sales,
  };
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

/** Keeps the list ascending and without repeats; a later instant is an earlier day only where clocks go back over midnight. */
function addDay(days: number[], day: number): void {
  const last = days.at(-1);
  if (last === undefined || day > last) days.push(day);
  else if (day !== last && !days.includes(day)) {
    days.push(day);
    days.sort((one, other) => one - other);
  }
}

function usualGap(days: readonly number[]): number | null {
  if (days.length < 3) return null;
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day));
  gaps.sort((one, other) => one - other);
  const upper = gaps[gaps.length >> 1] ?? 0;
  return gaps.length % 2 === 1 ? upper : ((gaps[(gaps.length >> 1) - 1] ?? 0) + upper) / 2;
}

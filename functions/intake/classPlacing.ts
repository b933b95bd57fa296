import type { Calendar } from '../customers/calendar.ts';
import type { Cause, CustomerItem, Scheme } from '../customers/customer.schema.ts';
import type { DueMark } from '../customers/dueMark.schema.ts';
import { contributionMinor, foldLedger, isEligible } from '../customers/fold.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import type { LedgerChange, Placement, Placing } from '../customers/placing.ts';
import { isGone } from '../customers/profile.ts';
import { recordsOf } from '../segments/changeRecords.ts';
import { changesBetween } from '../segments/changes.ts';
import { classify, type Classes } from '../segments/classify.ts';
import { readFigures, type Figures } from '../segments/figures.ts';
import { predicted } from '../segments/predicted.ts';
import { rankingOf } from '../segments/ranking.ts';
import type { Basis } from '../segments/run.schema.ts';
import { standingOf } from '../segments/standing.ts';

/** What placing a customer takes, as of one batch. */
export interface PlacingContext {
  calendar: Calendar;
  /** Of the last run; null before the first, which then places everyone. */
  basis: Pick<Basis, 'cutoffs' | 'settings' | 'model'> | null;
  /** Epoch seconds of business time. */
  asOf: number;
  /** What a load of history or a merge of two files changes is their doing and triggers nothing. */
  origin: 'live' | 'import' | 'merge';
  /** Which of these codes are coupons of ours. */
  ours: (codes: readonly string[]) => Promise<string[]>;
}

/** A new order placed longer ago than this is history told late: it triggers nothing. */
const lateDays = 7;

/** Places customers under the last run's cut-offs, and marks what rules must look at. */
export function classPlacing(context: PlacingContext): Placing {
  const { calendar, asOf, ours } = context;
  return {
    async place(change) {
      const { item } = change.before;
      const totals = foldLedger(change.rows, { asOf, calendar });
      const redeemed = await redemptions(change.orders, item.customerId, item.rev + 1, context);
      const gone = isGone(item) || item.mergedInto !== null;
      if (gone || context.basis === null || waitsForRun(item, context)) {
        const classes = gone ? {} : item.classes;
        return { totals, classes, entries: [], marks: redeemed };
      }
      const placed = placeClasses(change, context.basis, context);
      const large = largeOrders(change, context.basis, context);
      return { ...placed, totals, marks: [...placed.marks, ...large, ...redeemed] };
    },
    placeGuest: ({ held, row }, rev) => redemptions([{ held, row }], null, rev, { asOf, ours }),
  };
}

type Order = LedgerChange['orders'][number];

/**
 * Half a history is no reason for a class: who is new in an import is placed by the run after it,
 * and their timeline begins there instead of with every batch of the file.
 */
function waitsForRun(item: CustomerItem, { origin }: PlacingContext): boolean {
  return origin === 'import' && Object.keys(item.classes).length === 0;
}

function placeClasses(
  { before, rows, orders }: LedgerChange,
  basis: NonNullable<PlacingContext['basis']>,
  context: PlacingContext,
): Omit<Placement, 'totals'> {
  const { item } = before;
  const { asOf } = context;
  const figures = figuresOf(item, rows, basis, context);
  const past = before.rows.length === 0 ? null : figuresOf(item, before.rows, basis, context);
  const now = classesOf(figures, basis, context);
  const earlier = past === null ? null : classesOf(past, basis, context);
  const otherRanking = past !== null && past.wholesale !== figures.wholesale;
  const change = orders.some(isUndoing) ? 'refund' : 'order';
  const isPlaced = Object.keys(item.classes).length > 0;
  const late = orders.every((order) => isLate(order, asOf));
  const causeOf = (scheme: Scheme): Cause => {
    if (context.origin !== 'live') return context.origin;
    if (orders.every(isMoved)) return 'merge';
    if (earlier !== null && !isPlaced) return 'first';
    // Other cut-offs hold for them now, which is no rise and no fall.
    if (otherRanking && scheme !== 'lifecycle') return 'cutoff';
    // Held no more by the date alone: whatever this order is, it did not do that.
    if (earlier?.[scheme] === now[scheme]) return 'time';
    return late ? 'import' : change;
  };
  const orderId = (orders[0]?.row ?? orders[0]?.held)?.orderId ?? null;
  const { held, changes } = changesBetween(item.classes, now, { at: asOf, orderId, causeOf });
  return { classes: held, ...recordsOf(changes, item.customerId, item.rev + 1) };
}

/** The figures of a customer with this ledger, and the classes that follow. */
function figuresOf(
  item: CustomerItem,
  rows: readonly LedgerRow[],
  { settings, model }: NonNullable<PlacingContext['basis']>,
  { asOf, calendar }: Pick<PlacingContext, 'asOf' | 'calendar'>,
): Figures {
  const read = readFigures(rows, { asOf, calendar }, standingOf(item, rows, settings));
  return predicted(read, model, calendar.dayOf(asOf)).figures;
}

function classesOf(
  figures: Figures,
  basis: NonNullable<PlacingContext['basis']>,
  { asOf, calendar }: Pick<PlacingContext, 'asOf' | 'calendar'>,
): Classes {
  return classify(figures, basis.cutoffs, basis.settings, calendar.dayOf(asOf));
}

/** Classes of a customer whose ledger stays as it is, for instance one just told of. */
export function placeAlone(
  before: LedgerChange['before'],
  context: PlacingContext,
): Omit<Placement, 'totals'> {
  const none = { classes: before.item.classes, entries: [], marks: [] };
  if (context.basis === null || isGone(before.item)) return none;
  if (waitsForRun(before.item, context)) return none;
  const figures = figuresOf(before.item, before.rows, context.basis, context);
  const now = classesOf(figures, context.basis, context);
  const what = { at: context.asOf, orderId: null, causeOf: (): Cause => 'first' };
  return { ...none, classes: changesBetween(before.item.classes, now, what).held };
}

function isUndoing({ held, row }: Order): boolean {
  if (held === null) return false;
  if (row === null) return true;
  const refunded = (one: LedgerRow) => one.refunds.reduce((sum, { minor }) => sum + minor, 0);
  return refunded(row) > refunded(held) || (held.cancelledAt === null && row.cancelledAt !== null);
}

/** As it was, under another customer until now: two files became one. */
function isMoved({ row, elsewhere }: Order): boolean {
  return row !== null && row === elsewhere;
}

function isLate({ held, row }: Order, asOf: number): boolean {
  return held === null && row !== null && row.placedAt < asOf - lateDays * 86_400;
}

function largeOrders(
  { before, rows, orders }: LedgerChange,
  basis: NonNullable<PlacingContext['basis']>,
  context: PlacingContext,
): DueMark[] {
  const { asOf, origin } = context;
  const { customerId, rev } = before.item;
  const figures = figuresOf(before.item, rows, basis, context);
  const line = rankingOf(figures, basis.cutoffs)?.largeOrderMinor ?? null;
  if (line === null || origin !== 'live') return [];
  const { isLeftOut } = standingOf(before.item, rows, basis.settings);
  return orders.flatMap((order) => {
    const { row } = order;
    const before = order.held ?? order.elsewhere ?? null;
    if (row === null || isLeftOut?.(row) === true) return [];
    if (!isEligible(row, asOf) || isLate(order, asOf)) return [];
    if (before !== null && isEligible(before, asOf)) return [];
    const totalMinor = contributionMinor(row, asOf);
    if (totalMinor <= line) return [];
    const { orderId } = row;
    return [
      { kind: 'large-order' as const, rev: rev + 1, at: asOf, customerId, orderId, totalMinor },
    ];
  });
}

async function redemptions(
  orders: readonly Order[],
  customerId: string | null,
  rev: number,
  { asOf, ours }: Pick<PlacingContext, 'asOf' | 'ours'>,
): Promise<DueMark[]> {
  const marks: DueMark[] = [];
  for (const { held, row } of orders) {
    const orderId = (row ?? held)?.orderId;
    const told = new Set([...(held?.codes ?? []), ...(row?.codes ?? [])]);
    if (orderId === undefined || told.size === 0) continue;
    const codes = await ours([...told]);
    if (codes.length === 0) continue;
    marks.push({ kind: 'redeemed', rev, at: asOf, customerId, orderId, codes });
  }
  return marks;
}

import type { Calendar } from '../customers/calendar.ts';
import { abcAmount } from './abc.ts';
import type { Cutoffs } from './classes.schema.ts';
import { classify, type Classes } from './classify.ts';
import { readFigures, type Figures } from './figures.ts';
import { rankingOf } from './ranking.ts';
import type { ClassSettings } from './run.schema.ts';
import type { CountableRow, Standing } from './standing.ts';
import { windowsOf } from './windows.ts';

/** A customer's ledger and everything that places them, as of an instant (epoch seconds). */
export interface Placed {
  rows: readonly CountableRow[];
  standing: Standing;
  cutoffs: Cutoffs | null;
  settings: ClassSettings;
  asOf: number;
  calendar: Calendar;
  /** As predicted for that instant; an order that is only imagined changes no prediction. */
  predicted: Pick<Figures, 'potentialMinor' | 'soonMinor'>;
}

/**
 * The smallest order, in minor units, with which `holds` is true of the customer's classes on the
 * day `on`: paid in full on `placedOn`, without code or discount. Null: no order does. Money moves
 * a class only at a cut-off, so that the cut-offs are all the amounts there are to try.
 */
export function smallestOrder(
  placed: Placed,
  { placedOn, on }: { placedOn: number; on: number },
  holds: (classes: Classes) => boolean,
): number | null {
  const known = knownBy(placed.rows, placed.asOf);
  const { cutoffs, settings } = placed;
  const least = withOrder(placed, known, placedOn, 1);
  for (const minor of amountsToTry(least, cutoffs, settings, on)) {
    const figures = minor === 1 ? least : withOrder(placed, known, placedOn, minor);
    if (holds(classify(figures, cutoffs, settings, on))) return minor;
  }
  return null;
}

/** The classes on a day, had an order of that many minor units been placed on another. */
export function classesWith(
  placed: Placed,
  { placedOn, minor, on }: { placedOn: number; minor: number; on: number },
): Classes {
  const figures = withOrder(placed, knownBy(placed.rows, placed.asOf), placedOn, minor);
  return classify(figures, placed.cutoffs, placed.settings, on);
}

/** Figures with one more order, as if it were placed that day. */
function withOrder(
  { standing, asOf, calendar, predicted }: Placed,
  known: readonly CountableRow[],
  day: number,
  totalMinor: number,
): Figures {
  const placedAt = Math.max(asOf, calendar.startOf(day));
  const rows = [...known, { ...trial, placedAt, totalMinor }];
  return { ...readFigures(rows, { asOf: placedAt, calendar }, standing).figures, ...predicted };
}

const trial = {
  kind: 'order',
  cancelledAt: null,
  payment: 'paid',
  refunds: [],
  discountMinor: 0,
  codes: [],
  flags: [],
} satisfies Omit<CountableRow, 'placedAt' | 'totalMinor'>;

/** What had happened by an instant; what is dated later must not happen before the imagined order. */
function knownBy(rows: readonly CountableRow[], asOf: number): CountableRow[] {
  return rows
    .filter((row) => row.placedAt <= asOf)
    .map((row) => ({
      ...row,
      cancelledAt: row.cancelledAt !== null && row.cancelledAt <= asOf ? row.cancelledAt : null,
      refunds: row.refunds.filter(({ at }) => at <= asOf),
    }));
}

/**
 * Amounts at which any class may become another, ascending, given the figures with an order of one
 * minor unit: where some sum first reaches a cut-off, or first goes above it.
 */
function amountsToTry(
  figures: Figures,
  cutoffs: Cutoffs | null,
  settings: ClassSettings,
  on: number,
): number[] {
  const own = rankingOf(figures, cutoffs);
  const windows = windowsOf(figures, settings, on);
  const sums = [figures.netMinor, abcAmount(figures, windows, settings.abc), windows.recentMinor];
  const cuts = [
    0,
    ...(own?.monetaryAbove ?? []),
    ...[own?.abcA, own?.abcB, own?.quadrant.valueFrom].filter((cut) => typeof cut === 'number'),
  ];
  const missing = [
    ...sums.flatMap((sum) => cuts.map((cut) => cut - sum)),
    ...shareCuts(figures, settings).map((cut) => cut - figures.netMinor),
  ];
  const amounts = new Set([1]);
  for (const one of missing) {
    for (const beside of [0, 1, 2]) amounts.add(Math.ceil(one) + beside);
  }
  return [...amounts].filter((minor) => minor >= 1).sort((one, other) => one - other);
}

/** Net spend around which the share given as discount crosses a bound. */
function shareCuts(
  { discountMinor }: Figures,
  { promotion: { fullMostDiscount, drivenLeastDiscount } }: ClassSettings,
): number[] {
  return [fullMostDiscount, drivenLeastDiscount]
    .filter((share) => share > 0)
    .map((share) => Math.floor(discountMinor / share - discountMinor));
}

import { dateOfDay } from '../customers/calendar.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import { codeWords } from '../segments/columns.ts';
import type { Shelf } from '../segments/groups/shelf.ts';
import type { History } from '../segments/histories.ts';
import type { PastClasses } from '../segments/pastShops.ts';
import { chanceOfDifference, standOut } from './countTest.ts';
import { demandGroups, type DemandGroups } from './demandGroups.ts';
import type { DemandPeriods, Period } from './demandPeriods.ts';
import type { Demand, DemandQuery } from './products.schema.ts';
import { tallySold, type SoldTally } from './soldTally.ts';
import { isAmong, scopeOf } from './who.ts';

/** Where customers stood when each period began. */
export type ClassesBefore = Record<
  keyof DemandPeriods,
  Pick<PastClasses, 'codes' | 'there'> | null
>;

/** Of the differences called out, the chance that any is noise. */
const level = 0.05;
/** Groups shown by themselves; a shop may have hundreds of types. */
const mostRows = 40;

/** How what is bought has changed, by the classes customers had when each period began. */
export function demandOf(
  history: History,
  shelf: Shelf,
  asked: DemandQuery,
  periods: DemandPeriods,
  classesBefore: ClassesBefore,
): Demand {
  const { orders, meta, columns } = history;
  const spans = [periods.now, periods.before, periods.lastYear];
  const isIn = (row: number) =>
    spans.some((span) => span !== null && within(orders.day, row, span));
  const groups = demandGroups(orders, shelf, asked.of, isIn);
  const tallies = {
    now: tally(history, asked, groups, periods.now, classesBefore.now),
    before: tally(history, asked, groups, periods.before, classesBefore.before),
    lastYear:
      periods.lastYear === null
        ? null
        : tally(history, asked, groups, periods.lastYear, classesBefore.lastYear),
  };
  const ranked = rank(tallies, groups.groups);
  const shown = inOrder(ranked, asked.of, groups.groups - 1);
  const cells = new CellView(tallies, meta.currency);
  const rows = shown.map((group) => ({ group, own: cells.row(group) }));
  const whole: Tallies = {
    now: tally(history, asked, everything, periods.now, classesBefore.now),
    before: tally(history, asked, everything, periods.before, classesBefore.before),
    lastYear:
      periods.lastYear === null
        ? null
        : tally(history, asked, everything, periods.lastYear, classesBefore.lastYear),
  };
  const total = new CellView(whole, meta.currency).row(0);
  callOut(rows.map(({ own }) => own));
  callOut(rows.flatMap(({ own }) => own.byClass));
  callOut([total]);
  callOut(total.byClass);
  return {
    computedAt: instantOf(meta.asOf),
    who: asked.who,
    wholesale: scopeOf(columns, asked.who).wholesale,
    of: asked.of,
    by: asked.by,
    periods: {
      now: datesOf(periods.now),
      before: datesOf(periods.before),
      lastYear: periods.lastYear === null ? null : datesOf(periods.lastYear),
    },
    classes: classesOf(asked.by),
    rows: rows.map(({ group, own }) => ({
      name: groups.names[group] ?? null,
      price: boundsOf(groups, group, meta.currency),
      ...own,
    })),
    total,
    level,
  };
}

const everything: DemandGroups = { groupOf: () => 0, groups: 1, names: [null], prices: [null] };

type Cell = Demand['total']['byClass'][number];
type Tallies = Record<'now' | 'before', SoldTally> & { lastYear: SoldTally | null };

function classesOf(by: DemandQuery['by']): string[] {
  return [...codeWords[by], 'unplaced', 'newcomer', 'walkIn'];
}

function within(day: Int32Array, row: number, { from, to }: Period): boolean {
  const own = day[row] ?? 0;
  return own >= from && own <= to;
}

function tally(
  { columns, orders, meta }: History,
  { who, by }: DemandQuery,
  { groupOf, groups }: DemandGroups,
  period: Period,
  classes: ClassesBefore['now'],
): SoldTally {
  const codes = classes?.codes.get(by);
  const unplaced = codeWords[by].length;
  return tallySold({
    orders,
    asOf: meta.asOf,
    isIn: (row) => within(orders.day, row, period),
    groupOf,
    groups,
    classOf: (customer) => {
      if (!isAmong(columns, customer, who)) return -1;
      if (classes?.there[customer] !== 1) return unplaced + 1;
      const code = codes?.[customer] ?? -1;
      return code < 0 ? unplaced : code;
    },
    classes: unplaced + 3,
    walkIns: who !== 'wholesale',
  });
}

/** Groups with an order in any period, most revenue in the last one first. */
function rank(tallies: Tallies, groups: number): number[] {
  const sum = (tally: SoldTally | null, of: 'revenueMinor' | 'orders', group: number) =>
    tally === null
      ? 0
      : tally[of]
          .subarray(group * tally.classes, (group + 1) * tally.classes)
          .reduce((total, value) => total + value, 0);
  const all = [tallies.now, tallies.before, tallies.lastYear];
  return Array.from({ length: groups }, (_, group) => group)
    .filter((group) => all.some((tally) => sum(tally, 'orders', group) > 0))
    .sort(
      (one, other) =>
        sum(tallies.now, 'revenueMinor', other) - sum(tallies.now, 'revenueMinor', one) ||
        sum(tallies.before, 'revenueMinor', other) - sum(tallies.before, 'revenueMinor', one) ||
        one - other,
    )
    .slice(0, mostRows);
}

/** Prices go from low to high; what has no size, as most things do, comes after what has. */
function inOrder(ranked: readonly number[], of: DemandQuery['of'], unknown: number): number[] {
  if (of === 'price') return ranked.toSorted((one, other) => one - other);
  if (of !== 'size') return [...ranked];
  return ranked.toSorted((one, other) => Number(one === unknown) - Number(other === unknown));
}

class CellView {
  private readonly tallies: Tallies;
  private readonly currency: string;

  constructor(tallies: Tallies, currency: string) {
    this.tallies = tallies;
    this.currency = currency;
  }

  row(group: number): Demand['total'] {
    const { classes } = this.tallies.now;
    const start = group * classes;
    const byClass = Array.from({ length: classes }, (_, at) => this.cell(start + at, 1));
    return { ...this.cell(start, classes), byClass };
  }

  private cell(from: number, cells: number): Cell {
    const { now, before, lastYear } = this.tallies;
    return {
      now: this.sums(now, from, cells),
      before: this.sums(before, from, cells),
      lastYear: lastYear === null ? null : this.sums(lastYear, from, cells),
      beyondNoise: { before: false, lastYear: false },
    };
  }

  private sums({ revenueMinor, orders, pieces }: SoldTally, from: number, cells: number) {
    const sum = (of: Float64Array) =>
      of.subarray(from, from + cells).reduce((total, value) => total + value, 0);
    return {
      revenue: moneyOf(sum(revenueMinor), this.currency),
      orders: sum(orders),
      pieces: sum(pieces),
    };
  }
}

/** Says of these cells, looked at together, which differ by more than chance. */
function callOut(cells: readonly Cell[]): void {
  const out = (other: (cell: Cell) => number) =>
    standOut(
      cells.map((cell) => chanceOfDifference(cell.now.orders, other(cell))),
      level,
    );
  const before = out((cell) => cell.before.orders);
  const lastYear = out((cell) => cell.lastYear?.orders ?? cell.now.orders);
  for (const [at, cell] of cells.entries()) {
    cell.beyondNoise = { before: before[at] === true, lastYear: lastYear[at] === true };
  }
}

function datesOf({ from, to }: Period) {
  return { from: dateOfDay(from), to: dateOfDay(to) };
}

function boundsOf({ prices }: DemandGroups, group: number, currency: string) {
  const bounds = prices[group];
  if (bounds === null || bounds === undefined) return null;
  const money = (minor: number | null) => (minor === null ? null : moneyOf(minor, currency));
  return { from: money(bounds.from), to: money(bounds.to) };
}

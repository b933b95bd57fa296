import type { Cutoffs, RankingCutoffs } from './classes.schema.ts';
import type { Columns } from './columns.ts';
import { isRanked, type FiguresRead } from './figures.ts';
import { lifecycleOf, type LifecycleBounds } from './lifecycle.ts';
import { NumberList } from './numberList.ts';
import { median } from './orderStatistic.ts';
import { rankingKeyOf, type RankingKey } from './ranking.ts';
import type { ShopTotals } from './snapshot.schema.ts';

/** The two periods that are compared: the last 30 days and the 30 before. */
export const periodDays = 30;
const yearDays = 365;

/** Sums over a shop that need each customer's orders; days are shop-calendar day numbers. */
export class ShopSums {
  private readonly today: number;
  private readonly repeatMinor = { now: 0, before: 0 };
  private readonly walkIn = { orders: 0, netMinor: 0 };
  /** Of each buyer, now and a period ago: last day of the rhythm, and what the year to then brought. */
  private readonly years = {
    now: { lastDay: new NumberList(), minor: new NumberList() },
    before: { lastDay: new NumberList(), minor: new NumberList() },
  };

  constructor(today: number) {
    this.today = today;
  }

  /** `past` is the same customer a period ago, as it was seen then. */
  customer(read: FiguresRead, past: FiguresRead | null): void {
    const { day, minor } = read.sales;
    for (let index = 1; index < day.length; index += 1) {
      const age = this.today - (day[index] ?? 0);
      if (age < periodDays) this.repeatMinor.now += minor[index] ?? 0;
      else if (age < 2 * periodDays) this.repeatMinor.before += minor[index] ?? 0;
    }
    this.year('now', read, this.today);
    if (past !== null) this.year('before', past, this.today - periodDays);
  }

  /** A sale without a customer, or a credit to nobody. */
  sale(minor: number, eligible: boolean): void {
    this.walkIn.netMinor += minor;
    if (eligible) this.walkIn.orders += 1;
  }

  done(columns: Columns, cutoffs: Cutoffs): ShopTotals {
    let orders = 0;
    let netMinor = 0;
    for (let i = 0; i < columns.count; i += 1) {
      orders += columns.orders[i] ?? 0;
      netMinor += columns.netMinor[i] ?? 0;
    }
    return {
      customers: columns.count,
      ranked: cutoffs.ranked + (cutoffs.wholesale?.ranked ?? 0),
      orders,
      netMinor,
      walkIn: this.walkIn,
      repeatMinor: this.repeatMinor,
      overdueMinor: {
        now: this.overdue('now', this.today, cutoffs.lifecycle),
        before: this.overdue('before', this.today - periodDays, cutoffs.lifecycle),
      },
      median: medianOf(columns, 'retail'),
      ...(cutoffs.wholesale !== undefined && {
        wholesale: wholesaleOf(columns, cutoffs.wholesale),
      }),
    };
  }

  private year(when: 'now' | 'before', read: FiguresRead, today: number): void {
    const { lastDay } = read.figures.rhythm;
    if (lastDay === null) return;
    const { day, minor } = read.sales;
    let spent = 0;
    for (let index = 0; index < day.length; index += 1) {
      if ((day[index] ?? 0) > today - yearDays) spent += minor[index] ?? 0;
    }
    this.years[when].lastDay.push(lastDay);
    this.years[when].minor.push(spent);
  }

  private overdue(when: 'now' | 'before', today: number, bounds: LifecycleBounds): number {
    const minor = this.years[when].minor.done();
    let sum = 0;
    this.years[when].lastDay.done().forEach((lastDay, index) => {
      const rhythm = { days: 1, lastDay };
      const state = lifecycleOf({ rhythm, historyIncomplete: false }, bounds, today);
      if (state === 'overdue') sum += minor[index] ?? 0;
    });
    return sum;
  }
}

function wholesaleOf(
  columns: Columns,
  { ranked }: RankingCutoffs,
): NonNullable<ShopTotals['wholesale']> {
  const sums = { customers: 0, orders: 0, netMinor: 0 };
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.wholesale[i] !== 1) continue;
    sums.customers += 1;
    sums.orders += columns.orders[i] ?? 0;
    sums.netMinor += columns.netMinor[i] ?? 0;
  }
  return { ...sums, ranked, median: medianOf(columns, 'wholesale') };
}

/** The middle customer of a ranking; null where nobody is ranked in it. */
export function medianOf(columns: Columns, ranking: RankingKey): ShopTotals['median'] {
  const orders = new NumberList();
  const net = new NumberList();
  for (let i = 0; i < columns.count; i += 1) {
    if (rankingKeyOf({ wholesale: columns.wholesale[i] === 1 }) !== ranking) continue;
    const historyIncomplete = columns.historyIncomplete[i] === 1;
    if (!isRanked({ orders: columns.orders[i] ?? 0, historyIncomplete })) continue;
    orders.push(columns.orders[i] ?? 0);
    net.push(columns.netMinor[i] ?? 0);
  }
  const middle = { orders: median(orders.done()), netMinor: median(net.done()) };
  return middle.orders === null || middle.netMinor === null
    ? null
    : { orders: middle.orders, netMinor: middle.netMinor };
}

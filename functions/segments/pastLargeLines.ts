import type { Calendar } from '../customers/calendar.ts';
import { AmountCounts } from './amountCounts.ts';
import { largeOrderLine, largeOrderWindowDays } from './largeOrder.ts';
import { isMarked, type OrderColumns, rowMinor, rowsOf, walkInRows } from './orderColumns.ts';
import { median, noAmounts } from './orderStatistic.ts';
import { NumberList } from './numberList.ts';
import type { DaySpan, PastLedgers } from './pastGaps.ts';
import type { RankingKey } from './ranking.ts';
import type { ClassSettings } from './run.schema.ts';
import { ValueCounts } from './valueCounts.ts';

/** The value above which an order was large on the morning of each day of a stretch. */
export interface PastLargeLines {
  /** Minor units; null while it was not known. */
  on(day: number, ranking: RankingKey): number | null;
}

/**
 * What a run in the first second of each of these days would have found as the shop's large-order
 * lines, from the orders and refunds of the days before.
 */
export function pastLargeLines(
  ledgers: PastLedgers,
  settings: ClassSettings['largeOrder'],
  days: DaySpan,
): PastLargeLines {
  const walk = new ValueWalk(ledgers, days);
  for (let i = 0; i < ledgers.columns.count; i += 1) walk.customer(i);
  walk.walkIns();
  const lines = {
    retail: walk.lines('retail', settings),
    wholesale: walk.lines('wholesale', settings),
  };
  return { on: (day, ranking) => lines[ranking][day - days.firstDay] ?? null };
}

/** What comes (above zero) and goes (below) on each morning, by ranking. */
type Moves = Record<RankingKey, NumberList[]>;

class ValueWalk {
  private readonly orders: OrderColumns;
  private readonly calendar: Calendar;
  private readonly days: DaySpan;
  private readonly ledgers: PastLedgers;
  private readonly mornings: number[] = [];
  private readonly moves: Moves = { retail: [], wholesale: [] };
  /** Mornings on which there was a wholesale customer at all begin here. */
  private firstWholesale = Infinity;

  constructor(ledgers: PastLedgers, days: DaySpan) {
    this.ledgers = ledgers;
    this.orders = ledgers.orders;
    this.calendar = ledgers.calendar;
    this.days = days;
    for (let day = days.firstDay; day <= days.lastDay; day += 1) {
      this.mornings.push(ledgers.calendar.startOf(day));
      this.moves.retail.push(new NumberList());
      this.moves.wholesale.push(new NumberList());
    }
  }

  customer(index: number): void {
    const { from, to } = rowsOf(this.orders, index);
    const since = this.wholesaleSince(index, from, to);
    this.firstWholesale = Math.min(this.firstWholesale, since);
    for (let row = from; row < to; row += 1) this.row(row, since);
  }

  walkIns(): void {
    const { from, to } = walkInRows(this.orders);
    for (let row = from; row < to; row += 1) {
      this.row(row, isMarked(this.orders, row, 'wholesale') ? -Infinity : Infinity);
    }
  }

  lines(ranking: RankingKey, settings: ClassSettings['largeOrder']): (number | null)[] {
    const counts = new ValueCounts();
    return this.mornings.map((morning, at) => {
      for (const value of this.moves[ranking][at]?.done() ?? []) {
        counts.add(Math.abs(value), value > 0 ? 1 : -1);
      }
      const day = this.days.firstDay + at;
      if (ranking === 'wholesale' && day < this.firstWholesale) return null;
      if (counts.size < settings.fromOrders) {
        return largeOrderLine(noAmounts, this.medianOn(day, morning, ranking), {
          ...settings,
          fromOrders: 1,
        });
      }
      const rank = Math.ceil(Math.round(settings.percentile * counts.size * 1e6) / 1e6);
      return counts.smallest(Math.min(Math.max(rank, 1), counts.size) - 1);
    });
  }

  /** First morning on which the customer is known as a wholesale one. */
  private wholesaleSince(index: number, from: number, to: number): number {
    if (this.orders.wholesaleByTag[index] === 1) return -Infinity;
    for (let row = from; row < to; row += 1) {
      if (isMarked(this.orders, row, 'wholesale')) return (this.orders.day[row] ?? 0) + 1;
    }
    return Infinity;
  }

  /** One order from the morning after it until it is a year old, as refunds change its value. */
  private row(row: number, wholesaleSince: number): void {
    const orderDay = this.orders.day[row] ?? 0;
    const first = Math.max(this.days.firstDay, orderDay + 1);
    const end = orderDay + largeOrderWindowDays;
    if (first > this.days.lastDay || end <= first || isMarked(this.orders, row, 'credit')) return;
    const changes = [...this.refundMornings(row), wholesaleSince].filter(
      (day) => day > first && day < end,
    );
    if (changes.length === 0) {
      this.plainRow(row, first, end, first >= wholesaleSince ? 'wholesale' : 'retail');
      return;
    }
    const steps = [...new Set([first, end, ...changes])].sort((one, other) => one - other);
    this.changingRow(row, steps, end, wholesaleSince);
  }

  private changingRow(row: number, steps: number[], end: number, wholesaleSince: number): void {
    let held = 0;
    let heldBy: RankingKey = 'retail';
    for (const day of steps) {
      const at = day - this.days.firstDay;
      if (at >= this.mornings.length) break;
      const minor = day < end ? rowMinor(this.orders, row, this.mornings[at] ?? 0) : 0;
      const value = Math.max(0, minor);
      const ranking = day >= wholesaleSince ? 'wholesale' : 'retail';
      if (held === value && heldBy === ranking) continue;
      if (held > 0) this.moves[heldBy][at]?.push(-held);
      if (value > 0) this.moves[ranking][at]?.push(value);
      held = value;
      heldBy = ranking;
    }
  }

  /** An order whose value stays what it is: most are. */
  private plainRow(row: number, first: number, end: number, ranking: RankingKey): void {
    const at = first - this.days.firstDay;
    const value = rowMinor(this.orders, row, this.mornings[at] ?? 0);
    if (value <= 0) return;
    this.moves[ranking][at]?.push(value);
    this.moves[ranking][end - this.days.firstDay]?.push(-value);
  }

  private refundMornings(row: number): number[] {
    const { cancelledAt, refundOffsets, refundAt } = this.orders;
    const cancelled = cancelledAt[row] ?? 0;
    const from = refundOffsets[row] ?? 0;
    const to = refundOffsets[row + 1] ?? 0;
    if (cancelled === 0 && from === to) return [];
    const instants = [...refundAt.subarray(from, to), ...(cancelled === 0 ? [] : [cancelled])];
    return instants.map((at) => this.calendar.dayOf(at) + 1);
  }

  /** Of all orders that counted that morning; asked for only where there are few recent ones. */
  private medianOn(day: number, morning: number, ranking: RankingKey): number | null {
    const { orders, ledgers } = this;
    const values = new AmountCounts();
    const keep = (row: number, wholesale: boolean) => {
      if (wholesale !== (ranking === 'wholesale') || (orders.day[row] ?? 0) >= day) return;
      if (isMarked(orders, row, 'credit')) return;
      const minor = rowMinor(orders, row, morning);
      if (minor > 0) values.add(minor);
    };
    for (let i = 0; i < ledgers.columns.count; i += 1) {
      const { from, to } = rowsOf(orders, i);
      const wholesale = this.wholesaleSince(i, from, to) <= day;
      for (let row = from; row < to; row += 1) keep(row, wholesale);
    }
    const walkIns = walkInRows(orders);
    for (let row = walkIns.from; row < walkIns.to; row += 1) {
      keep(row, isMarked(orders, row, 'wholesale'));
    }
    return median(values);
  }
}

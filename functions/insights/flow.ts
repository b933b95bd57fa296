import { calendarOf, dateOfDay } from '../customers/calendar.ts';
import { instantOf } from '../platform/apiValue.ts';
import { lifecycleKeys, type LifecycleKey } from '../segments/classes.schema.ts';
import type { History } from '../segments/histories.ts';
import { lifecycleOf } from '../segments/lifecycle.ts';
import { isMarked, isSale, rowsOf, type OrderColumns } from '../segments/orderColumns.ts';
import type { Flow, Who } from './insights.schema.ts';
import { firstDayOf, monthOf } from '../segments/months.ts';
import { isAmong, scopeOf } from './who.ts';

/** Ends of months looked back at. */
const months = 12;

/**
 * Where customers stood in their lifecycle at the end of each month, and who went where. Each day
 * knows only what had happened by then; the boundaries are those of the last run throughout, so
 * that customers move here and not the yardstick. `prospect`: no order that counted by then.
 */
export function flowOf(history: History, who: Who): Flow {
  const { columns, meta } = history;
  const scope = scopeOf(columns, who);
  const days = daysOf(history);
  const states = lifecycleKeys.length;
  const sizes = days.map(() => new Int32Array(states));
  const flows = days.slice(1).map(() => new Int32Array(states * states));
  const past = new PastStates(history, days);
  for (let i = 0; i < columns.count; i += 1) {
    if (!isAmong(columns, i, who)) continue;
    const stood = past.of(i);
    for (let at = 0; at < days.length; at += 1) {
      const state = stood[at] ?? 0;
      add(sizes[at], state);
      if (at > 0) add(flows[at - 1], (stood[at - 1] ?? 0) * states + state);
    }
  }
  const { t50, t80, t95, writeOff } = meta.cutoffs.lifecycle;
  return {
    computedAt: instantOf(meta.asOf),
    who,
    wholesale: scope.wholesale,
    days: days.map(({ day }) => dateOfDay(day)),
    states: lifecycleKeys.map((key, code) => ({
      key,
      sizes: sizes.map((size) => size[code] ?? 0),
      query: key === 'prospect' ? null : scope.query(`lifecycle = '${key}'`, 'any'),
    })),
    flows: flows.map((counts) =>
      Array.from(counts, (customers, place) => ({
        from: Math.floor(place / states),
        to: place % states,
        customers,
      })).filter(({ customers }) => customers > 0),
    ),
    limits: { t50, t80, t95, writeOff },
  };
}

function add(counts: Int32Array | undefined, place: number): void {
  if (counts !== undefined) counts[place] = (counts[place] ?? 0) + 1;
}

/** A day, and its last second: what had happened by then. */
interface Day {
  day: number;
  asOf: number;
}

function daysOf({ meta }: History): Day[] {
  const calendar = calendarOf(meta.timeZone);
  const thisMonth = monthOf(meta.today);
  const ends = Array.from({ length: months }, (_, ago) => {
    const day = firstDayOf(thisMonth - months + ago + 1) - 1;
    return { day, asOf: calendar.startOf(day + 1) - 1 };
  });
  return [...ends, { day: meta.today, asOf: meta.asOf }];
}

const codeOfKey = new Map<LifecycleKey, number>(lifecycleKeys.map((key, code) => [key, code]));

/** The states of one customer on each of the days; the answer is written over by the next. */
class PastStates {
  private readonly history: History;
  private readonly days: readonly Day[];
  private readonly stood: Uint8Array;

  constructor(history: History, days: readonly Day[]) {
    this.history = history;
    this.days = days;
    this.stood = new Uint8Array(days.length);
  }

  of(customer: number): Uint8Array {
    const { columns, orders, meta } = this.history;
    const { from, to } = rowsOf(orders, customer);
    const bounds =
      columns.wholesale[customer] === 1
        ? (meta.cutoffs.wholesale?.lifecycle ?? meta.cutoffs.lifecycle)
        : meta.cutoffs.lifecycle;
    const buyer = {
      rhythm: newRhythm(),
      historyIncomplete: columns.historyIncomplete[customer] === 1,
    };
    const settled = isSettled(orders, from, to);
    let own = newRhythm();
    let all = newRhythm();
    let row = from;
    this.days.forEach(({ day, asOf }, at) => {
      if (!settled) {
        own = newRhythm();
        all = newRhythm();
        row = from;
      }
      for (; row < to && (orders.placedAt[row] ?? 0) <= asOf; row += 1) {
        if (!isSale(orders, row, asOf)) continue;
        addDay(all, orders.day[row] ?? 0);
        if (!isMarked(orders, row, 'renewal')) addDay(own, orders.day[row] ?? 0);
      }
      buyer.rhythm = own.days > 0 ? own : all;
      this.stood[at] = codeOfKey.get(lifecycleOf(buyer, bounds, day)) ?? 0;
    });
    return this.stood;
  }
}

/** Distinct days so far and the last of them. */
interface Rhythm {
  days: number;
  lastDay: number | null;
}

function newRhythm(): Rhythm {
  return { days: 0, lastDay: null };
}

function addDay(rhythm: Rhythm, day: number): void {
  if (rhythm.lastDay !== null && day <= rhythm.lastDay) {
    // An earlier day comes later only where clocks go back over midnight; it is another day.
    if (day < rhythm.lastDay && rhythm.days === 1) rhythm.days = 2;
    return;
  }
  rhythm.days += 1;
  rhythm.lastDay = day;
}

/** Nothing of it was ever undone: what counted once counts on every later day. */
function isSettled(orders: OrderColumns, from: number, to: number): boolean {
  if ((orders.refundOffsets[from] ?? 0) !== (orders.refundOffsets[to] ?? 0)) return false;
  for (let row = from; row < to; row += 1) {
    if (orders.cancelledAt[row] !== 0) return false;
  }
  return true;
}

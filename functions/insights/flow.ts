import { calendarOf, dateOfDay } from '../customers/calendar.ts';
import { instantOf } from '../platform/apiValue.ts';
import { onFileSince } from '../segments/asOf.ts';
import { lifecycleKeys } from '../segments/classes.schema.ts';
import type { History } from '../segments/histories.ts';
import { firstDayOf, monthOf } from '../segments/months.ts';
import type { ClassSettings } from '../segments/run.schema.ts';
import type { Flow, Who } from './insights.schema.ts';
import { PastLifecycles, type PastDay } from './pastLifecycles.ts';
import { isAmong, scopeOf } from './who.ts';

/** Ends of months looked back at. */
const months = 12;
/** Behind the states of the lifecycle: who was not on file yet. */
const notThere = lifecycleKeys.length;
const places = notThere + 1;

/**
 * Where customers stood in their lifecycle at the end of each month, and who went where. Each day
 * knows only what had happened by then, boundaries included; the last one is the run's own.
 */
export function flowOf(history: History, settings: ClassSettings, who: Who): Flow {
  const { columns, orders, meta } = history;
  const scope = scopeOf(columns, who);
  const ends = endsOf(history);
  const sizes = Array.from({ length: ends.length + 1 }, () => new Int32Array(places));
  const flows = ends.map(() => new Int32Array(places * places));
  const past = new PastLifecycles(orders, columns.historyIncomplete, settings.lifecycle, ends);
  for (let i = 0; i < columns.count; i += 1) {
    if (!isAmong(columns, i, who)) continue;
    const stood = past.of(i);
    const since = onFileSince(columns, orders, i);
    let before = 0;
    for (let at = 0; at <= ends.length; at += 1) {
      const end = ends[at];
      const state =
        end === undefined
          ? (columns.lifecycle[i] ?? 0)
          : since <= end.asOf
            ? (stood[at] ?? 0)
            : notThere;
      add(sizes[at], state);
      if (at > 0) add(flows[at - 1], before * places + state);
      before = state;
    }
  }
  return {
    computedAt: instantOf(meta.asOf),
    who,
    wholesale: scope.wholesale,
    days: [...ends.map(({ day }) => dateOfDay(day)), dateOfDay(meta.today)],
    states: [...lifecycleKeys, 'not_there' as const].map((key, place) => ({
      key,
      sizes: sizes.map((size) => size[place] ?? 0),
      query: key === 'not_there' ? null : scope.query(`lifecycle = '${key}'`, 'any'),
    })),
    flows: flows.map((counts) =>
      Array.from(counts, (customers, place) => ({
        from: Math.floor(place / places),
        to: place % places,
        customers,
      })).filter(({ customers }) => customers > 0),
    ),
  };
}

function add(counts: Int32Array | undefined, place: number): void {
  if (counts !== undefined) counts[place] = (counts[place] ?? 0) + 1;
}

function endsOf({ meta }: History): PastDay[] {
  const calendar = calendarOf(meta.timeZone);
  const thisMonth = monthOf(meta.today);
  return Array.from({ length: months }, (_, place) => {
    const day = firstDayOf(thisMonth - months + place + 1) - 1;
    return { day, asOf: calendar.startOf(day + 1) - 1 };
  });
}

import { calendarOf, type Calendar } from '../customers/calendar.ts';
import type { History } from '../segments/histories.ts';
import { type PastBounds, pastBounds } from '../segments/pastBounds.ts';
import { openPastCutoffs, type PastCutoffs } from '../segments/pastCutoffs.ts';
import type { DaySpan } from '../segments/pastGaps.ts';
import { pastLargeLines } from '../segments/pastLargeLines.ts';
import type { ClassSettings } from '../segments/run.schema.ts';
import { largeOrders, type Moment, silences } from './backtestMoments.ts';
import type { Trigger } from './coupons.schema.ts';
import { awaitedClass } from './trigger.ts';

/** Days a trial looks back, today among them. */
const trialDays = 365;

/** The last year of a shop as of its last run, and what would have called for rules in it. */
export interface PastMoments {
  days: DaySpan;
  calendar: Calendar;
  bounds: PastBounds;
  /** The rankings of each morning: a walk over the whole shop, so only where they are asked for. */
  cutoffs(): PastCutoffs;
  /** In order of time; worked out once a trigger. */
  of(trigger: Trigger): readonly Moment[];
}

/** `days`: those to try; usually the last year. */
export function openPastMoments(
  history: History,
  settings: ClassSettings,
  days: DaySpan = yearTo(history.meta.today),
): PastMoments {
  const { columns, orders, meta } = history;
  const calendar = calendarOf(meta.timeZone);
  const ledgers = { columns, orders, calendar };
  // A night is compared with the one before it.
  const bounds = pastBounds(ledgers, settings, { ...days, firstDay: days.firstDay - 1 });
  const known = new Map<Trigger, readonly Moment[]>();
  let cutoffs: PastCutoffs | undefined;

  const find = (trigger: Trigger): Moment[] => {
    const awaited = awaitedClass[trigger];
    if (awaited !== null) return silences(awaited, { history, calendar, days, bounds });
    return largeOrders(history, pastLargeLines(ledgers, settings.largeOrder, days), days);
  };
  return {
    days,
    calendar,
    bounds,
    cutoffs: () => (cutoffs ??= openPastCutoffs(ledgers, settings, days)),
    of(trigger) {
      const moments = known.get(trigger) ?? find(trigger).sort(byTime);
      known.set(trigger, moments);
      return moments;
    },
  };
}

function yearTo(today: number): DaySpan {
  return { firstDay: today - trialDays + 1, lastDay: today };
}

function byTime(one: Moment, other: Moment): number {
  return one.at - other.at || one.customer - other.customer;
}

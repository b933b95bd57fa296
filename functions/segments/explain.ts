import { dateOfDay } from '../customers/calendar.ts';
import { schemes, type Scheme } from '../customers/customer.schema.ts';
import { classify } from './classify.ts';
import type { Cutoffs } from './classes.schema.ts';
import type { ClassSettings } from './run.schema.ts';
import type { Figures } from './figures.ts';
import { boundsOf, rankingOf } from './ranking.ts';
import { leavingDays } from './windows.ts';

/** The shop-calendar date (YYYY-MM-DD) a class changes on if nothing happens, and to what. */
export interface ComingChange {
  date: string;
  to: string;
}

/**
 * When each class will change if nothing happens, holding the given cut-offs fixed: only days
 * pass, so only the days on which a bound is crossed need looking at. Null: it stays.
 */
export function changesOn(
  figures: Figures,
  cutoffs: Cutoffs | null,
  settings: ClassSettings,
  today: number,
): Record<Scheme, ComingChange | null> {
  const now = classify(figures, cutoffs, settings, today);
  const coming: Record<Scheme, ComingChange | null> = {
    segment: null,
    level: null,
    abc: null,
    lifecycle: null,
    quadrant: null,
    loyalty: null,
    promotion: null,
    standard: null,
  };
  for (const day of crossingDays(figures, cutoffs, settings, today)) {
    const then = classify(figures, cutoffs, settings, day);
    for (const scheme of schemes) {
      const to = then[scheme];
      if (coming[scheme] === null && typeof to === 'string' && to !== now[scheme]) {
        coming[scheme] = { date: dateOfDay(day), to };
      }
    }
  }
  return coming;
}

/** Days after `after`, in order, on which time alone may move this customer. */
export function crossingDays(
  figures: Figures,
  cutoffs: Cutoffs | null,
  settings: ClassSettings,
  after: number,
): number[] {
  const { t50, t80, t95, writeOff } = boundsOf(figures, cutoffs, settings);
  const days = new Set([
    ...daysAfter(figures.rhythm.lastDay, [t50, t80, t95, writeOff]),
    ...daysAfter(figures.lastDay, rankingOf(figures, cutoffs)?.recencyAbove ?? []),
    ...leavingDays(figures.history, settings),
  ]);
  return [...days].filter((day) => day > after).sort((one, other) => one - other);
}

/** The first day that is more than each bound after `lastDay`. */
function daysAfter(lastDay: number | null, bounds: readonly number[]): number[] {
  return lastDay === null ? [] : bounds.map((bound) => lastDay + Math.floor(bound) + 1);
}

/** The last day a lost customer may still be won back; null where there is nothing to win back. */
export function winBackBy(
  figures: Figures,
  cutoffs: Cutoffs | null,
  settings: ClassSettings,
): string | null {
  const { lastDay } = figures.rhythm;
  if (lastDay === null || figures.historyIncomplete) return null;
  const { writeOff } = boundsOf(figures, cutoffs, settings);
  return dateOfDay(lastDay + Math.floor(writeOff));
}

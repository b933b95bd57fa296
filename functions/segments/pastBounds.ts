import type { LifecycleBounds } from './lifecycle.ts';
import { type DaySpan, pastGaps, type PastLedgers } from './pastGaps.ts';
import { rhythmBounds } from './rhythm.ts';
import type { ClassSettings } from './run.schema.ts';

/** The lifecycle's boundaries on the morning of each day of a stretch. */
export interface PastBounds {
  on(day: number, wholesale: boolean): LifecycleBounds;
}

/**
 * What a run in the first second of each of these days would have found as the boundaries of the
 * lifecycle: from the orders of the days before, and by the settings given. Wholesale customers
 * have their own from the first of them on.
 */
export function pastBounds(
  ledgers: PastLedgers,
  settings: Pick<ClassSettings, 'lifecycle'>,
  days: DaySpan,
): PastBounds {
  const gaps = pastGaps(ledgers, days);
  const boundsOf = (ranking: keyof typeof gaps) =>
    Array.from(gaps[ranking].mornings(), ({ gaps: counted }) =>
      rhythmBounds(counted, settings.lifecycle),
    );
  const retail = boundsOf('retail');
  const wholesale = boundsOf('wholesale');
  return {
    on(day, isWholesale) {
      const bounds = (isWholesale ? wholesale : retail)[day - days.firstDay];
      if (bounds === undefined) throw new RangeError('a day outside of those asked for');
      return bounds;
    },
  };
}

const daySeconds = 86_400;
/** Days with a cache slot, from 1970-01-01; it trades 256 KB a zone for no map on the hot path. */
const cachedDays = 65_536;
const unknown = 0x7fffffff;
const changing = 0x7ffffffe;

/** A shop's calendar: which day an instant falls on there. */
export interface Calendar {
  /** Day number since 1970-01-01 on the shop's calendar; `second` is epoch seconds, whole or not. */
  dayOf(second: number): number;
  /** Hour of the day there, 0–23. */
  hourOf(second: number): number;
  /** Epoch second at which the day begins there; where midnight does not exist, its first instant. */
  startOf(day: number): number;
}

/** "2026-11-22" for a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * daySeconds * 1000).toISOString().slice(0, 10);
}

const calendars = new Map<string, Calendar>();

/** The calendar of an IANA time zone; made once, because asking the platform for an offset is slow. */
export function calendarOf(timeZone: string): Calendar {
  const known = calendars.get(timeZone);
  if (known !== undefined) return known;
  const made = makeCalendar(timeZone);
  calendars.set(timeZone, made);
  return made;
}

function makeCalendar(timeZone: string): Calendar {
  const exactOffset = offsetReader(timeZone);
  const offsets = new Int32Array(cachedDays).fill(unknown);
  const changes = new Map<number, { at: number; before: number; after: number }>();

  /** Offsets are cached by UTC day; a day in which the clocks change keeps the instant as well. */
  function offsetAt(second: number): number {
    const day = Math.floor(second / daySeconds);
    const cached = offsets[day];
    if (cached === undefined) return exactOffset(second);
    if (cached < changing) return cached;
    if (cached === unknown) {
      const before = exactOffset(day * daySeconds);
      const after = exactOffset((day + 1) * daySeconds);
      offsets[day] = before === after ? before : changing;
      if (before === after) return before;
      changes.set(day, { at: firstWithout(before, day), before, after });
    }
    const change = changes.get(day);
    if (change === undefined) return exactOffset(second);
    return second < change.at ? change.before : change.after;
  }

  function firstWithout(offset: number, day: number): number {
    let low = day * daySeconds;
    let high = low + daySeconds;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (exactOffset(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }

  const dayOf = (second: number) => Math.floor((second + offsetAt(second)) / daySeconds);
  return {
    dayOf,
    hourOf(second) {
      const ofDay = second + offsetAt(second) - dayOf(second) * daySeconds;
      return Math.floor(ofDay / 3_600);
    },
    startOf(day) {
      const midnight = day * daySeconds;
      let low = midnight - daySeconds;
      let high = midnight + daySeconds;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (dayOf(middle) < day) low = middle;
        else high = middle;
      }
      return high;
    },
  };
}

/** Seconds a zone is ahead of UTC at an instant, from the platform's own time-zone data. */
function offsetReader(timeZone: string): (second: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (second) => {
    const whole = Math.floor(second);
    const read = new Map<string, number>();
    for (const part of format.formatToParts(whole * 1000)) read.set(part.type, Number(part.value));
    const field = (name: string) => read.get(name) ?? 0;
    const local = Date.UTC(
      field('year'),
      field('month') - 1,
      field('day'),
      field('hour'),
      field('minute'),
      field('second'),
    );
    return local / 1000 - whole;
  };
}

/** Dates as the shop's own calendar shows them; every function takes the zone and the language. */
export interface Place {
  locale: string;
  timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

/** "21 Nov 2026" in the shop's zone. */
export function formatDate(instant: string, { locale, timeZone }: Place): string {
  return dateFormat(locale, { dateStyle: 'medium', timeZone }).format(new Date(instant));
}

/** "21 Nov 2026, 14:05" in the shop's zone. */
export function formatDateTime(instant: string, { locale, timeZone }: Place): string {
  return dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  );
}

/** "14:05" in the shop's zone. */
export function formatTime(instant: string, { locale, timeZone }: Place): string {
  return dateFormat(locale, { timeStyle: 'short', timeZone }).format(new Date(instant));
}

/** A shop-calendar date (YYYY-MM-DD), which belongs to no zone. */
export function formatCalendarDate(date: string, locale: string): string {
  return dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** "29 February": a day of every year. */
export function formatDayOfYear(
  { month, day }: { month: number; day: number },
  locale: string,
): string {
  const options = { month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  return dateFormat(locale, options).format(new Date(Date.UTC(leapYear, month - 1, day)));
}

/** "February", by its number from 1. */
export function formatMonth(month: number, locale: string): string {
  const options = { month: 'long', timeZone: 'UTC' } as const;
  return dateFormat(locale, options).format(new Date(Date.UTC(leapYear, month - 1, 1)));
}

/** Any year with a 29 February. */
const leapYear = 2024;

/** From how many seconds on a unit is used, and how many it has: "74 days" says more than "2 months". */
const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number, number])[] = [
  ['year', 2 * 365 * 86_400, 365 * 86_400],
  ['month', 100 * 86_400, 30.4 * 86_400],
  ['day', 86_400, 86_400],
  ['hour', 3600, 3600],
  ['minute', 60, 60],
];

/**
 * "12 minutes ago", counted from the shop's business time; under a minute: "now". For what has
 * happened: an instant a little ahead, because clocks differ, is now as well.
 */
export function formatRelative(instant: string, nowMs: number, locale: string): string {
  const seconds = Math.min(0, (new Date(instant).getTime() - nowMs) / 1000);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, from, size] of steps) {
    if (Math.abs(seconds) >= from) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, 'second');
}

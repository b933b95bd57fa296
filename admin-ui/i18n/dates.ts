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

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "12 minutes ago", counted from the shop's business time; under a minute: "now". */
export function formatRelative(instant: string, nowMs: number, locale: string): string {
  const seconds = (new Date(instant).getTime() - nowMs) / 1000;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, 'second');
}

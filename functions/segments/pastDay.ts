import { dateOfDay, type Calendar } from '../customers/calendar.ts';
import { Refusal } from '../platform/refusal.ts';

/** A day somebody asks about: its last second, or now where it is today. */
export interface PastDay {
  /** YYYY-MM-DD on the shop's calendar. */
  date: string;
  day: number;
  /** Epoch seconds. */
  asOf: number;
  isToday: boolean;
}

const dayMs = 86_400_000;

/** A date of the shop's calendar (YYYY-MM-DD), or so many days before today. */
export type AskedDay = string | { daysAgo: number };

/** Reads what was asked; `now` is epoch seconds. Days to come are refused in words. */
export function pastDayOf(asked: AskedDay, calendar: Calendar, now: number): PastDay {
  const today = calendar.dayOf(now);
  const date = typeof asked === 'string' ? asked : dateOfDay(today - asked.daysAgo);
  const day = dayOfDate(date);
  if (day === null) {
    throw new Refusal('invalid', `"${date}" is no date: write a day as ${dateOfDay(today)}.`);
  }
  if (day > today) {
    throw new Refusal(
      'invalid',
      `${date} has not come yet: choose a day up to ${dateOfDay(today)}, which is today in the shop's time zone.`,
      { latest: dateOfDay(today) },
    );
  }
  const asOf = Math.min(now, calendar.startOf(day + 1) - 1);
  return { date, day, asOf, isToday: day === today };
}

/** Day number of a written date; null where there is no such day. */
export function dayOfDate(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const day = Date.parse(`${date}T00:00:00Z`) / dayMs;
  return Number.isInteger(day) && dateOfDay(day) === date ? day : null;
}

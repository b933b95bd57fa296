import type { QueryContext } from './attribute.ts';
import type { Literal } from './query.ts';

const msPerDay = 86_400_000;

/**
 * The day number a date in a query stands for. Months and years keep the day of the month, or
 * take the last one of a shorter month: a month before 31 March is 28 or 29 February.
 */
export function dayOfLiteral(literal: Literal, today: number): number {
  switch (literal.kind) {
    case 'today':
      return today;
    case 'date':
      return Date.parse(`${literal.date}T00:00:00Z`) / msPerDay;
    case 'relative':
      return relativeDay(literal, today);
    default:
      throw new TypeError('a date is compared with something that is none');
  }
}

function relativeDay({ amount, unit }: Literal & { kind: 'relative' }, today: number): number {
  switch (unit) {
    case 'd':
      return today + amount;
    case 'w':
      return today + amount * 7;
    case 'm':
      return monthsAfter(today, amount);
    case 'y':
      return monthsAfter(today, amount * 12);
  }
}

function monthsAfter(day: number, months: number): number {
  const date = new Date(day * msPerDay);
  const month = date.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const dayOfMonth = Math.min(date.getUTCDate(), lastOfMonth);
  return Date.UTC(date.getUTCFullYear(), month, dayOfMonth) / msPerDay;
}

const secondsPerDay = 86_400;

/** The first epoch second of a day on the shop's calendar; where there is no such day, of the next. */
export function firstSecondOf(day: number, { dayOf }: Pick<QueryContext, 'dayOf'>): number {
  if (!Number.isFinite(day)) return day;
  let low = (day - 2) * secondsPerDay;
  let high = (day + 2) * secondsPerDay;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayOf(middle) < day) low = middle;
    else high = middle;
  }
  return high;
}

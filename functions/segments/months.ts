/** A month as one number, so that months are counted by subtracting: years × 12 + months from January. */
export type Month = number;

const msPerDay = 86_400_000;
const daysPerEra = 146_097;
/** Days from 1 March of year 0 to 1970-01-01. */
const toMarchOfZero = 719_468;

/** Days from 1970-01-01 whose months are kept; it trades 256 KB for most of the arithmetic. */
const keptDays = 65_536;
const months = new Int32Array(keptDays);

/** The month of a shop-calendar day. */
export function monthOf(day: number): Month {
  const known = months[day];
  if (known === undefined) return countedMonth(day);
  // Year 0 is long before the first kept day.
  if (known !== 0) return known;
  const month = countedMonth(day);
  months[day] = month;
  return month;
}

/**
 * Whole-number arithmetic over eras of 400 years that begin in March, because asking `Date` for
 * millions of rows takes seconds.
 */
function countedMonth(day: number): Month {
  const since = day + toMarchOfZero;
  const era = Math.floor(since / daysPerEra);
  const dayOfEra = since - era * daysPerEra;
  const leapDays =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear =
    dayOfEra - 365 * yearOfEra - Math.floor(yearOfEra / 4) + Math.floor(yearOfEra / 100);
  // Months from March on have 31, 30, 31, 30, 31 days by turns.
  return (era * 400 + yearOfEra) * 12 + Math.floor((5 * dayOfYear + 2) / 153) + 2;
}

/** First day of a month, as a day number. */
export function firstDayOf(month: Month): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / msPerDay;
}

/** "2026-11". */
export function monthName(month: Month): string {
  return new Date(firstDayOf(month) * msPerDay).toISOString().slice(0, 7);
}

/** Its first and last day as a query writes them. */
export function monthBounds(month: Month): { first: string; last: string } {
  const date = (day: number) => new Date(day * msPerDay).toISOString().slice(0, 10);
  return { first: date(firstDayOf(month)), last: date(firstDayOf(month + 1) - 1) };
}

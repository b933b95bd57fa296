/** Keeps the list ascending and without repeats; a later instant is an earlier day only where clocks go back over midnight. */
export function addDay(days: number[], day: number): void {
  const last = days.at(-1);
  if (last === undefined || day > last) days.push(day);
  else if (day !== last && !days.includes(day)) {
    days.push(day);
    days.sort((one, other) => one - other);
  }
}

/** Median days between two of these days (ascending, distinct); null below two gaps. */
export function usualGapDays(days: readonly number[]): number | null {
  if (days.length < 3) return null;
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day));
  gaps.sort((one, other) => one - other);
  const upper = gaps[gaps.length >> 1] ?? 0;
  return gaps.length % 2 === 1 ? upper : ((gaps[(gaps.length >> 1) - 1] ?? 0) + upper) / 2;
}

/**
 * Coefficient of variation of the gaps between these days (ascending, distinct): their standard
 * deviation over their mean, 0 where all are equal. Null without a gap.
 */
export function variationOfGaps(days: readonly number[]): number | null {
  if (days.length < 2) return null;
  let sum = 0;
  let squares = 0;
  for (let i = 1; i < days.length; i += 1) {
    const gap = (days[i] ?? 0) - (days[i - 1] ?? 0);
    sum += gap;
    squares += gap * gap;
  }
  // Sums of whole numbers are exact, and so is the tie with a variation of one.
  return Math.sqrt(Math.max(0, ((days.length - 1) * squares) / (sum * sum) - 1));
}

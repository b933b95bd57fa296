/** Keeps the list ascending and without repeats; a later instant is an earlier day only where clocks go back over midnight. */
export function addDay(days: number[], day: number): void {
  const last = days.at(-1);
  if (last === undefined || day > last) days.push(day);
  else if (day !== last && !days.includes(day)) {
    days.push(day);
    days.sort((one, other) => one - other);
  }
}

/**
 * Median days between two of the first `count` of these days (ascending, distinct); null below two
 * gaps. `scratch` has room for as many.
 */
export function usualGapDays(
  days: ArrayLike<number>,
  count = days.length,
  scratch = new Int32Array(count),
): number | null {
  const gaps = count - 1;
  if (gaps < 2) return null;
  for (let i = 0; i < gaps; i += 1) scratch[i] = (days[i + 1] ?? 0) - (days[i] ?? 0);
  sortFirst(scratch, gaps);
  const middle = gaps >> 1;
  const upper = scratch[middle] ?? 0;
  return gaps % 2 === 1 ? upper : ((scratch[middle - 1] ?? 0) + upper) / 2;
}

/** Below this many, sorting by hand takes less than asking for it. */
const few = 24;

function sortFirst(values: Int32Array, count: number): void {
  if (count > few) {
    values.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i += 1) {
    const value = values[i] ?? 0;
    let at = i;
    for (; at > 0 && (values[at - 1] ?? 0) > value; at -= 1) values[at] = values[at - 1] ?? 0;
    values[at] = value;
  }
}

/**
 * Coefficient of variation of the gaps between the first `count` of these days (ascending,
 * distinct): their standard deviation over their mean, 0 where all are equal. Null without a gap.
 */
export function variationOfGaps(days: ArrayLike<number>, count = days.length): number | null {
  if (count < 2) return null;
  let sum = 0;
  let squares = 0;
  for (let i = 1; i < count; i += 1) {
    const gap = (days[i] ?? 0) - (days[i - 1] ?? 0);
    sum += gap;
    squares += gap * gap;
  }
  return variationFrom(count - 1, sum, squares);
}

/** The same from how many gaps there are, their sum and the sum of their squares. */
export function variationFrom(gaps: number, sum: number, squares: number): number | null {
  if (gaps < 1) return null;
  // Sums of whole numbers are exact, and so is the tie with a variation of one.
  return Math.sqrt(Math.max(0, (gaps * squares) / (sum * sum) - 1));
}

import { unknownInt, type Columns } from './columns.ts';
import { monthName, monthOf } from './months.ts';
import type { Lists } from './query/attribute.ts';

/** Months that are kept: as many as one number has bits. */
const keptMonths = 32;

/**
 * The months of these ascending days, of the 32 up to the last one: month m is bit m modulo 32. The
 * last day is kept beside it and says which months the bits are.
 */
export function monthBits(days: ArrayLike<number>, count = days.length): number {
  const last = days[count - 1];
  if (last === undefined) return 0;
  const oldest = monthOf(last) - keptMonths + 1;
  let bits = 0;
  for (let i = count - 1; i >= 0; i -= 1) {
    const month = monthOf(days[i] ?? last);
    if (month < oldest) break;
    bits |= 1 << modulo(month);
  }
  return bits >>> 0;
}

/** Days from the first of these ascending days to the second; −1 without one. */
export function secondOrderDays(days: ArrayLike<number>, count = days.length): number {
  return count < 2 ? unknownInt : (days[1] ?? 0) - (days[0] ?? 0);
}

const known = new WeakMap<Columns, Lists>();

/** The months each customer ordered in, by name ("2026-03"); worked out once for the columns. */
export function orderMonthLists(columns: Columns): Lists {
  const found = known.get(columns);
  if (found !== undefined) return found;
  const newest = newestMonth(columns);
  const offsets = new Int32Array(columns.count + 1);
  for (let i = 0; i < columns.count; i += 1) {
    offsets[i + 1] = (offsets[i] ?? 0) + bitCount(columns.orderMonths[i] ?? 0);
  }
  const codes = new Int32Array(offsets[columns.count] ?? 0);
  let oldest = newest;
  let end = 0;
  for (let i = 0; i < columns.count; i += 1) {
    const bits = columns.orderMonths[i] ?? 0;
    if (bits === 0) continue;
    const last = monthOf(columns.lastDay[i] ?? unknownInt);
    for (let month = last - keptMonths + 1; month <= last; month += 1) {
      if ((bits & (1 << modulo(month))) === 0) continue;
      codes[end] = newest - month;
      end += 1;
      oldest = Math.min(oldest, month);
    }
  }
  const names = Array.from({ length: newest - oldest + 1 }, (_, ago) => monthName(newest - ago));
  const lists = { offsets, codes, names };
  known.set(columns, lists);
  return lists;
}

function newestMonth(columns: Columns): number {
  let last = unknownInt;
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.orderMonths[i] !== 0) last = Math.max(last, columns.lastDay[i] ?? unknownInt);
  }
  return monthOf(last);
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** Also of months before year 0, which a till may write. */
function modulo(month: number): number {
  return ((month % keptMonths) + keptMonths) % keptMonths;
}

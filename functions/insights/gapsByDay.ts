import type { Gaps } from '../segments/gapCounts.ts';

/** A till's "year 1" counts as this many days, so that the tables stay small. */
const longest = 1 << 16;

/**
 * Gaps between order days of one ranking at the end of each of several days, ascending: completed
 * ones kept as what changes from one to the next, so that a gap is counted once, not once a day.
 */
export class GapsByDay {
  private readonly days: readonly number[];
  private readonly completed: Int32Array[];
  private readonly open: Uint32Array[];
  private readonly firsts: Float64Array;
  private width = 1_024;

  /** Shop-calendar day numbers. */
  constructor(days: readonly number[]) {
    this.days = days;
    this.completed = days.map(() => new Int32Array(this.width));
    this.open = days.map(() => new Uint32Array(this.width));
    this.firsts = new Float64Array(days.length).fill(Infinity);
  }

  /** From this day on (by its place) one more gap of so many days; `by` −1: one less. */
  complete(at: number, gap: number, by: 1 | -1 = 1): void {
    const place = this.roomFor(gap);
    const counts = this.completed[at];
    if (counts !== undefined) counts[place] = (counts[place] ?? 0) + by;
  }

  /** On this day somebody's first and last order days are these. */
  wait(at: number, first: number, last: number): void {
    const place = this.roomFor((this.days[at] ?? last) - last);
    const counts = this.open[at];
    if (counts !== undefined) counts[place] = (counts[place] ?? 0) + 1;
    if (first < (this.firsts[at] ?? Infinity)) this.firsts[at] = first;
  }

  /** The gaps of each day, as a rhythm is worked out from. */
  each(): Gaps[] {
    const sums = new Uint32Array(this.width);
    return this.days.map((day, at) => {
      let total = 0;
      let end = 1;
      const open = this.open[at] ?? new Uint32Array(0);
      for (let gap = 0; gap < sums.length; gap += 1) {
        const count = (sums[gap] ?? 0) + (this.completed[at]?.[gap] ?? 0);
        sums[gap] = count;
        total += count;
        if (count > 0 || (open[gap] ?? 0) > 0) end = gap + 1;
      }
      const histogram = { completed: sums.slice(0, end), open: open.slice(0, end) };
      const first = this.firsts[at] ?? Infinity;
      return { total, historyDays: Math.max(0, day - first), histogram: () => histogram };
    });
  }

  private roomFor(days: number): number {
    const gap = Math.min(longest, Math.max(0, days));
    if (gap >= this.width) {
      this.width = Math.min(longest + 1, Math.max(gap + 1, this.width * 2));
      for (let at = 0; at < this.days.length; at += 1) {
        const [completed, open] = [new Int32Array(this.width), new Uint32Array(this.width)];
        completed.set(this.completed[at] ?? []);
        open.set(this.open[at] ?? []);
        this.completed[at] = completed;
        this.open[at] = open;
      }
    }
    return gap;
  }
}

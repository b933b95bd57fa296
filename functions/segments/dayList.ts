import { unknownInt } from './columns.ts';
import type { GapCounts } from './gapCounts.ts';
import { usualGapDays, variationOfGaps } from './orderGaps.ts';
import { monthBits, secondOrderDays } from './orderMonths.ts';

/** Ascending, distinct days of one customer after another, as `addDay` keeps them, in the same memory. */
export class DayList {
  length = 0;
  private days = new Int32Array(64);
  private scratch = new Int32Array(64);

  clear(): void {
    this.length = 0;
  }

  add(day: number): void {
    const last = this.last;
    if (this.length > 0 && day === last) return;
    if (this.length === this.days.length) this.grow();
    if (this.length === 0 || day > last) {
      this.days[this.length] = day;
      this.length += 1;
    } else this.insert(day);
  }

  /** −1 without a day. */
  get first(): number {
    return this.length === 0 ? unknownInt : (this.days[0] ?? unknownInt);
  }

  get last(): number {
    return this.length === 0 ? unknownInt : (this.days[this.length - 1] ?? unknownInt);
  }

  /** How many are later than this day. */
  after(day: number): number {
    let count = 0;
    while (count < this.length && (this.days[this.length - 1 - count] ?? day) > day) count += 1;
    return count;
  }

  /** A view, until the next change. */
  all(): Int32Array {
    return this.days.subarray(0, this.length);
  }

  addGapsTo(gaps: GapCounts): void {
    gaps.add(this.days, this.length);
  }

  /** NaN below two gaps. */
  usualGap(): number {
    return usualGapDays(this.days, this.length, this.scratch) ?? NaN;
  }

  /** NaN without a gap. */
  variation(): number {
    return variationOfGaps(this.days, this.length) ?? NaN;
  }

  /** −1 without a second day. */
  secondOrder(): number {
    return secondOrderDays(this.days, this.length);
  }

  months(): number {
    return monthBits(this.days, this.length);
  }

  /** Seldom: clocks that go back over midnight make a later order an earlier day. */
  private insert(day: number): void {
    let at = this.length;
    while (at > 0 && (this.days[at - 1] ?? day) > day) at -= 1;
    if (at > 0 && this.days[at - 1] === day) return;
    this.days.copyWithin(at + 1, at, this.length);
    this.days[at] = day;
    this.length += 1;
  }

  private grow(): void {
    const wider = new Int32Array(this.days.length * 2);
    wider.set(this.days);
    this.days = wider;
    this.scratch = new Int32Array(wider.length);
  }
}

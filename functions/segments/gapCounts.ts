/** Longer ones count as this many days: it trades a till's "year 1" for a table that stays small. */
const longest = 1 << 16;

/** Gaps of one ranking, as its rhythm is worked out from. */
export interface Gaps {
  /** Completed gaps in all. */
  readonly total: number;
  /** Days since the first order of anybody here; 0 without one. */
  readonly historyDays: number;
  /** Completed and still open gaps of that many days; both as long as the longest gap and one. */
  histogram(): { completed: Uint32Array; open: Uint32Array };
}

/**
 * Gaps between order days of one ranking, counted by their length: completed ones, and the last
 * one of each customer, still open. Days with subscription renewals are not among them.
 */
export class GapCounts implements Gaps {
  private completedBy = new Uint32Array(1024);
  private openBy = new Uint32Array(1024);
  private longestGap = 0;
  private first: number | null = null;
  private readonly today: number;

  /** `today` is a shop-calendar day number. */
  constructor(today: number) {
    this.today = today;
  }

  /** One customer's own order days, ascending and distinct: the first `count` of these. */
  add(days: ArrayLike<number>, count = days.length): void {
    const first = days[0];
    if (first === undefined || count === 0) return;
    let last = first;
    for (let i = 1; i < count; i += 1) {
      const day = days[i] ?? last;
      this.completed(day - last);
      last = day;
    }
    this.opened(first, last);
  }

  histogram(): { completed: Uint32Array; open: Uint32Array } {
    const end = this.longestGap + 1;
    return { completed: this.completedBy.subarray(0, end), open: this.openBy.subarray(0, end) };
  }

  get total(): number {
    return this.completedBy.reduce((sum, count) => sum + count, 0);
  }

  get historyDays(): number {
    return this.first === null ? 0 : Math.max(0, this.today - this.first);
  }

  /** One gap that is over. */
  completed(days: number): void {
    const gap = this.roomFor(days);
    this.completedBy[gap] = (this.completedBy[gap] ?? 0) + 1;
  }

  /** The gap that is still open since a customer's last day, of those from the first one on. */
  opened(first: number, last: number): void {
    if (this.first === null || first < this.first) this.first = first;
    const gap = this.roomFor(this.today - last);
    this.openBy[gap] = (this.openBy[gap] ?? 0) + 1;
  }

  private roomFor(days: number): number {
    const gap = Math.min(longest, Math.max(0, days));
    if (gap > this.longestGap) this.longestGap = gap;
    if (gap >= this.completedBy.length) {
      const room = Math.min(longest + 1, Math.max(gap + 1, this.completedBy.length * 2));
      this.completedBy = widened(this.completedBy, room);
      this.openBy = widened(this.openBy, room);
    }
    return gap;
  }
}

function widened(counts: Uint32Array, room: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(room);
  wider.set(counts);
  return wider;
}

import { lifecycleKeys, type LifecycleKey } from '../segments/classes.schema.ts';
import { GapCounts } from '../segments/gapCounts.ts';
import { lifecycleOf, type LifecycleBounds } from '../segments/lifecycle.ts';
import type { OrderColumns } from '../segments/orderColumns.ts';
import { PastBuyer } from '../segments/pastBuyer.ts';
import { rhythmBounds } from '../segments/rhythm.ts';
import type { ClassSettings } from '../segments/run.schema.ts';

/** A day that is over, and its last second (epoch seconds): what had happened by then. */
export interface PastDay {
  day: number;
  asOf: number;
}

const codeOfKey = new Map<LifecycleKey, number>(lifecycleKeys.map((key, code) => [key, code]));

/**
 * The lifecycle of each customer at the end of each of these days, ascending, as a run at its last
 * second would have found it: boundaries from the rhythm known by then. One walk over the ledgers
 * finds the boundaries, another the states.
 */
export class PastLifecycles {
  private readonly days: readonly PastDay[];
  private readonly incomplete: Uint8Array;
  private readonly buyer: PastBuyer;
  private readonly bounds: { retail: LifecycleBounds; wholesale: LifecycleBounds }[];
  private readonly stood: Uint8Array;

  /** `incomplete` says of whom the shop has older orders than we may see. */
  constructor(
    orders: OrderColumns,
    incomplete: Uint8Array,
    settings: ClassSettings['lifecycle'],
    days: readonly PastDay[],
  ) {
    this.days = days;
    this.incomplete = incomplete;
    this.buyer = new PastBuyer(orders);
    this.stood = new Uint8Array(days.length);
    const gaps = days.map(({ day }) => ({
      retail: new GapCounts(day),
      wholesale: new GapCounts(day),
    }));
    for (let i = 0; i < incomplete.length; i += 1) {
      if (incomplete[i] === 1) continue;
      this.walk(i, (at) => {
        const { ownDays, wholesale } = this.buyer;
        gaps[at]?.[wholesale ? 'wholesale' : 'retail'].add(ownDays);
      });
    }
    this.bounds = gaps.map(({ retail, wholesale }) => ({
      retail: rhythmBounds(retail, settings),
      wholesale: rhythmBounds(wholesale, settings),
    }));
  }

  /** Codes of the customer's states by day; written over by the next customer's. */
  of(customer: number): Uint8Array {
    const historyIncomplete = this.incomplete[customer] === 1;
    const rhythm: { days: number; lastDay: number | null } = { days: 0, lastDay: null };
    const figures = { rhythm, historyIncomplete };
    this.walk(customer, (at, day) => {
      const days = this.buyer.rhythm;
      rhythm.days = days.length;
      rhythm.lastDay = days[days.length - 1] ?? null;
      const bounds = this.bounds[at]?.[this.buyer.wholesale ? 'wholesale' : 'retail'];
      if (bounds === undefined) return;
      this.stood[at] = codeOfKey.get(lifecycleOf(figures, bounds, day)) ?? 0;
    });
    return this.stood;
  }

  private walk(customer: number, see: (at: number, day: number) => void): void {
    this.buyer.open(customer);
    for (let at = 0; at < this.days.length; at += 1) {
      const end = this.days[at];
      if (end === undefined) break;
      // The morning after, as its last second saw it.
      this.buyer.goTo(end.day + 1, end.asOf);
      see(at, end.day);
    }
  }
}

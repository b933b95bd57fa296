import { NumberList } from './numberList.ts';
import { listed, type Amounts } from './orderStatistic.ts';

/** Amounts below this are counted, one place each; it trades memory for how many need a list. */
const places = 1 << 16;

/**
 * Whole amounts from 0 up (minor units, days), by how often each comes: most orders of most shops
 * are below 65,536 of their unit, and take no room of their own.
 */
export class AmountCounts implements Amounts {
  private readonly counts = new Uint32Array(places);
  private readonly large = new NumberList();

  add(minor: number): void {
    if (minor < places) this.counts[minor] = (this.counts[minor] ?? 0) + 1;
    else this.large.push(minor);
  }

  get count(): number {
    return this.small() + this.large.size;
  }

  smallest(k: number): number {
    const small = this.small();
    if (k >= small) return listed(this.large.done()).smallest(k - small);
    let minor = 0;
    for (let upTo = this.counts[0] ?? 0; upTo <= k; upTo += this.counts[minor] ?? 0) minor += 1;
    return minor;
  }

  /** Summed when asked for, which is seldom, and not kept with each order. */
  private small(): number {
    let sum = 0;
    for (let minor = 0; minor < places; minor += 1) sum += this.counts[minor] ?? 0;
    return sum;
  }
}

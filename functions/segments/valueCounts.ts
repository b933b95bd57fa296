/** Values below this have a place of their own; above, a place holds those alike in 17 bits. */
const exactBelow = 1 << 17;
const placesPerExponent = 1 << 16;
/** Of 1, the least value there is. */
const firstPlace = 1023 * placesPerExponent;
const places = 53 * placesPerExponent;
const groupLength = 1024;

/**
 * A bag of whole numbers from 1 up (minor units) that come and go, of which the k-th smallest is
 * wanted now and then: counted by the leading bits of each, so that coming and going cost nothing.
 */
export class ValueCounts {
  size = 0;
  private readonly counts = new Int32Array(places);
  private readonly groups = new Int32Array(places / groupLength);
  /** What a place that stands for several values holds: how many of each. */
  private readonly held = new Map<number, Map<number, number>>();
  private readonly double = new Float64Array(1);
  private readonly words = new Uint32Array(this.double.buffer);

  /** `by` −1 takes back one that was added. */
  add(value: number, by: 1 | -1): void {
    const place = this.placeOf(value);
    this.size += by;
    this.counts[place] = (this.counts[place] ?? 0) + by;
    const group = Math.floor(place / groupLength);
    this.groups[group] = (this.groups[group] ?? 0) + by;
    if (value >= exactBelow) this.hold(place, value, by);
  }

  /** The k-th smallest (from 0); null where there are not so many. */
  smallest(k: number): number | null {
    if (k < 0 || k >= this.size) return null;
    let before = 0;
    let group = 0;
    while (before + (this.groups[group] ?? 0) <= k) {
      before += this.groups[group] ?? 0;
      group += 1;
    }
    let place = group * groupLength;
    while (before + (this.counts[place] ?? 0) <= k) {
      before += this.counts[place] ?? 0;
      place += 1;
    }
    const held = this.held.get(place);
    return held === undefined ? this.valueOf(place) : among(held, k - before);
  }

  private hold(place: number, value: number, by: 1 | -1): void {
    const held = this.held.get(place) ?? new Map<number, number>();
    const count = (held.get(value) ?? 0) + by;
    if (count === 0) held.delete(value);
    else held.set(value, count);
    this.held.set(place, held);
  }

  private placeOf(value: number): number {
    this.double[0] = value;
    return ((this.words[1] ?? 0) >>> 4) - firstPlace;
  }

  private valueOf(place: number): number {
    this.words[0] = 0;
    this.words[1] = (place + firstPlace) * 16;
    return this.double[0] ?? 0;
  }
}

function among(held: ReadonlyMap<number, number>, k: number): number | null {
  let before = 0;
  for (const [value, count] of [...held].sort(([one], [other]) => one - other)) {
    before += count;
    if (before > k) return value;
  }
  return null;
}

/** A list of numbers that grows by doubling, because a plain array of millions is many times as large. */
export class NumberList {
  private values: Float64Array<ArrayBuffer>;
  private length = 0;

  /** `room`: how many to expect. */
  constructor(room = 0) {
    this.values = new Float64Array(Math.max(1_024, room));
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(this.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  get size(): number {
    return this.length;
  }

  /** A view of what was pushed so far. */
  done(): Float64Array {
    return this.values.subarray(0, this.length);
  }
}

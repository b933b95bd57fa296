/** A list of numbers that grows by doubling, because a plain array of millions is many times as large. */
export class NumberList {
  private values = new Float64Array(1_024);
  private length = 0;

  /** Goes on behind the first `length` of these, in their memory. */
  take(values: Float64Array<ArrayBuffer>, length: number): void {
    this.values = values;
    this.length = length;
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(Math.max(1_024, this.length * 2));
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

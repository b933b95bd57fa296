/** The sales of one customer after another, in the same memory: which rows, their days, what each brought. */
export class SaleList {
  length = 0;
  rows = new Int32Array(64);
  days = new Int32Array(64);
  minors = new Float64Array(64);

  /** Empty, with room for so many. */
  clear(room: number): void {
    this.length = 0;
    if (room <= this.rows.length) return;
    this.rows = new Int32Array(room * 2);
    this.days = new Int32Array(room * 2);
    this.minors = new Float64Array(room * 2);
  }

  add(row: number, day: number, minor: number): void {
    const at = this.length;
    this.rows[at] = row;
    this.days[at] = day;
    this.minors[at] = minor;
    this.length = at + 1;
  }
}

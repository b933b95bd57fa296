import { argsort } from './argsort.ts';
import { idOrder, type Columns } from './columns.ts';

const zero = 0x30;
const nine = 0x39;
/** So many digits are a safe integer, and as numbers in the order they have as ids. */
const numberDigits = 15;

const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() };

/** Ids of customers in any order, as their UTF-8: a text for each would take most of the memory. */
export class IdList {
  private bytes = new Uint8Array(4_096);
  private ends = new Int32Array(256);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Where it was put. */
  add(id: string): number {
    const room = this.makeRoom(id.length * 3);
    const { written } = utf8.encoder.encodeInto(id, this.bytes.subarray(room));
    return this.close(room + written);
  }

  /** The same of an id of ASCII where it stands. */
  addBytes(from: Uint8Array, start: number, end: number): number {
    const room = this.makeRoom(end - start);
    for (let at = start; at < end; at += 1) this.bytes[room + at - start] = from[at] ?? 0;
    return this.close(room + end - start);
  }

  /** Where the customer at each place of ascending ids was put. */
  order(): Uint32Array {
    const keys = new Float64Array(this.count);
    let others = 0;
    let isTold = true;
    for (let i = 0; i < this.count; i += 1) {
      const key = this.numberAt(i);
      keys[i] = Number.isNaN(key) ? Infinity : key;
      if (!Number.isNaN(key)) continue;
      others += 1;
      if (!this.isLong(i)) isTold = false;
    }
    if (others === 0) return argsort(keys);
    const ids = Array.from({ length: this.count }, (_, i) => this.text(i));
    const byId = (one: number, other: number) => idOrder(ids[one] ?? '', ids[other] ?? '');
    if (!isTold) return Uint32Array.from(ids, (_, i) => i).sort(byId);
    const order = argsort(keys);
    order.subarray(this.count - others).sort(byId);
    return order;
  }

  write(columns: Columns, order: Uint32Array): void {
    const bytes = new Uint8Array(this.count === 0 ? 0 : this.endOf(this.count - 1));
    let end = 0;
    for (let i = 0; i < order.length; i += 1) {
      const id = order[i] ?? 0;
      for (let at = this.startOf(id); at < this.endOf(id); at += 1) {
        bytes[end] = this.bytes[at] ?? 0;
        end += 1;
      }
      columns.idOffsets[i + 1] = end;
    }
    columns.idBytes = bytes;
  }

  private text(index: number): string {
    return utf8.decoder.decode(this.bytes.subarray(this.startOf(index), this.endOf(index)));
  }

  /** An id of digits as a number; NaN: of more, or of anything else. */
  private numberAt(index: number): number {
    const start = this.startOf(index);
    const end = this.endOf(index);
    const isPlain = end > start && end - start <= numberDigits;
    if (!isPlain || (this.bytes[start] === zero && end - start > 1)) return NaN;
    let value = 0;
    for (let at = start; at < end; at += 1) {
      const byte = this.bytes[at] ?? 0;
      if (byte < zero || byte > nine) return NaN;
      value = value * 10 + (byte - zero);
    }
    return value;
  }

  /** Longer than all that are numbers, so that it comes after them by its length alone. */
  private isLong(index: number): boolean {
    const id = this.bytes.subarray(this.startOf(index), this.endOf(index));
    return id.length > (id.every((byte) => byte < 0x80) ? numberDigits : numberDigits * 3);
  }

  private startOf(index: number): number {
    return index === 0 ? 0 : (this.ends[index - 1] ?? 0);
  }

  private endOf(index: number): number {
    return this.ends[index] ?? 0;
  }

  /** Where the next id begins. */
  private makeRoom(needed: number): number {
    const start = this.startOf(this.count);
    if (start + needed > this.bytes.length) {
      const wider = new Uint8Array(this.bytes.length * 2 + needed);
      wider.set(this.bytes);
      this.bytes = wider;
    }
    return start;
  }

  private close(end: number): number {
    if (this.count === this.ends.length) {
      const wider = new Int32Array(this.count * 2);
      wider.set(this.ends);
      this.ends = wider;
    }
    this.ends[this.count] = end;
    this.count += 1;
    return this.count - 1;
  }
}

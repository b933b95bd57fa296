import { PackedReader } from './packed.ts';

/** As `PackedWriter` writes them. */
const idKinds = { none: 0, small: 1, large: 2, text: 3 } as const;

/** What kind of id was read last: none at all, a number, or a text in the bytes. */
export type IdIs = 'none' | 'number' | 'text' | 'large';

/** Goes through what `PackedWriter` wrote, making no text of what is only passed or told apart. */
export class PackedCursor {
  bytes = new Uint8Array(0);
  at = 0;
  /** Where what was written ends; the bytes may go on with what was there before. */
  end = 0;
  /** The id read last: what it is, its number, or where its text is. */
  idIs: IdIs = 'none';
  idNumber = 0;
  idFrom = 0;
  idTo = 0;
  idLarge = '';

  /** Reading past the end is a fault, never a zero: to be asked before what was read is believed. */
  mustBeWithin(end: number): void {
    if (this.at > end) throw new Error('packed bytes end too early');
  }

  byte(): number {
    const value = this.bytes[this.at] ?? 0;
    this.at += 1;
    return value;
  }

  unsigned(): number {
    const { bytes } = this;
    let { at } = this;
    let byte = bytes[at] ?? 0;
    let value = byte & 0x7f;
    for (let scale = 0x80; byte >= 0x80; scale *= 0x80) {
      at += 1;
      byte = bytes[at] ?? 0;
      value += (byte & 0x7f) * scale;
    }
    this.at = at + 1;
    return value;
  }

  signed(): number {
    const first = this.byte();
    const size = first < 0x80 ? first & 0x3f : (first & 0x3f) + this.unsigned() * 0x40;
    return (first & 0x40) === 0 ? size : -size;
  }

  /** How many things of at least a byte each follow. */
  count(): number {
    const count = this.unsigned();
    this.mustBeWithin(this.end - count);
    return count;
  }

  skipText(): void {
    const length = this.unsigned();
    this.at += length;
  }

  skipId(): void {
    const kind = this.byte();
    if (kind === idKinds.text) this.skipText();
    else if (kind !== idKinds.none) this.unsigned();
  }

  readId(): void {
    const start = this.at;
    switch (this.byte()) {
      case idKinds.none:
        this.idIs = 'none';
        break;
      case idKinds.small:
        this.idIs = 'number';
        this.idNumber = this.unsigned();
        break;
      case idKinds.text:
        this.idIs = 'text';
        this.readText();
        break;
      default:
        this.idIs = 'large';
        this.idLarge = this.readerAt(start).id() ?? '';
        this.at = start;
        this.skipId();
    }
  }

  /** Where a text is, as of an id. */
  readText(): void {
    const length = this.unsigned();
    this.idFrom = this.at;
    this.at += length;
    this.idTo = this.at;
  }

  /** Reads the same in full. */
  readerAt(at: number): PackedReader {
    return new PackedReader(this.bytes.subarray(at, this.end));
  }
}

/** Integers and ids as few bytes: what the ledger's codec is made of. Any safe integer fits. */

const two7 = 0x80;
const digitsOnly = /^(0|[1-9]\d*)$/;
const idKinds = { none: 0, small: 1, large: 2, text: 3 } as const;
/** Up to here a decimal id is a safe integer, and need not go through bigint. */
const smallDigits = 15;

export class PackedWriter {
  private bytes = new Uint8Array(256);
  private length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  /** 7 bits a byte, least first. */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= two7) {
      this.byte((rest % two7) | two7);
      rest = Math.floor(rest / two7);
    }
    this.byte(rest);
  }

  /** The sign is a bit of the first byte: doubling the value instead would leave the safe integers. */
  signed(value: number): void {
    const size = Math.abs(value);
    const sign = value < 0 ? 0x40 : 0;
    if (size < 0x40) {
      this.byte(sign | size);
      return;
    }
    this.byte(two7 | sign | (size % 0x40));
    this.unsigned(Math.floor(size / 0x40));
  }

  raw(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.bytes.length) this.grow(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  text(value: string): void {
    const bytes = Buffer.from(value, 'utf8');
    this.unsigned(bytes.length);
    this.raw(bytes);
  }

  /** Decimal ids as numbers, others as text, null as one byte; exactly as written either way. */
  id(value: string | null): void {
    if (value === null) {
      this.byte(idKinds.none);
    } else if (!digitsOnly.test(value)) {
      this.byte(idKinds.text);
      this.text(value);
    } else if (value.length <= smallDigits) {
      this.byte(idKinds.small);
      this.unsigned(Number(value));
    } else {
      this.byte(idKinds.large);
      let rest = BigInt(value);
      while (rest >= 128n) {
        this.byte(Number(rest & 127n) | two7);
        rest >>= 7n;
      }
      this.byte(Number(rest));
    }
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private grow(by: number): void {
    const wider = new Uint8Array(this.bytes.length * 2 + by);
    wider.set(this.bytes);
    this.bytes = wider;
  }
}

/** Reads what PackedWriter wrote; reading past the end is a fault, never a zero. */
export class PackedReader {
  at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new Error('packed bytes end too early');
    this.at += 1;
    return value;
  }

  unsigned(): number {
    let byte = this.byte();
    let value = byte & 0x7f;
    for (let scale = two7; byte >= two7; scale *= two7) {
      byte = this.byte();
      value += (byte & 0x7f) * scale;
    }
    return value;
  }

  signed(): number {
    const first = this.byte();
    const size = (first & 0x3f) + (first >= two7 ? this.unsigned() * 0x40 : 0);
    return (first & 0x40) === 0 ? size : -size;
  }

  text(): string {
    const length = this.unsigned();
    const end = this.at + length;
    if (end > this.bytes.length) throw new Error('packed bytes end too early');
    // Nearly all are short and ASCII, where asking the platform costs more than reading.
    let value = '';
    for (let index = this.at; index < end; index += 1) {
      const byte = this.bytes[index] ?? two7;
      if (byte >= two7) {
        value = Buffer.from(this.bytes.subarray(this.at, end)).toString('utf8');
        break;
      }
      value += String.fromCharCode(byte);
    }
    this.at = end;
    return value;
  }

  id(): string | null {
    switch (this.byte()) {
      case idKinds.none:
        return null;
      case idKinds.small:
        return String(this.unsigned());
      case idKinds.text:
        return this.text();
      case idKinds.large:
        return this.largeId();
      default:
        throw new Error('packed bytes hold an id of an unknown kind');
    }
  }

  private largeId(): string {
    let byte = this.byte();
    let value = BigInt(byte & 0x7f);
    for (let shift = 7n; byte >= two7; shift += 7n) {
      byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
    }
    return String(value);
  }
}

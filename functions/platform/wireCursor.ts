const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const letterT = 0x74;
/** Up to here a text is put together faster than it is asked for. */
const shortText = 16;

/** A place in the bytes of an answer, and what of JSON begins there. Whatever is not JSON is a fault. */
export class WireCursor {
  at = 0;
  readonly bytes: Buffer;
  /** Names of attributes met so far, by a hash of their bytes. */
  private readonly names = new Map<number, string>();

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** The members of an object; `read` reads the value of each. */
  members(read: (name: string) => void): void {
    this.expect(openBrace);
    if (this.peek() === closeBrace) {
      this.at += 1;
      return;
    }
    for (;;) {
      const name = this.name();
      this.expect(colon);
      read(name);
      if (this.next() === closeBrace) return;
    }
  }

  /** The elements of a list; `read` reads each. */
  elements(read: () => void): void {
    this.expect(openBracket);
    if (this.peek() === closeBracket) {
      this.at += 1;
      return;
    }
    for (;;) {
      read();
      if (this.next() === closeBracket) return;
    }
  }

  /** The text of a string; the closing quote is behind it then. */
  text(): string {
    this.expect(quote);
    const from = this.at;
    const { bytes } = this;
    let plain = true;
    let at = from;
    for (let byte = bytes[at]; byte !== quote; byte = bytes[at]) {
      if (byte === undefined) throw new SyntaxError('a page ends within a string');
      if (byte === backslash) {
        plain = false;
        at += 1;
      } else if (byte >= 0x80) plain = false;
      at += 1;
    }
    this.at = at + 1;
    if (plain)
      return at - from > shortText ? bytes.toString('latin1', from, at) : shortOf(bytes, from, at);
    const text: unknown = JSON.parse(bytes.toString('utf8', from - 1, at + 1));
    return String(text);
  }

  /** A member's name: there are few, so that each is decoded once. */
  name(): string {
    this.expect(quote);
    const { bytes } = this;
    const from = this.at;
    let hash = 0;
    let at = from;
    for (let byte = bytes[at]; byte !== quote; byte = bytes[at]) {
      if (byte === undefined || byte === backslash || byte >= 0x80) {
        this.at = from - 1;
        return this.text();
      }
      hash = (Math.imul(hash, 31) + byte) | 0;
      at += 1;
    }
    this.at = at + 1;
    const known = this.names.get(hash);
    if (known !== undefined && this.isAt(known, from, at)) return known;
    const name = bytes.toString('latin1', from, at);
    this.names.set(hash, name);
    return name;
  }

  isTrue(): boolean {
    const word = this.peek() === letterT ? 'true' : 'false';
    const { bytes, at } = this;
    if (bytes.toString('latin1', at, at + word.length) !== word) this.fail();
    this.at = at + word.length;
    return word === 'true';
  }

  /** Any JSON value, by the platform's own parser. */
  json(): unknown {
    this.space();
    const from = this.at;
    let depth = 0;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) break;
      if (byte === quote) {
        this.text();
        continue;
      }
      const closes = byte === closeBrace || byte === closeBracket;
      if (depth === 0 && (byte === comma || closes)) break;
      if (byte === openBrace || byte === openBracket) depth += 1;
      if (closes) depth -= 1;
      this.at += 1;
    }
    const value: unknown = JSON.parse(this.bytes.toString('utf8', from, this.at));
    return value;
  }

  expect(wanted: number): void {
    if (this.peek() !== wanted) this.fail();
    this.at += 1;
  }

  fail(): never {
    throw new SyntaxError(`a page is not as DynamoDB writes it, at byte ${String(this.at)}`);
  }

  /** The comma or the closing bracket behind a value. */
  private next(): number {
    const byte = this.peek();
    if (byte !== comma && byte !== closeBrace && byte !== closeBracket) this.expect(comma);
    else this.at += 1;
    return byte;
  }

  private peek(): number {
    this.space();
    return this.bytes[this.at] ?? 0;
  }

  private space(): void {
    for (let byte = this.bytes[this.at]; byte !== undefined && byte <= 0x20;) {
      this.at += 1;
      byte = this.bytes[this.at];
    }
  }

  private isAt(name: string, from: number, to: number): boolean {
    if (name.length !== to - from) return false;
    for (let i = 0; i < name.length; i += 1) {
      if (name.charCodeAt(i) !== this.bytes[from + i]) return false;
    }
    return true;
  }
}

function shortOf(bytes: Buffer, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

import { odd } from './plainWire.ts';
import type { WireCursor } from './wireCursor.ts';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Answered by `nameAt` where the map ended; the cursor is behind its brace then. */
export const ended = -2;

/** Names of attributes that are looked for, by their place here. */
export class WireNames {
  private readonly names: readonly Buffer[];
  /** Which came after each the last time, and at the end which came first: nearly always so again. */
  private readonly after: Int32Array;

  constructor(names: readonly string[]) {
    this.names = names.map((name) => Buffer.from(name, 'utf8'));
    this.after = new Int32Array(names.length + 1);
  }

  /**
   * The place of the next name, the cursor behind its colon; `ended`; `odd`: none of them, or not
   * written plainly. `last`: the place of the name before; `odd` for the first of a map.
   */
  nameAt(cursor: WireCursor, last: number): number {
    const { bytes, at } = cursor;
    const byte = bytes[at];
    if (byte === closeBrace) {
      cursor.at = at + 1;
      return ended;
    }
    if (byte !== (last === odd ? openBrace : comma)) return odd;
    if (byte === openBrace && bytes[at + 1] === closeBrace) {
      cursor.at = at + 2;
      return ended;
    }
    if (bytes[at + 1] !== quote) return odd;
    const slot = last === odd ? this.names.length : last;
    const guess = this.after[slot] ?? 0;
    if (this.isAt(cursor, guess)) return guess;
    for (let name = 0; name < this.names.length; name += 1) {
      if (!this.isAt(cursor, name)) continue;
      this.after[slot] = name;
      return name;
    }
    return odd;
  }

  private isAt(cursor: WireCursor, name: number): boolean {
    const wanted = this.names[name];
    if (wanted === undefined) return false;
    const { bytes } = cursor;
    const from = cursor.at + 2;
    const end = from + wanted.length;
    if (bytes[end] !== quote || bytes[end + 1] !== colon) return false;
    for (let i = 0; i < wanted.length; i += 1) if (bytes[from + i] !== wanted[i]) return false;
    cursor.at = end + 2;
    return true;
  }
}

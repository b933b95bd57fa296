import { ByteWords } from '../platform/byteWords.ts';
import { goesOn, listOpens, nullAt, odd, textAt, wholeAt, wordAt } from '../platform/plainWire.ts';
import type { WireCursor } from '../platform/wireCursor.ts';
import { causes, schemes } from './customer.schema.ts';

/** Classes as `keptClasses` keeps them, read in place; words are numbers by those met so far. */
export class WireClasses {
  /** Of each scheme by its place: its class, −1: none; the class before, −1: none. */
  readonly value = new Int32Array(schemes.length);
  readonly from = new Int32Array(schemes.length);
  /** Epoch seconds. */
  readonly since = new Float64Array(schemes.length);
  /** A place in `causes`. */
  readonly cause = new Int32Array(schemes.length);
  readonly words = new ByteWords();

  forget(): void {
    this.value.fill(-1);
  }

  /** "No" where they are kept otherwise. */
  read(cursor: WireCursor): boolean {
    if (!listOpens(cursor)) return false;
    for (;;) {
      const more = goesOn(cursor);
      if (more !== 1) return more === 0;
      if (!this.readGroup(cursor)) return false;
    }
  }

  /** What one event brought: since, cause and order, then three a class. */
  private readGroup(cursor: WireCursor): boolean {
    if (!listOpens(cursor) || goesOn(cursor) !== 1) return false;
    const since = wholeAt(cursor);
    if (Number.isNaN(since) || goesOn(cursor) !== 1) return false;
    const cause = wholeAt(cursor);
    if (causes[cause] === undefined || goesOn(cursor) !== 1) return false;
    if (!nullAt(cursor) && textAt(cursor) === odd) return false;
    for (;;) {
      const more = goesOn(cursor);
      if (more !== 1) return more === 0;
      const scheme = wholeAt(cursor);
      if (schemes[scheme] === undefined || !this.readClass(cursor, scheme)) return false;
      this.since[scheme] = since;
      this.cause[scheme] = cause;
    }
  }

  private readClass(cursor: WireCursor, scheme: number): boolean {
    if (goesOn(cursor) !== 1) return false;
    const value = wordAt(cursor, this.words);
    if (value === odd || goesOn(cursor) !== 1) return false;
    const from = nullAt(cursor) ? null : wordAt(cursor, this.words);
    if (from === odd) return false;
    this.value[scheme] = value;
    this.from[scheme] = from ?? -1;
    return true;
  }
}

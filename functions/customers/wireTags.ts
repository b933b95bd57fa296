import { ByteWords } from '../platform/byteWords.ts';
import { goesOn, listOpens, odd, truthAt, wholeAt, wordAt } from '../platform/plainWire.ts';
import type { WireCursor } from '../platform/wireCursor.ts';

/** More are read with what is unusual. */
const mostTags = 64;

/** A customer's tags read in place; words are numbers by those met so far. */
export class WireTags {
  /** So many of `on` are worn, in the order they are kept. */
  count = 0;
  readonly on = new Int32Array(mostTags);
  readonly words = new ByteWords();
  /** Those on and off, because a tag that is told twice is unusual. */
  private readonly all = new Int32Array(mostTags);

  forget(): void {
    this.count = 0;
  }

  /** "No" where they are kept otherwise. */
  read(cursor: WireCursor): boolean {
    if (!listOpens(cursor)) return false;
    for (let told = 0; ; told += 1) {
      const more = goesOn(cursor);
      if (more !== 1) return more === 0;
      if (!listOpens(cursor) || goesOn(cursor) !== 1) return false;
      const tag = wordAt(cursor, this.words);
      if (tag === odd || goesOn(cursor) !== 1) return false;
      const on = truthAt(cursor);
      if (on === odd || goesOn(cursor) !== 1) return false;
      if (Number.isNaN(wholeAt(cursor)) || goesOn(cursor) !== 0) return false;
      if (told === mostTags || this.wasTold(tag, told)) return false;
      this.all[told] = tag;
      if (on === 1) this.on[this.count++] = tag;
    }
  }

  private wasTold(tag: number, told: number): boolean {
    for (let i = 0; i < told; i += 1) if (this.all[i] === tag) return true;
    return false;
  }
}

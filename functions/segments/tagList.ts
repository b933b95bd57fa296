import type { WireTags } from '../customers/wireTags.ts';
import type { Columns } from './columns.ts';
import { Names } from './names.ts';
import { NumberList } from './numberList.ts';

/** Tags of customers in any order. */
export class TagList {
  private readonly codes = new NumberList();
  private readonly ends = new NumberList();
  private readonly names = new Names();
  private readonly codeOfWord: number[] = [];

  /** One customer's, in their own order. */
  add(tags: readonly string[]): void {
    for (const tag of tags) this.codes.push(this.names.codeOf(tag));
    this.ends.push(this.codes.size);
  }

  /** The same where they stand, in any order. */
  addWorn(tags: WireTags): void {
    if (tags.count > 1) {
      const worn = Array.from(tags.on.subarray(0, tags.count), (word) => tags.words.text(word));
      this.add(worn.sort());
      return;
    }
    if (tags.count === 1) this.codes.push(this.codeOf(tags, tags.on[0] ?? 0));
    this.ends.push(this.codes.size);
  }

  write(columns: Columns, order: Uint32Array): void {
    const from = this.codes.done();
    const ends = this.ends.done();
    const codes = new Int32Array(from.length);
    let end = 0;
    for (let i = 0; i < order.length; i += 1) {
      const at = order[i] ?? 0;
      const last = ends[at] ?? 0;
      for (let tag = at === 0 ? 0 : (ends[at - 1] ?? 0); tag < last; tag += 1) {
        codes[end] = from[tag] ?? 0;
        end += 1;
      }
      columns.tagOffsets[i + 1] = end;
    }
    columns.tagCodes = codes;
    columns.tagNames = this.names.all();
  }

  private codeOf({ words }: WireTags, word: number): number {
    const known = this.codeOfWord[word];
    if (known !== undefined) return known;
    const code = this.names.codeOf(words.text(word));
    this.codeOfWord[word] = code;
    return code;
  }
}

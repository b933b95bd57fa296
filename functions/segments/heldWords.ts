import { causes, schemes } from '../customers/customer.schema.ts';
import type { WireClasses } from '../customers/wireClasses.ts';
import { codeWords, unknownInstant, unknownInt, type Columns } from './columns.ts';
import { instantIn } from './instants.ts';
import { isRise } from './rising.ts';

const risingSchemes = [schemes.indexOf('level'), schemes.indexOf('abc')] as const;
/** More than there are causes. */
const causeRoom = 32;

/** Where the classes of one scheme are written. */
interface SchemeColumns {
  codes: Int8Array;
  since: Uint32Array;
  words: readonly string[];
  /** Codes by the number a word has where classes are read. */
  codeOfWord: number[];
}

/** Classes that were read in place, into the columns; what a word means is looked up once. */
export class HeldWords {
  private columns: Columns | null = null;
  private schemes: SchemeColumns[] = [];
  private rising: boolean[][] = [];

  /** `writeHeld` of classes where they stand. */
  write(columns: Columns, at: number, held: WireClasses): void {
    if (columns !== this.columns) this.writeInto(columns);
    for (let scheme = 0; scheme < this.schemes.length; scheme += 1) {
      const to = this.schemes[scheme];
      if (to === undefined) break;
      const value = held.value[scheme] ?? -1;
      to.codes[at] = value < 0 ? unknownInt : codeIn(to, held, value);
      to.since[at] = value < 0 ? unknownInstant : (held.since[scheme] ?? 0);
    }
    columns.roseAt[at] = this.roseAt(held);
  }

  private writeInto(columns: Columns): void {
    const known = this.schemes;
    this.columns = columns;
    this.schemes = schemes.map((name, scheme) => ({
      codes: columns[name],
      since: columns[`${name}Since`],
      words: codeWords[name],
      codeOfWord: known[scheme]?.codeOfWord ?? [],
    }));
  }

  /** As `roseAt` of the classes, as an instant of a column. */
  private roseAt(held: WireClasses): number {
    let latest: number | null = null;
    for (const scheme of risingSchemes) {
      if ((held.value[scheme] ?? -1) < 0 || !this.isRisen(held, scheme)) continue;
      latest = Math.max(latest ?? 0, held.since[scheme] ?? 0);
    }
    return instantIn(latest);
  }

  private isRisen(held: WireClasses, scheme: number): boolean {
    const value = held.value[scheme] ?? -1;
    const from = held.from[scheme] ?? -1;
    const cause = held.cause[scheme] ?? 0;
    const known = (this.rising[value] ??= []);
    const place = (from + 1) * causeRoom + cause;
    const isKnown = known[place];
    if (isKnown !== undefined) return isKnown;
    const { words } = held;
    const isOne = isRise({
      value: words.text(value),
      from: from < 0 ? null : words.text(from),
      cause: causes[cause] ?? 'time',
    });
    known[place] = isOne;
    return isOne;
  }
}

function codeIn({ words, codeOfWord }: SchemeColumns, held: WireClasses, value: number): number {
  const known = codeOfWord[value];
  if (known !== undefined) return known;
  const code = words.indexOf(held.words.text(value));
  codeOfWord[value] = code;
  return code;
}

import { Names } from '../names.ts';
import type { GroupColumns, NamedColumn } from './groupColumns.ts';
import type { Place } from './place.ts';

/** Gathers where customers live, one after another in any order. */
export class PlaceNames {
  private readonly country = new WordList();
  private readonly region = new WordList();

  add(place: Place): void {
    this.country.add(place.country);
    this.region.add(place.region);
  }

  /** `order`: the place among those added of each customer of the columns. */
  write(names: GroupColumns['names'], order: Uint32Array): void {
    names.country = this.country.column(order);
    names.region = this.region.column(order);
  }
}

class WordList {
  private readonly codes: number[] = [];
  private readonly keys = new Names();
  private readonly names: string[] = [];

  /** Words that differ in case alone are one. */
  add(word: string | null): void {
    if (word === null) {
      this.codes.push(-1);
      return;
    }
    const code = this.keys.codeOf(word.toLowerCase());
    this.names[code] ??= word;
    this.codes.push(code);
  }

  column(order: Uint32Array): NamedColumn {
    const codes = Int32Array.from(order, (at) => this.codes[at] ?? -1);
    return { codes, names: this.names };
  }
}

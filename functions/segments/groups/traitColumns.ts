import { shopGroups, type ShopGroup } from '../../customers/customer.schema.ts';
import { Names } from '../names.ts';
import { NumberList } from '../numberList.ts';
import { reorder } from '../reorder.ts';
import { ageBands } from './ageBands.schema.ts';
import type { FieldColumn, GroupColumns, NamedColumn } from './groupColumns.ts';
import type { Traits } from './traits.ts';

/** Gathers what groups customers beside their orders, one after another in any order. */
export class TraitColumns {
  private readonly country = new WordList();
  private readonly region = new WordList();
  private readonly ageBand: number[] = [];
  private readonly shopGroup: number[] = [];
  private readonly fields = new Map<string, WordLists>();

  add(traits: Traits, shopGroup: ShopGroup | undefined): void {
    const at = this.ageBand.length;
    this.country.add(traits.country);
    this.region.add(traits.region);
    this.ageBand.push(traits.ageBand === null ? -1 : ageBands.indexOf(traits.ageBand));
    this.shopGroup.push(shopGroup === undefined ? -1 : shopGroups.indexOf(shopGroup));
    for (const [field, words] of Object.entries(traits.fields)) {
      const lists = this.fields.get(field) ?? new WordLists();
      this.fields.set(field, lists);
      lists.add(at, words);
    }
  }

  /** `order`: the place among those added of each customer of the columns. */
  write(groups: GroupColumns, order: Uint32Array): void {
    groups.names.country = this.country.column(order);
    groups.names.region = this.region.column(order);
    reorder(Int8Array.from(this.ageBand), groups.ageBand, order);
    reorder(Int8Array.from(this.shopGroup), groups.shopGroup, order);
    const byName = [...this.fields].sort(([one], [other]) => (one < other ? -1 : 1));
    groups.fields = byName.map(([field, lists]) => lists.column(field, order));
  }
}

class WordList {
  private readonly codes: number[] = [];
  private readonly keys = new Words();

  add(word: string | null): void {
    this.codes.push(word === null ? -1 : this.keys.codeOf(word));
  }

  column(order: Uint32Array): NamedColumn {
    const codes = new Int32Array(order.length);
    reorder(Int32Array.from(this.codes), codes, order);
    return { codes, names: this.keys.names };
  }
}

/** Several words for some of the customers, as pairs in the order of customers. */
class WordLists {
  private readonly told = new NumberList();
  private readonly owners = new NumberList();
  private readonly codes = new NumberList();
  private readonly keys = new Words();

  /** No words: it is known that there are none. */
  add(customer: number, words: readonly string[]): void {
    this.told.push(customer);
    for (const code of new Set(words.map((word) => this.keys.codeOf(word)))) {
      this.owners.push(customer);
      this.codes.push(code);
    }
  }

  column(field: string, order: Uint32Array): FieldColumn {
    const own = this.codes.done();
    const told = new Uint8Array(order.length);
    for (const customer of this.told.done()) told[customer] = 1;
    const known = new Uint8Array(order.length);
    reorder(told, known, order);
    const starts = new Int32Array(order.length + 1);
    for (const owner of this.owners.done()) starts[owner + 1] = (starts[owner + 1] ?? 0) + 1;
    for (let i = 0; i < order.length; i += 1)
      starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
    const offsets = new Int32Array(order.length + 1);
    const codes = new Int32Array(own.length);
    for (let i = 0; i < order.length; i += 1) {
      const at = order[i] ?? 0;
      const some = own.subarray(starts[at], starts[at + 1]);
      codes.set(some, offsets[i]);
      offsets[i + 1] = (offsets[i] ?? 0) + some.length;
    }
    return { field, known, offsets, codes, names: this.keys.names };
  }
}

/** Words that differ in case alone are one; they are written as they were first met. */
class Words {
  readonly names: string[] = [];
  private readonly keys = new Names();

  codeOf(word: string): number {
    const code = this.keys.codeOf(word.toLowerCase());
    this.names[code] ??= word;
    return code;
  }
}

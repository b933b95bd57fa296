import { Names } from '../names.ts';
import type { Good } from './goods.ts';

/** Words by product: code −1 where none is known. */
export interface Words {
  codes: Int32Array;
  names: readonly string[];
}

/** What is known of the products of some orders, one index a product of theirs. */
export interface Shelf {
  type: Words;
  vendor: Words;
  /** The title; products with one title are one to a shopkeeper. Without a title, the id. */
  title: Words;
  /** Tags of product i: `tags.codes[tagOffsets[i]…tagOffsets[i + 1]]`. */
  tags: Words;
  tagOffsets: Int32Array;
  /** Which part of a variant's title is the size, from 0, and how many parts there are; −1: none is. */
  sizeAt: Int8Array;
  optionCount: Uint8Array;
  earlyAt: Uint32Array;
  earlyDay: Int32Array;
  /** Vendors of all that the shop ever sold. */
  vendors: number;
}

/** `goods`: of the whole shop; `productIds`: those of the orders to look at. */
export function shelfOf(goods: readonly Good[], productIds: readonly string[]): Shelf {
  const byId = new Map(goods.map((good) => [good.productId, good]));
  const known = productIds.map((productId) => byId.get(productId));
  const tags: string[] = [];
  const tagOffsets = new Int32Array(known.length + 1);
  for (const [index, good] of known.entries()) {
    tags.push(...(good?.tags ?? []));
    tagOffsets[index + 1] = tags.length;
  }
  return {
    type: wordsOf(known.map((good) => good?.type ?? null)),
    vendor: wordsOf(known.map((good) => good?.vendor ?? null)),
    title: wordsOf(known.map((good, index) => good?.title ?? productIds[index] ?? null)),
    tags: wordsOf(tags),
    tagOffsets,
    sizeAt: Int8Array.from(known, (good) => good?.size?.at ?? -1),
    optionCount: Uint8Array.from(known, (good) => good?.size?.of ?? 0),
    earlyAt: Uint32Array.from(known, (good) => good?.earlyAt ?? 0),
    earlyDay: Int32Array.from(known, (good) => good?.earlyDay ?? -1),
    vendors: wordsOf(goods.map(({ vendor }) => vendor)).names.length,
  };
}

/** Words that differ in case alone are one; they are written as they were first met. */
function wordsOf(told: readonly (string | null)[]): Words {
  const keys = new Names();
  const names: string[] = [];
  const codes = Int32Array.from(told, (word) => {
    if (word === null) return -1;
    const code = keys.codeOf(word.toLowerCase());
    names[code] ??= word;
    return code;
  });
  return { codes, names };
}

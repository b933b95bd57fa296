import type { States } from './query/evaluate.ts';

/** Who is in a segment, a bit a customer: a million take 125 KB. */
export interface Members {
  bits: Uint32Array;
  count: number;
}

export function membersOf(states: States): Members {
  const bits = new Uint32Array(Math.ceil(states.length / 32));
  let count = 0;
  for (let i = 0; i < states.length; i += 1) {
    const isIn = (states[i] ?? 0) >> 1;
    bits[i >> 5] = (bits[i >> 5] ?? 0) | (isIn << (i & 31));
    count += isIn;
  }
  return { bits, count };
}

/** How many are in both. */
export function shared(one: Members, other: Members): number {
  let count = 0;
  for (let i = 0; i < one.bits.length; i += 1) {
    count += bitCount((one.bits[i] ?? 0) & (other.bits[i] ?? 0));
  }
  return count;
}

/** Ones in a word of 32 bits (Hacker's Delight, 5-2). */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Kleene's three truths as two bits, so that AND, OR and NOT are those of the bits, and four
 * customers share a word.
 */
export type Truths = Uint32Array<ArrayBuffer>;
export const no = 0b00;
export const unknown = 0b01;
export const yes = 0b11;
const lowBits = 0x01010101;

export function newTruths(count: number): Truths {
  return new Uint32Array(Math.ceil(count / 4));
}

export function bytesOf(truths: Truths): Uint8Array<ArrayBuffer> {
  return new Uint8Array(truths.buffer);
}

export function everyone(count: number): Truths {
  return newTruths(count).fill(lowBits * yes);
}

// The operand on the left is always fresh here, and is written over.
export function both(one: Truths, other: Truths): Truths {
  for (let i = 0; i < one.length; i += 1) one[i] = (one[i] ?? 0) & (other[i] ?? 0);
  return one;
}

export function either(one: Truths, other: Truths): Truths {
  for (let i = 0; i < one.length; i += 1) one[i] = (one[i] ?? 0) | (other[i] ?? 0);
  return one;
}

/** Both bits turned and swapped: unknown stays unknown. */
export function opposite(truths: Truths): Truths {
  for (let i = 0; i < truths.length; i += 1) {
    const turned = ~(truths[i] ?? 0);
    truths[i] = ((turned & lowBits) << 1) | ((turned >>> 1) & lowBits);
  }
  return truths;
}

/** Turns truths into 0 (no), 1 (unknown) and 2 (yes), and counts the latter two. */
export function counted(truths: Truths, customers: number) {
  const states = bytesOf(truths).subarray(0, customers);
  // Four at a time; what lies beyond the last customer is cleared first.
  bytesOf(truths).fill(no, customers);
  let count = 0;
  let undecided = 0;
  for (let i = 0; i < truths.length; i += 1) {
    const word = truths[i] ?? 0;
    const high = (word >>> 1) & lowBits;
    const low = word & lowBits & ~high;
    count += Math.imul(high, lowBits) >>> 24;
    undecided += Math.imul(low, lowBits) >>> 24;
    truths[i] = (high << 1) | low;
  }
  return { states, count, undecided };
}

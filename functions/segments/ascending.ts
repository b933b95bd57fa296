const digits = 1 << 16;

/**
 * A sorted copy of finite numbers. Radix sort by the bits of the numbers, sixteen at a time and
 * only those in which they differ: whole amounts of money take half the passes others do.
 */
export function ascending(values: Float64Array): Float64Array {
  let from = new Float64Array(values);
  let to = new Float64Array(values.length);
  for (let digit = 0; digit < 4; digit += 1) {
    const words = new Uint16Array(from.buffer);
    const starts = startsOf(words, digit);
    if (starts === null) continue;
    for (let i = 0; i < from.length; i += 1) {
      const key = words[i * 4 + digit] ?? 0;
      const at = starts[key] ?? 0;
      to[at] = from[i] ?? 0;
      starts[key] = at + 1;
    }
    [from, to] = [to, from];
  }
  return negativesFirst(from);
}

/** Where the numbers of each digit begin; null where all have the same. */
function startsOf(words: Uint16Array, digit: number): Uint32Array | null {
  const starts = new Uint32Array(digits);
  for (let i = digit; i < words.length; i += 4) {
    const key = words[i] ?? 0;
    starts[key] = (starts[key] ?? 0) + 1;
  }
  if (starts.includes(words.length / 4)) return null;
  let next = 0;
  for (let key = 0; key < digits; key += 1) {
    const count = starts[key] ?? 0;
    starts[key] = next;
    next += count;
  }
  return starts;
}

/** By their bits negative numbers stand behind all others, and backwards. */
function negativesFirst(byBits: Float64Array): Float64Array {
  let negatives = 0;
  while (negatives < byBits.length && isNegative(byBits[byBits.length - 1 - negatives])) {
    negatives += 1;
  }
  if (negatives === 0) return byBits;
  const sorted = new Float64Array(byBits.length);
  sorted.set(byBits.slice(byBits.length - negatives).reverse());
  sorted.set(byBits.subarray(0, byBits.length - negatives), negatives);
  return sorted;
}

function isNegative(value: number | undefined): boolean {
  return value !== undefined && (value < 0 || Object.is(value, -0));
}

/** Values below 2³² are counted by their upper and lower 16 bits. */
const countBits = 16;
const counts = 1 << countBits;

/** Amounts, of which the k-th smallest (from 0) may be asked. */
export interface Amounts {
  readonly count: number;
  smallest(k: number): number;
}

/** None. */
export const noAmounts: Amounts = { count: 0, smallest: () => 0 };

/** The median; null of nothing. */
export function median(amounts: Amounts): number | null {
  if (amounts.count === 0) return null;
  const middle = amounts.count >> 1;
  const upper = amounts.smallest(middle);
  return amounts.count % 2 === 1 ? upper : (amounts.smallest(middle - 1) + upper) / 2;
}

/** The smallest value that at least this share of all values do not exceed. */
export function percentile(amounts: Amounts, share: number): number | null {
  if (amounts.count === 0) return null;
  const rank = Math.ceil(Math.round(share * amounts.count * 1e6) / 1e6);
  return amounts.smallest(Math.min(Math.max(rank, 1), amounts.count) - 1);
}

/**
 * The amounts of a list, which stays as it is. Whole ones are counted by their upper half, then by
 * their lower one: two passes in order, where comparing jumps about and wants a copy.
 */
export function listed(values: Float64Array): Amounts {
  const upper = countUpper(values);
  if (upper === null) {
    const copy = values.slice();
    return { count: values.length, smallest: (k) => compared(copy, k) };
  }
  const lowers = new Map<number, Uint32Array>();
  return {
    count: values.length,
    smallest: (k) => {
      const { at: bucket, before } = bucketOf(upper, k);
      const lower = lowers.get(bucket) ?? countLower(values, bucket);
      lowers.set(bucket, lower);
      return bucket * counts + bucketOf(lower, k - before).at;
    },
  };
}

/** How many have each upper half; null where one is no whole number of 32 bits. */
function countUpper(values: Float64Array): Uint32Array | null {
  const upper = new Uint32Array(counts);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value >>> 0 !== value) return null;
    const key = value >>> countBits;
    upper[key] = (upper[key] ?? 0) + 1;
  }
  return upper;
}

function countLower(values: Float64Array, bucket: number): Uint32Array {
  const lower = new Uint32Array(counts);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value >>> countBits !== bucket) continue;
    const key = value & (counts - 1);
    lower[key] = (lower[key] ?? 0) + 1;
  }
  return lower;
}

/** The bucket in which the k-th is, and how many are in those before it. */
function bucketOf(buckets: Uint32Array, k: number): { at: number; before: number } {
  let before = 0;
  let at = 0;
  for (let count = buckets[0] ?? 0; before + count <= k; count = buckets[at] ?? 0) {
    before += count;
    at += 1;
  }
  return { at, before };
}

/** Linear on average, where a sort is not; reorders `values`. */
function compared(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = middleOfThree(at(values, low), at(values, (low + high) >> 1), at(values, high));
    let left = low;
    let right = high;
    while (left <= right) {
      while (at(values, left) < pivot) left += 1;
      while (at(values, right) > pivot) right -= 1;
      if (left <= right) {
        const swapped = at(values, left);
        values[left] = at(values, right);
        values[right] = swapped;
        left += 1;
        right -= 1;
      }
    }
    if (k <= right) high = right;
    else if (k >= left) low = left;
    else break;
  }
  return at(values, k);
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

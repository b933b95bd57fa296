/** Values below this are counted, in two passes of so many counts each. */
const countable = 2 ** 32;
const countBits = 16;

/**
 * The k-th smallest value (from 0). Whole amounts of money are counted by their upper half, then
 * by their lower one: two passes in order, where comparing jumps about and wants a copy.
 */
export function selectSmallest(values: Float64Array, k: number): number {
  let highest = 0;
  let whole = true;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value > highest) highest = value;
    whole &&= value >= 0 && value < countable && value === Math.floor(value);
  }
  return whole ? counted(values, k, highest) : compared(values.slice(), k);
}

/** The median; null of nothing. */
export function median(values: Float64Array): number | null {
  if (values.length === 0) return null;
  const upper = selectSmallest(values, values.length >> 1);
  if (values.length % 2 === 1) return upper;
  return (selectSmallest(values, (values.length >> 1) - 1) + upper) / 2;
}

/** The smallest value that at least this share of all values do not exceed. */
export function percentile(values: Float64Array, share: number): number | null {
  if (values.length === 0) return null;
  const rank = Math.ceil(Math.round(share * values.length * 1e6) / 1e6);
  return selectSmallest(values, Math.min(Math.max(rank, 1), values.length) - 1);
}

function counted(values: Float64Array, k: number, highest: number): number {
  const shift = Math.max(0, 32 - Math.clz32(highest) - countBits);
  const upper = new Uint32Array((highest >>> shift) + 1);
  for (let i = 0; i < values.length; i += 1) {
    const at = (values[i] ?? 0) >>> shift;
    upper[at] = (upper[at] ?? 0) + 1;
  }
  const { at: bucket, before } = bucketOf(upper, k);
  const lower = new Uint32Array(2 ** shift);
  const mask = 2 ** shift - 1;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value >>> shift === bucket) lower[value & mask] = (lower[value & mask] ?? 0) + 1;
  }
  return bucket * 2 ** shift + bucketOf(lower, k - before).at;
}

/** The bucket in which the k-th is, and how many are in those before it. */
function bucketOf(counts: Uint32Array, k: number): { at: number; before: number } {
  let before = 0;
  let at = 0;
  for (let count = counts[0] ?? 0; before + count <= k; count = counts[at] ?? 0) {
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

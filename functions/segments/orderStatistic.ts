/** The k-th smallest value (from 0); reorders `values`. Linear on average, where a sort is not. */
export function selectSmallest(values: Float64Array, k: number): number {
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

/** The median; null of nothing. Reorders `values`. */
export function median(values: Float64Array): number | null {
  if (values.length === 0) return null;
  const upper = selectSmallest(values, values.length >> 1);
  if (values.length % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < values.length >> 1; i += 1) lower = Math.max(lower, at(values, i));
  return (lower + upper) / 2;
}

/** The smallest value that at least this share of all values do not exceed. Reorders `values`. */
export function percentile(values: Float64Array, share: number): number | null {
  if (values.length === 0) return null;
  const rank = Math.ceil(Math.round(share * values.length * 1e6) / 1e6);
  return selectSmallest(values, Math.min(Math.max(rank, 1), values.length) - 1);
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** From here on the bell curve is as good, and summing up would take long. */
const mostSummed = 20_000;

/**
 * Whether two counts of equally long times may be the same demand: the exact two-sided binomial
 * test of one among both at one half. Answers the chance to see such a difference or a larger one
 * where there is none.
 */
export function chanceOfDifference(one: number, other: number): number {
  const both = one + other;
  const fewer = Math.min(one, other);
  if (one === other) return 1;
  if (both > mostSummed)
    return Math.min(1, 2 * lowerTail((fewer + 0.5 - both / 2) / (Math.sqrt(both) / 2)));
  let logTerm = -both * Math.LN2;
  for (let i = 1; i <= fewer; i += 1) logTerm += Math.log((both - fewer + i) / i);
  let term = 1;
  let sum = 1;
  for (let i = fewer; i > 0 && term > sum * Number.EPSILON; i -= 1) {
    term *= i / (both - i + 1);
    sum += term;
  }
  return Math.min(1, 2 * Math.exp(logTerm) * sum);
}

/** Chance of a standard normal value below `z`, for z ≤ 0 (Abramowitz and Stegun 7.1.26). */
function lowerTail(z: number): number {
  const x = -z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 0.5 * series * Math.exp(-x * x);
}

/**
 * Which of many differences stand out when all are looked at together (Holm): of all that are
 * called out, with a chance of `level` at most even one is mere noise.
 */
export function standOut(chances: readonly number[], level: number): boolean[] {
  const order = chances.map((_, at) => at).sort((a, b) => (chances[a] ?? 1) - (chances[b] ?? 1));
  const out = chances.map(() => false);
  for (const [rank, at] of order.entries()) {
    if ((chances[at] ?? 1) > level / (chances.length - rank)) break;
    out[at] = true;
  }
  return out;
}

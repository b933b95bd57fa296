/** A function's value, its first derivatives, and its second ones row by row. */
export interface Curve {
  value: number;
  gradient: Float64Array;
  hessian: Float64Array;
}

/** Where to look, coordinate by coordinate. */
export interface Box {
  low: readonly number[];
  high: readonly number[];
}

export interface Optimum {
  at: Float64Array;
  value: number;
  /** Coordinates that ended on a side of the box: there the function has no peak of its own. */
  atBound: boolean;
  converged: boolean;
  evaluations: number;
}

const mostEvaluations = 200;
const longestStep = 3;
/** A gain smaller than this share of the value is rounding. */
const rounding = 1e-11;

/**
 * The highest point in a box, by Newton's steps on exact derivatives: damped where the function is
 * not concave, held at the side where it rises outwards. The same numbers give the same point.
 */
export function maximise(
  of: (at: Float64Array) => Curve,
  start: readonly number[],
  box: Box,
): Optimum {
  let at = inBox(Float64Array.from(start), box);
  let here = of(at);
  let evaluations = 1;
  let damping = 0;
  while (evaluations < mostEvaluations) {
    const step = stepFrom(here, at, box, damping);
    if (step === null) {
      damping = Math.max(1e-3 * steepness(here), damping * 8);
      if (damping > 1e12) break;
      continue;
    }
    if (step.gain <= rounding * (1 + Math.abs(here.value))) {
      const last = inBox(step.to, box);
      return { at: last, value: here.value, ...ended(last, box), converged: true, evaluations };
    }
    const to = inBox(step.to, box);
    const there = of(to);
    evaluations += 1;
    if (Number.isFinite(there.value) && there.value >= here.value) {
      at = to;
      here = there;
      damping = damping < 1e-9 ? 0 : damping / 10;
    } else {
      damping = Math.max(1e-3 * steepness(here), damping * 8);
      if (damping > 1e12) break;
    }
  }
  return { at, value: here.value, ...ended(at, box), converged: false, evaluations };
}

function ended(at: Float64Array, { low, high }: Box): { atBound: boolean } {
  return { atBound: at.some((value, i) => value <= (low[i] ?? 0) || value >= (high[i] ?? 0)) };
}

function inBox(at: Float64Array, { low, high }: Box): Float64Array {
  return at.map((value, i) => Math.min(Math.max(value, low[i] ?? value), high[i] ?? value));
}

function steepness({ hessian, gradient }: Curve): number {
  let most = 1e-6;
  for (let i = 0; i < gradient.length; i += 1) {
    most = Math.max(most, Math.abs(hessian[i * gradient.length + i] ?? 0));
  }
  return most;
}

/** The damped Newton step over the free coordinates, and what it promises; null: not concave enough. */
function stepFrom(
  { gradient, hessian }: Curve,
  at: Float64Array,
  { low, high }: Box,
  damping: number,
): { to: Float64Array; gain: number } | null {
  const size = at.length;
  const free: number[] = [];
  for (let i = 0; i < size; i += 1) {
    const rises = gradient[i] ?? 0;
    const held =
      (rises <= 0 && (at[i] ?? 0) <= (low[i] ?? 0)) ||
      (rises >= 0 && (at[i] ?? 0) >= (high[i] ?? 0));
    if (!held) free.push(i);
  }
  const matrix = free.map((i) =>
    free.map((j) => (i === j ? damping : 0) - (hessian[i * size + j] ?? 0)),
  );
  const step = solve(
    matrix,
    free.map((i) => gradient[i] ?? 0),
  );
  if (step === null) return null;
  const longest = step.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
  const scale = longest > longestStep ? longestStep / longest : 1;
  const to = at.slice();
  let gain = 0;
  free.forEach((i, index) => {
    const part = (step[index] ?? 0) * scale;
    to[i] = (to[i] ?? 0) + part;
    gain += (part * (gradient[i] ?? 0)) / 2;
  });
  return { to, gain };
}

/** Solves a symmetric positive system by Cholesky; null where it is not positive. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] | null {
  const lower = factor(matrix);
  if (lower === null) return null;
  const size = right.length;
  const cell = (i: number, j: number) => lower[i]?.[j] ?? 0;
  const half: number[] = [];
  for (let i = 0; i < size; i += 1) {
    let sum = right[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= cell(i, k) * (half[k] ?? 0);
    half.push(sum / cell(i, i));
  }
  const whole = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = half[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= cell(k, i) * (whole[k] ?? 0);
    whole[i] = sum / cell(i, i);
  }
  return whole.every(Number.isFinite) ? whole : null;
}

/** The lower triangle whose square is the matrix, row by row; null where there is none. */
function factor(matrix: readonly number[][]): number[][] | null {
  const lower: number[][] = [];
  for (const [i, cells] of matrix.entries()) {
    const row: number[] = [];
    for (const [j, other] of [...lower, row].entries()) {
      let sum = cells[j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (row[k] ?? 0) * (other[k] ?? 0);
      if (j < i) row.push(sum / (other[j] ?? 1));
      else if (sum > 0 && Number.isFinite(sum)) row.push(Math.sqrt(sum));
      else return null;
    }
    lower.push(row);
  }
  return lower;
}

/**
 * Which buyers may have stopped at once: with MBG/NBD anyone may, after any order; with BG/NBD nobody
 * does before the first repeat, so that every one-time buyer counts as a customer for ever. The
 * product predicts by the first; the second is what older tables were printed with.
 */
export type OrderModelName = 'mbgNbd' | 'bgNbd';

/** A shop's buyers: how their rates (r, α; α in weeks) and their ways of stopping (a, b) differ. */
export interface OrderParameters {
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/** One buyer as the models see them: repeats, weeks to the last order, weeks to now. */
export interface Timing {
  x: number;
  tx: number;
  T: number;
}

/** Chances to stop that a buyer has passed, beside the last one; −1: none at all. */
function passed({ x }: Timing, model: OrderModelName): number {
  return model === 'mbgNbd' ? x : x - 1;
}

/** How likely what a buyer did is, as a logarithm; sums of logarithms, because differences of ln Γ lose digits. */
export function logLikelihood(
  { r, alpha, a, b }: OrderParameters,
  timing: Timing,
  model: OrderModelName = 'mbgNbd',
): number {
  const { x, T } = timing;
  const y = passed(timing, model);
  let sum = -r * Math.log1p(T / alpha) - x * Math.log(alpha + T);
  for (let j = 0; j < x; j += 1) sum += Math.log(r + j);
  for (let j = 0; j < y; j += 1) sum += Math.log((b + j) / (a + b + j));
  if (y < 0) return sum;
  const silence = silenceOf({ r, alpha, a, b }, timing);
  return sum + silence + Math.log(a + (b + y) * Math.exp(-silence)) - Math.log(a + b + y);
}

/** How much likelier silence since the last order makes having stopped: (r + x) ln((α + T) / (α + t_x)). */
function silenceOf({ r, alpha }: OrderParameters, { x, tx, T }: Timing): number {
  return (r + x) * Math.log1p((T - tx) / (alpha + tx));
}

/** The chance that a buyer is still a customer. */
export function chanceAlive(
  parameters: OrderParameters,
  timing: Timing,
  model: OrderModelName = 'mbgNbd',
): number {
  const y = passed(timing, model);
  if (y < 0) return 1;
  const { a, b } = parameters;
  const alive = (b + y) * Math.exp(-silenceOf(parameters, timing));
  return alive / (a + alive);
}

/** The chance of an order within `weeks`, of a buyer who is still a customer. */
export function chanceActiveIfAlive(
  { r, alpha }: OrderParameters,
  { x, T }: Pick<Timing, 'x' | 'T'>,
  weeks: number,
): number {
  return -Math.expm1(-(r + x) * Math.log1p(weeks / (alpha + T)));
}

const tooLarge = 1e250;

/**
 * Orders to expect within `weeks` of a buyer who is still a customer. Each number k of orders they
 * would place if they never stopped (negative binomial) is worth the orders they place before
 * stopping: 1 + c/(a+c) + …, k terms. All terms are positive: nothing cancels, at a = 1 or elsewhere.
 */
export function expectedIfAlive(
  { r, alpha, a, b }: OrderParameters,
  timing: Timing,
  weeks: number,
  model: OrderModelName = 'mbgNbd',
): number {
  if (weeks <= 0) return 0;
  const R = r + timing.x;
  const c = b + passed(timing, model) + 1;
  const u = weeks / (alpha + timing.T);
  const z = u / (1 + u);
  let weight = 1;
  let weights = 1;
  let placed = 0;
  let survives = 1;
  let sum = 0;
  for (let k = 0; ; k += 1) {
    placed += survives;
    survives *= (c + k) / (a + c + k);
    const ratio = ((R + k) / (k + 1)) * z;
    weight *= ratio;
    weights += weight;
    sum += weight * placed;
    if (ratio < 1 && weight * placed <= 1e-16 * (1 - Math.max(ratio, z)) * sum)
      return sum / weights;
    if (weights > tooLarge) {
      weight /= tooLarge;
      weights /= tooLarge;
      sum /= tooLarge;
    }
  }
}

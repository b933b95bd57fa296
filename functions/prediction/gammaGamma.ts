import type { Buyings } from './buying.ts';
import { digamma, lnGamma, trigamma } from './gammaFunction.ts';
import { maximise, type Box, type Curve } from './optimise.ts';

/** How what buyers bring on a day differs within (p) and between them (q, γ; γ in minor units). */
export interface ValueParameters {
  p: number;
  q: number;
  gamma: number;
}

/** What fitting values needs of the repeat buyers; means are shares of the overall one. */
interface ValueStatistics {
  customers: number;
  scale: number;
  /** Repeats of each customer, and what they brought together, in units of `scale`. */
  repeats: Float64Array;
  totals: Float64Array;
  /** Distinct numbers of repeats, and how many customers have each. */
  xs: Float64Array;
  counts: Float64Array;
  sumLogMean: number;
  sumXLogMean: number;
}

/** Coordinates: ln p, ln q, ln (γ / the mean value). */
const box: Box = { low: [-4, -4, -8], high: [9, 9, 12] };
const starts = [
  [1, 1.2, 0.5],
  [2, 1.2, 1],
  [0, 2.5, 2],
] as const;

/**
 * Fits Gamma-Gamma to what repeat days brought; null where the values have no such shape: no
 * optimum inside the bounds, so that a number from it would be the bounds' and not the shop's.
 */
export function fitGammaGamma(
  buyings: Buyings,
): (ValueParameters & { logLikelihood: number }) | null {
  const statistics = valueStatistics(buyings);
  if (statistics === null) return null;
  const few = thinned(statistics);
  const climbed = starts.map((start) => maximise((at) => curveAt(few, at), start, box));
  const tried = climbed.reduce((one, other) => (other.value > one.value ? other : one));
  const best =
    few === statistics
      ? tried
      : maximise((at) => curveAt(statistics, at), Array.from(tried.at), box);
  if (best.atBound || !best.converged) return null;
  const [lnP = 0, lnQ = 0, lnGammaOfMean = 0] = best.at;
  const { scale } = statistics;
  // Densities are by minor unit again.
  const logLikelihood = best.value - statistics.customers * Math.log(scale);
  return {
    p: Math.exp(lnP),
    q: Math.exp(lnQ),
    gamma: Math.exp(lnGammaOfMean) * scale,
    logLikelihood,
  };
}

/** What one more order day of a buyer is expected to bring, in minor units. */
export function expectedValue(
  { p, q, gamma }: ValueParameters,
  repeats: number,
  repeatMeanMinor: number,
): number {
  return (p * (gamma + repeats * repeatMeanMinor)) / (p * repeats + q - 1);
}

/** Customers on whom starting points are tried; the best one's result is refined on all. */
const customersToTry = 4000;

function thinned(all: ValueStatistics): ValueStatistics {
  const every = Math.ceil(all.customers / customersToTry);
  if (every <= 1) return all;
  const kept = (_: number, index: number) => index % every === 0;
  return statisticsOf(all.repeats.filter(kept), all.totals.filter(kept), all.scale);
}

function valueStatistics(buyings: Buyings): ValueStatistics | null {
  const { count, repeats, repeatMeanMinor } = buyings;
  let customers = 0;
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    const mean = repeatMeanMinor[i] ?? 0;
    if ((repeats[i] ?? 0) < 1 || mean <= 0) continue;
    customers += 1;
    sum += mean;
  }
  if (customers === 0) return null;
  const scale = sum / customers;
  const xs = new Float64Array(customers);
  const totals = new Float64Array(customers);
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const x = repeats[i] ?? 0;
    const mean = repeatMeanMinor[i] ?? 0;
    if (x < 1 || mean <= 0) continue;
    xs[at] = x;
    totals[at] = (x * mean) / scale;
    at += 1;
  }
  return statisticsOf(xs, totals, scale);
}

/** `totals`: what the repeats of each customer brought, in units of `scale`. */
function statisticsOf(repeats: Float64Array, totals: Float64Array, scale: number): ValueStatistics {
  const numbers = new Map<number, number>();
  let sumLogMean = 0;
  let sumXLogMean = 0;
  for (let i = 0; i < repeats.length; i += 1) {
    const x = repeats[i] ?? 0;
    const log = Math.log((totals[i] ?? 0) / x);
    sumLogMean += log;
    sumXLogMean += x * log;
    numbers.set(x, (numbers.get(x) ?? 0) + 1);
  }
  return {
    customers: repeats.length,
    scale,
    repeats,
    totals,
    xs: Float64Array.from(numbers.keys()),
    counts: Float64Array.from(numbers.values()),
    sumLogMean,
    sumXLogMean,
  };
}

function curveAt(statistics: ValueStatistics, at: Float64Array): Curve {
  const [lnP = 0, lnQ = 0, lnGammaOfMean = 0] = at;
  const p = Math.exp(lnP);
  const q = Math.exp(lnQ);
  const gamma = Math.exp(lnGammaOfMean);
  const { customers: n, xs, counts, repeats, totals, sumLogMean, sumXLogMean } = statistics;
  let value = n * (q * lnGammaOfMean - lnGamma(q)) + p * sumXLogMean - sumLogMean;
  let byP = sumXLogMean;
  let byQ = n * (lnGammaOfMean - digamma(q));
  let byGamma = (n * q) / gamma;
  let pp = 0;
  let pq = 0;
  let qq = -n * trigamma(q);
  let pGamma = 0;
  let qGamma = n / gamma;
  let gammaGamma = (-n * q) / (gamma * gamma);
  for (let i = 0; i < xs.length; i += 1) {
    const x = xs[i] ?? 0;
    const count = counts[i] ?? 0;
    const shape = p * x;
    const both = trigamma(shape + q);
    value += count * (lnGamma(shape + q) - lnGamma(shape) + shape * Math.log(x));
    byP += count * x * (digamma(shape + q) - digamma(shape) + Math.log(x));
    byQ += count * digamma(shape + q);
    pp += count * x * x * (both - trigamma(shape));
    pq += count * x * both;
    qq += count * both;
  }
  for (let i = 0; i < repeats.length; i += 1) {
    const x = repeats[i] ?? 0;
    const whole = gamma + (totals[i] ?? 0);
    const log = Math.log(whole);
    const shape = p * x + q;
    const inverse = 1 / whole;
    value -= shape * log;
    byP -= x * log;
    byQ -= log;
    byGamma -= shape * inverse;
    pGamma -= x * inverse;
    qGamma -= inverse;
    gammaGamma += shape * inverse * inverse;
  }
  return {
    value,
    gradient: Float64Array.of(p * byP, q * byQ, gamma * byGamma),
    hessian: Float64Array.of(
      ...[p * p * pp + p * byP, p * q * pq, p * gamma * pGamma],
      ...[p * q * pq, q * q * qq + q * byQ, q * gamma * qGamma],
      ...[p * gamma * pGamma, q * gamma * qGamma, gamma * gamma * gammaGamma + gamma * byGamma],
    ),
  };
}

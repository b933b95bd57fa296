import { thinned, type BuyingGroups } from './buying.ts';
import type { OrderModelName, OrderParameters } from './mbgNbd.ts';
import { maximise, type Box, type Curve, type Optimum } from './optimise.ts';
import { orderSlopes, orderStatistics, type OrderStatistics } from './orderLikelihood.ts';

/**
 * `map`: with mild expectations of what shops are like, so that few orders cannot say anything
 * wild; `ml`: plain maximum likelihood, as printed tables were made.
 */
export type FitMethod = 'map' | 'ml';

export interface OrderFit extends OrderParameters {
  /** Of the orders, without what the method expected beforehand. */
  logLikelihood: number;
  converged: boolean;
}

/** Coordinates: ln r, ln α (weeks), logit φ, ln κ, where a = φκ and b = (1 − φ)κ. */
const box: Box = { low: [-7, -7, -12, -3], high: [7, 12, 6, 9] };
const expectedSd = 1.5;
/** Besides what shops are like: fast buyers who stay, and slow ones of whom most stop. */
const otherStarts = [
  [0.5, 3, -3, 1],
  [-1.5, 1, 0.5, 0],
] as const;
/** Groups on which starting points are tried; the best one's result is refined on all. */
const groupsToTry = 4000;

/** Fits the model of orders to a shop's buyers, whatever their order. */
export function fitOrders(
  groups: BuyingGroups,
  method: FitMethod = 'map',
  model: OrderModelName = 'mbgNbd',
): OrderFit {
  const all = orderStatistics(groups, model);
  const expected = [-0.5, Math.log(Math.max(all.meanAge, 1 / 7) / 4), -1.2, Math.log(4)];
  const few = orderStatistics(thinned(groups, groupsToTry), model);
  const tried = [expected, ...otherStarts].map((start) => climb(few, method, expected, start));
  const best = tried.reduce((one, other) => (other.value > one.value ? other : one));
  const found =
    few.groups === all.groups ? best : climb(all, method, expected, Array.from(best.at));
  const parameters = parametersAt(found.at);
  return {
    ...parameters,
    logLikelihood: orderSlopes(all, parameters).value,
    converged: found.converged,
  };
}

function climb(
  statistics: OrderStatistics,
  method: FitMethod,
  expected: readonly number[],
  start: readonly number[],
): Optimum {
  const prior = method === 'map' ? expected : null;
  return maximise((at) => curveAt(statistics, prior, at), start, box);
}

function parametersAt(at: Float64Array): OrderParameters {
  const [lnR = 0, lnAlpha = 0, logitPhi = 0, lnKappa = 0] = at;
  const kappa = Math.exp(lnKappa);
  return {
    r: Math.exp(lnR),
    alpha: Math.exp(lnAlpha),
    a: kappa / (1 + Math.exp(-logitPhi)),
    b: kappa / (1 + Math.exp(logitPhi)),
  };
}

/** The log-likelihood, and the prior's where there is one, by the coordinates. */
function curveAt(
  statistics: OrderStatistics,
  prior: readonly number[] | null,
  at: Float64Array,
): Curve {
  const { r, alpha, a, b } = parametersAt(at);
  const s = orderSlopes(statistics, { r, alpha, a, b });
  const mixed = (a * b) / (a + b);
  const bend = (mixed * (b - a)) / (a + b);
  const aOrB = s.a - s.b;
  const byPhi = mixed * aOrB;
  const byKappa = a * s.a + b * s.b;
  const rPhi = r * mixed * (s.ra - s.rb);
  const rKappa = r * (a * s.ra + b * s.rb);
  const alphaPhi = alpha * mixed * (s.alphaA - s.alphaB);
  const alphaKappa = alpha * (a * s.alphaA + b * s.alphaB);
  const rAlpha = r * alpha * s.rAlpha;
  const phiPhi = mixed * mixed * (s.aa - 2 * s.ab + s.bb) + bend * aOrB;
  const phiKappa = mixed * (a * s.aa + (b - a) * s.ab - b * s.bb) + byPhi;
  const kappaKappa = a * a * s.aa + 2 * a * b * s.ab + b * b * s.bb + byKappa;
  const curve: Curve = {
    value: s.value,
    gradient: Float64Array.of(r * s.r, alpha * s.alpha, byPhi, byKappa),
    hessian: Float64Array.of(
      ...[r * r * s.rr + r * s.r, rAlpha, rPhi, rKappa],
      ...[rAlpha, alpha * alpha * s.alphaAlpha + alpha * s.alpha, alphaPhi, alphaKappa],
      ...[rPhi, alphaPhi, phiPhi, phiKappa],
      ...[rKappa, alphaKappa, phiKappa, kappaKappa],
    ),
  };
  if (prior === null) return curve;
  const weight = 1 / expectedSd ** 2;
  prior.forEach((mean, i) => {
    const away = (at[i] ?? 0) - mean;
    curve.value -= (weight * away * away) / 2;
    curve.gradient[i] = (curve.gradient[i] ?? 0) - weight * away;
    curve.hessian[i * 5] = (curve.hessian[i * 5] ?? 0) - weight;
  });
  return curve;
}

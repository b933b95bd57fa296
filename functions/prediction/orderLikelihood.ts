import type { BuyingGroups } from './buying.ts';
import type { OrderModelName, OrderParameters } from './mbgNbd.ts';

/** The log-likelihood of a whole shop and its derivatives, by r, α, a and b. */
export interface Slopes {
  value: number;
  r: number;
  alpha: number;
  a: number;
  b: number;
  rr: number;
  rAlpha: number;
  ra: number;
  rb: number;
  alphaAlpha: number;
  alphaA: number;
  alphaB: number;
  aa: number;
  ab: number;
  bb: number;
}

/** What groups add up to once, before any parameter is tried. */
export interface OrderStatistics {
  groups: BuyingGroups;
  model: OrderModelName;
  customers: number;
  /** Customers with more than j repeats, at j. */
  moreThan: Float64Array;
  /** Customers, and their repeats, by age in days. */
  customersOfAge: Float64Array;
  repeatsOfAge: Float64Array;
  /** Weeks; of all customers. */
  meanAge: number;
}

const daysAWeek = 7;

export function orderStatistics(groups: BuyingGroups, model: OrderModelName): OrderStatistics {
  const { repeats, ageDays, counts } = groups;
  let mostRepeats = 0;
  let oldest = 0;
  for (let i = 0; i < counts.length; i += 1) {
    mostRepeats = Math.max(mostRepeats, repeats[i] ?? 0);
    oldest = Math.max(oldest, ageDays[i] ?? 0);
  }
  const moreThan = new Float64Array(mostRepeats + 1);
  const customersOfAge = new Float64Array(oldest + 1);
  const repeatsOfAge = new Float64Array(oldest + 1);
  let customers = 0;
  let weeks = 0;
  for (let i = 0; i < counts.length; i += 1) {
    const n = counts[i] ?? 0;
    const x = repeats[i] ?? 0;
    const age = ageDays[i] ?? 0;
    customers += n;
    weeks += (n * age) / daysAWeek;
    if (x > 0) moreThan[x - 1] = (moreThan[x - 1] ?? 0) + n;
    customersOfAge[age] = (customersOfAge[age] ?? 0) + n;
    repeatsOfAge[age] = (repeatsOfAge[age] ?? 0) + n * x;
  }
  for (let j = mostRepeats - 1; j >= 0; j -= 1) {
    moreThan[j] = (moreThan[j] ?? 0) + (moreThan[j + 1] ?? 0);
  }
  const meanAge = customers > 0 ? weeks / customers : 0;
  return { groups, model, customers, moreThan, customersOfAge, repeatsOfAge, meanAge };
}

function noSlopes(): Slopes {
  return {
    value: 0,
    r: 0,
    alpha: 0,
    a: 0,
    b: 0,
    rr: 0,
    rAlpha: 0,
    ra: 0,
    rb: 0,
    alphaAlpha: 0,
    alphaA: 0,
    alphaB: 0,
    aa: 0,
    ab: 0,
    bb: 0,
  };
}

/** `logLikelihood` of every customer, added up, and how it changes with the parameters. */
export function orderSlopes(statistics: OrderStatistics, parameters: OrderParameters): Slopes {
  const slopes = noSlopes();
  addCounts(slopes, statistics, parameters);
  addAges(slopes, statistics, parameters);
  addSilences(slopes, statistics, parameters);
  return slopes;
}

/** The products over the orders placed, as sums over j of how many placed more than j. */
function addCounts(
  to: Slopes,
  { moreThan, customers, model }: OrderStatistics,
  { r, a, b }: OrderParameters,
): void {
  const over = (j: number) => (j < 0 ? customers : (moreThan[j] ?? 0));
  const lag = model === 'mbgNbd' ? 0 : 1;
  for (let j = 0; j <= moreThan.length; j += 1) {
    const placed = over(j);
    to.value += placed * Math.log(r + j);
    to.r += placed / (r + j);
    to.rr -= placed / (r + j) ** 2;
    const stayed = over(j + lag);
    to.value += stayed * Math.log(b + j);
    to.b += stayed / (b + j);
    to.bb -= stayed / (b + j) ** 2;
    const asked = over(j + lag - 1);
    const all = a + b + j;
    to.value -= asked * Math.log(all);
    to.a -= asked / all;
    to.b -= asked / all;
    to.aa += asked / all ** 2;
    to.ab += asked / all ** 2;
    to.bb += asked / all ** 2;
  }
}

/** r ln α − (r + x) ln(α + T), which age alone decides. */
function addAges(
  to: Slopes,
  { customersOfAge, repeatsOfAge }: OrderStatistics,
  { r, alpha }: OrderParameters,
): void {
  for (let day = 0; day < customersOfAge.length; day += 1) {
    const n = customersOfAge[day] ?? 0;
    if (n === 0) continue;
    const orders = r * n + (repeatsOfAge[day] ?? 0);
    const repeats = repeatsOfAge[day] ?? 0;
    const weeks = day / daysAWeek;
    const inverse = 1 / (alpha + weeks);
    const grown = Math.log1p(weeks / alpha);
    to.value -= r * n * grown + repeats * Math.log(alpha + weeks);
    to.r -= n * grown;
    to.alpha += (n * r) / alpha - orders * inverse;
    to.rAlpha += n * (1 / alpha - inverse);
    to.alphaAlpha += orders * inverse * inverse - (n * r) / (alpha * alpha);
  }
}

/** ln((b + y) + a ((α + T) / (α + t_x))^(r + x)): still a customer, or stopped since the last order. */
function addSilences(
  to: Slopes,
  { groups, model, customersOfAge }: OrderStatistics,
  { r, alpha, a, b }: OrderParameters,
): void {
  const { repeats, spanDays, ageDays, counts } = groups;
  const days = customersOfAge.length;
  const logs = new Float64Array(days);
  const inverses = new Float64Array(days);
  for (let day = 0; day < days; day += 1) {
    logs[day] = Math.log1p(day / daysAWeek / alpha);
    inverses[day] = 1 / (alpha + day / daysAWeek);
  }
  const lag = model === 'mbgNbd' ? 0 : 1;
  for (let i = 0; i < counts.length; i += 1) {
    const x = repeats[i] ?? 0;
    const y = x - lag;
    if (y < 0) continue;
    const n = counts[i] ?? 0;
    const age = ageDays[i] ?? 0;
    const span = spanDays[i] ?? 0;
    const byR = (logs[age] ?? 0) - (logs[span] ?? 0);
    const now = inverses[age] ?? 0;
    const then = inverses[span] ?? 0;
    const R = r + x;
    const shrunk = Math.exp(-R * byR);
    const whole = a + (b + y) * shrunk;
    const byAlpha = R * (now - then);
    const stopped = a / whole;
    const alive = 1 - stopped;
    const perA = 1 / whole;
    const perB = shrunk / whole;
    const both = stopped * alive;
    to.value += n * (R * byR + Math.log(whole));
    to.r += n * stopped * byR;
    to.alpha += n * stopped * byAlpha;
    to.a += n * perA;
    to.b += n * perB;
    to.rr += n * both * byR * byR;
    to.rAlpha += n * (both * byR * byAlpha + stopped * (now - then));
    to.alphaAlpha += n * (both * byAlpha * byAlpha + stopped * R * (then * then - now * now));
    to.ra += n * perA * alive * byR;
    to.alphaA += n * perA * alive * byAlpha;
    to.rb -= n * stopped * perB * byR;
    to.alphaB -= n * stopped * perB * byAlpha;
    to.aa -= n * perA * perA;
    to.ab -= n * perA * perB;
    to.bb -= n * perB * perB;
  }
}

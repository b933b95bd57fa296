import type { Buying, Buyings } from './buying.ts';
import { expectedValue, fitGammaGamma } from './gammaGamma.ts';
import type { ValueModel } from './model.schema.ts';

/** Beyond this, who buys often spends otherwise a time, which Gamma-Gamma takes to be impossible. */
const mostCorrelation = 0.3;
/** A customer's own mean weighs as much as the shop's with one repeat day at least, and with forty at most. */
const halfway = { least: 1, most: 40 } as const;

/** How what an order day of each customer will bring is told from what repeat days brought. */
export function fitValue(buyings: Buyings): ValueModel {
  const { customers, meanMinor, correlation } = summed(buyings);
  const plain = (reason: 'correlated' | 'heavyTail' | 'noShape'): ValueModel => ({
    name: 'shrunkenMean',
    reason,
    meanMinor,
    halfwayRepeats: halfwayRepeats(buyings),
    correlation,
    customers,
  });
  if (Math.abs(correlation) > mostCorrelation) return plain('correlated');
  const fit = fitGammaGamma(buyings);
  if (fit === null) return plain('noShape');
  if (fit.q <= 1) return plain('heavyTail');
  return { name: 'gammaGamma', ...fit, correlation, customers };
}

/** What one more order day of a customer is expected to bring, in minor units. */
export function valueOf(
  model: ValueModel,
  { repeats, repeatMeanMinor }: Pick<Buying, 'repeats' | 'repeatMeanMinor'>,
): number {
  const known = repeatMeanMinor > 0 ? repeats : 0;
  switch (model.name) {
    case 'gammaGamma':
      return expectedValue(model, known, repeatMeanMinor);
    case 'shrunkenMean': {
      const { meanMinor, halfwayRepeats: weight } = model;
      return (meanMinor * weight + known * repeatMeanMinor) / (weight + known);
    }
  }
}

function summed({ count, repeats, repeatMeanMinor }: Buyings) {
  let customers = 0;
  let sumX = 0;
  let sumM = 0;
  for (let i = 0; i < count; i += 1) {
    const x = repeats[i] ?? 0;
    const mean = repeatMeanMinor[i] ?? 0;
    if (x < 1 || mean <= 0) continue;
    customers += 1;
    sumX += x;
    sumM += mean;
  }
  if (customers === 0) return { customers, meanMinor: 0, correlation: 0 };
  const meanX = sumX / customers;
  const meanMinor = sumM / customers;
  let xx = 0;
  let mm = 0;
  let xm = 0;
  for (let i = 0; i < count; i += 1) {
    const x = repeats[i] ?? 0;
    const mean = repeatMeanMinor[i] ?? 0;
    if (x < 1 || mean <= 0) continue;
    xx += (x - meanX) ** 2;
    mm += (mean - meanMinor) ** 2;
    xm += (x - meanX) * (mean - meanMinor);
  }
  // All alike in one of the two: nothing can move together.
  const correlation = xx > 0 && mm > 0 ? xm / Math.sqrt(xx * mm) : 0;
  return { customers, meanMinor, correlation };
}

/** How much one customer's days differ against how much customers do (Bühlmann's credibility). */
function halfwayRepeats({ count, repeats, repeatMeanMinor, repeatSquares }: Buyings): number {
  let customers = 0;
  let days = 0;
  let squaredDays = 0;
  let total = 0;
  let within = 0;
  for (let i = 0; i < count; i += 1) {
    const x = repeats[i] ?? 0;
    const mean = repeatMeanMinor[i] ?? 0;
    if (x < 1 || mean <= 0) continue;
    customers += 1;
    days += x;
    squaredDays += x * x;
    total += x * mean;
    within += Math.max(0, (repeatSquares[i] ?? 0) - x * mean * mean);
  }
  if (days <= customers) return halfway.least;
  const overall = total / days;
  const oneCustomers = within / (days - customers);
  let between = -(customers - 1) * oneCustomers;
  for (let i = 0; i < count; i += 1) {
    const x = repeats[i] ?? 0;
    const mean = repeatMeanMinor[i] ?? 0;
    if (x < 1 || mean <= 0) continue;
    between += x * (mean - overall) ** 2;
  }
  const share = between / (days - squaredDays / days);
  if (!(share > 0)) return halfway.most;
  return Math.min(halfway.most, Math.max(halfway.least, oneCustomers / share));
}

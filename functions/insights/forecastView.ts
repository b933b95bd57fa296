import { dateOfDay } from '../customers/calendar.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import { currencyExponent } from '../platform/money.ts';
import { leastToFit, type FittedModel } from '../prediction/model.schema.ts';
import type { CalibrationBin, ModelReview, PastForecast } from '../prediction/review.schema.ts';
import type { CalibrationView, ForecastView, ModelView } from './forecast.schema.ts';

/** Who can be predicted at all, in the segment language. */
const predictedQuery = 'chance_to_buy_90d >= 0';

/** A run's model and its own test as the API shows them; null: no run yet. */
export function modelView(review: ModelReview | null, currency: string): ModelView {
  if (review?.model.state !== 'fitted') return notEnough(review);
  const { model, asOf } = review;
  const { name, method, parameters, logLikelihood, customers, repeaters } = model;
  return {
    computedAt: instantOf(asOf),
    state: 'fitted',
    name,
    method,
    parameters,
    logLikelihood,
    customers,
    repeaters,
    value: valueView(model, currency),
    calibration: calibrationView(review, currency),
  };
}

/** What customers who are there now are expected to bring, as the API shows it. */
export function forecastView(review: ModelReview | null, currency: string): ForecastView {
  if (review?.model.state !== 'fitted') return notEnough(review);
  const { model, asOf, today } = review;
  return {
    computedAt: instantOf(asOf),
    state: 'fitted',
    customers: model.customers,
    query: predictedQuery,
    value: valueView(model, currency),
    forecasts: review.forecasts.map(({ days, expected, seasonRatio, past }) => ({
      days,
      until: dateOfDay(today + days),
      expected: sumsView(expected, currency),
      seasonRatio,
      past: past === null ? null : pastView(past, currency),
    })),
    calibration: calibrationView(review, currency),
  };
}

function notEnough(review: ModelReview | null): Extract<ModelView, { state: 'notEnough' }> {
  return {
    computedAt: review === null ? null : instantOf(review.asOf),
    state: 'notEnough',
    customers: review?.model.customers ?? 0,
    repeaters: review?.model.repeaters ?? 0,
    needs: { ...leastToFit },
  };
}

function valueView({ value }: FittedModel, currency: string) {
  const { correlation } = value;
  if (value.name === 'shrunkenMean') {
    const { name, reason, meanMinor, halfwayRepeats } = value;
    const mean = moneyOf(Math.round(meanMinor), currency);
    return { name, reason, mean, halfwayRepeats, correlation };
  }
  const { name, p, q, gamma } = value;
  return { name, p, q, gamma: gamma / 10 ** currencyExponent(currency), correlation };
}

interface Sums {
  buyers: number;
  orders: number;
  spendMinor: number;
}

function sumsView({ buyers, orders, spendMinor }: Sums, currency: string) {
  return { buyers, orders, spend: moneyOf(Math.round(spendMinor), currency) };
}

function pastView(past: PastForecast, currency: string) {
  const { madeOn, until, customers, expected, actual, newcomers } = past;
  return {
    madeOn: dateOfDay(madeOn),
    until: dateOfDay(until),
    customers,
    expected: sumsView(expected, currency),
    actual: sumsView(actual, currency),
    newcomers: {
      customers: newcomers.customers,
      orders: newcomers.orders,
      spend: moneyOf(newcomers.spendMinor, currency),
    },
  };
}

function calibrationView({ calibration }: ModelReview, currency: string): CalibrationView | null {
  if (calibration === null) return null;
  const { days, past, bins } = calibration;
  return {
    days,
    past: pastView(past, currency),
    tenths: bins.map((bin, place) => ({
      chanceFrom: bin.from,
      chanceTo: bin.to,
      customers: bin.customers,
      expectedBuyers: bin.expectedBuyers,
      actualBuyers: bin.actualBuyers,
      expectedOrders: bin.expectedOrders,
      actualOrders: bin.actualOrders,
      query: chanceQuery(place === 0 ? null : bin, bins[place + 1] ?? null),
    })),
  };
}

/** Chances in queries are rounded, so that neighbours meet without a gap. */
function chanceQuery(own: CalibrationBin | null, next: CalibrationBin | null): string {
  const from = own === null ? 0 : rounded(own.from);
  const least = `chance_to_buy_90d >= ${from.toFixed(4)}`;
  return next === null
    ? least
    : `${least} AND chance_to_buy_90d < ${rounded(next.from).toFixed(4)}`;
}

function rounded(chance: number): number {
  return Math.floor(chance * 10_000) / 10_000;
}

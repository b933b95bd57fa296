import type { Calendar } from '../customers/calendar.ts';
import { buyingAt, type Buyings } from '../prediction/buying.ts';
import { calibrationBins, emptyOutcomes, type Outcomes } from '../prediction/calibrate.ts';
import { fitModel } from '../prediction/fitModel.ts';
import { valueOf } from '../prediction/fitValue.ts';
import type { FittedModel, Model } from '../prediction/model.schema.ts';
import { Horizon } from '../prediction/predict.ts';
import type { Forecast, ModelReview, PastForecast } from '../prediction/review.schema.ts';
import { seasonLookBack, seasonRatio } from '../prediction/season.ts';
import { buyingsOf, OwnDays, type ShopBuyings } from './buyings.ts';
import type { Columns } from './columns.ts';
import { isSale, type OrderColumns } from './orderColumns.ts';

/** A shop as a run read it. */
export interface Read {
  columns: Columns;
  orders: OrderColumns;
  calendar: Calendar;
  /** Epoch seconds, and the shop-calendar day of it. */
  asOf: number;
  today: number;
}

/** What a forecast speaks of, in days from now. */
export const forecastDays = [30, 90, 180] as const;
const calibrationDays = 90;

/**
 * What the shop is to expect of its customers, and how such forecasts have done: each is made again
 * as of as many days ago as it looks ahead, by the same code, and held against what happened. The
 * days compared are whole ones, up to yesterday.
 */
export function reviewModel(
  shop: Read,
  fitted: { model: Model; of: ShopBuyings },
): Pick<ModelReview, 'forecasts' | 'calibration'> {
  const { model } = fitted;
  if (model.state !== 'fitted') return { forecasts: [], calibration: null };
  const seasons = salesByDay(shop);
  let calibration: ModelReview['calibration'] = null;
  const forecasts = forecastDays.map((days): Forecast => {
    const tried = tryPast(shop, days);
    if (tried !== null && days === calibrationDays) {
      calibration = { days, past: tried.past, bins: calibrationBins(tried.outcomes) };
    }
    return {
      days,
      ...expectedOf(model, fitted.of.buyings, days),
      seasonRatio: seasonRatio(seasons.on, {
        firstDay: seasons.firstDay,
        today: shop.today,
        days,
      }),
      past: tried?.past ?? null,
    };
  });
  return { forecasts, calibration };
}

function expectedOf(
  model: FittedModel,
  buyings: Buyings,
  days: number,
): Pick<Forecast, 'customers' | 'expected'> {
  const outcomes = foretell(model, buyings, days);
  return { customers: buyings.count, expected: expectedSums(outcomes) };
}

function foretell(model: FittedModel, buyings: Buyings, days: number): Outcomes {
  const horizon = new Horizon(model, days);
  const outcomes = emptyOutcomes(buyings.count);
  for (let i = 0; i < buyings.count; i += 1) {
    const buying = buyingAt(buyings, i);
    const { chance, orders } = horizon.within(buying);
    outcomes.chance[i] = chance;
    outcomes.expectedOrders[i] = orders;
    outcomes.expectedSpendMinor[i] = orders * valueOf(model.value, buying);
  }
  return outcomes;
}

function tryPast(shop: Read, days: number): { past: PastForecast; outcomes: Outcomes } | null {
  const until = shop.today - 1;
  const madeOn = until - days;
  const asOf = shop.calendar.startOf(madeOn + 1) - 1;
  const { customers, buyings } = buyingsOf(shop.columns, shop.orders, { asOf, today: madeOn });
  const model = fitModel(buyings);
  if (model.state !== 'fitted') return null;
  const outcomes = foretell(model, buyings, days);
  const newcomers = fillActual(shop, { madeOn, until }, customers, outcomes);
  const past: PastForecast = {
    madeOn,
    until,
    customers: buyings.count,
    expected: expectedSums(outcomes),
    actual: actualSums(outcomes),
    newcomers,
  };
  return { past, outcomes };
}

/** What the customers spoken of did, and what came from those who were not there yet. */
function fillActual(
  { columns, orders, asOf }: Read,
  { madeOn, until }: { madeOn: number; until: number },
  spokenOf: Int32Array,
  outcomes: Outcomes,
): PastForecast['newcomers'] {
  const newcomers = { customers: 0, orders: 0, spendMinor: 0 };
  const days = new OwnDays(orders, asOf);
  let at = 0;
  for (let i = 0; i < columns.count; i += 1) {
    const isSpokenOf = spokenOf[at] === i;
    if (columns.wholesale[i] === 1 || columns.historyIncomplete[i] === 1) continue;
    days.read(i);
    let bought = 0;
    let minor = 0;
    for (let k = 0; k < days.count; k += 1) {
      const day = days.day[k] ?? 0;
      if (day <= madeOn || day > until) continue;
      bought += 1;
      minor += days.minor[k] ?? 0;
    }
    if (isSpokenOf) {
      outcomes.actualOrders[at] = bought;
      outcomes.actualSpendMinor[at] = minor;
      at += 1;
    } else if (bought > 0) {
      newcomers.customers += 1;
      newcomers.orders += bought;
      newcomers.spendMinor += minor;
    }
  }
  return newcomers;
}

function expectedSums({ count, chance, expectedOrders, expectedSpendMinor }: Outcomes) {
  const sums = { buyers: 0, orders: 0, spendMinor: 0 };
  for (let i = 0; i < count; i += 1) {
    sums.buyers += chance[i] ?? 0;
    sums.orders += expectedOrders[i] ?? 0;
    sums.spendMinor += expectedSpendMinor[i] ?? 0;
  }
  return sums;
}

function actualSums({ count, actualOrders, actualSpendMinor }: Outcomes) {
  const sums = { buyers: 0, orders: 0, spendMinor: 0 };
  for (let i = 0; i < count; i += 1) {
    const orders = actualOrders[i] ?? 0;
    if (orders > 0) sums.buyers += 1;
    sums.orders += orders;
    sums.spendMinor += actualSpendMinor[i] ?? 0;
  }
  return sums;
}

/** Every order of the shop by day, whoever placed it. */
function salesByDay({ orders, asOf, today }: Read) {
  const from = today - seasonLookBack;
  const counts = new Float64Array(seasonLookBack + 1);
  let firstDay: number | null = null;
  for (let row = 0; row < orders.count; row += 1) {
    if (!isSale(orders, row, asOf)) continue;
    const day = orders.day[row] ?? 0;
    if (firstDay === null || day < firstDay) firstDay = day;
    if (day >= from && day <= today) counts[day - from] = (counts[day - from] ?? 0) + 1;
  }
  return { firstDay, on: (day: number) => counts[day - from] ?? 0 };
}

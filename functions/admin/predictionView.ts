import { dateOfDay } from '../customers/calendar.ts';
import { moneyOf } from '../platform/apiValue.ts';
import type { Model } from '../prediction/model.schema.ts';
import type { FiguresRead } from '../segments/figures.ts';
import type { PredictionView } from './prediction.schema.ts';

/** What is expected of a customer, read with the shop's model (`predicted`), as staff see it. */
export function predictionView(
  { prediction, figures, ownDays }: FiguresRead,
  model: Model | null,
  { today, currency, isPast }: { today: number; currency: string; isPast: boolean },
): PredictionView {
  const lastDay = ownDays.at(-1);
  if (isPast) return { state: 'notEnough', because: 'pastDay' };
  if (figures.historyIncomplete) return { state: 'notEnough', because: 'historyIncomplete' };
  if (figures.wholesale) return { state: 'notEnough', because: 'wholesale' };
  if (lastDay === undefined) return { state: 'notEnough', because: 'noOrder' };
  if (model?.state !== 'fitted' || prediction === null) {
    return { state: 'notEnough', because: 'shop' };
  }
  const { chance30, chance90, chance180, expectedOrders365, expectedSpend365 } = prediction;
  const next = prediction.nextOrder;
  const byDay = lastDay + (next?.byDays ?? 0);
  return {
    state: 'known',
    chance30,
    chance90,
    chance180,
    expectedOrders: expectedOrders365,
    expectedSpend: moneyOf(Math.round(expectedSpend365), currency),
    next:
      next === null
        ? null
        : {
            from: dateOfDay(lastDay + next.fromDays),
            by: dateOfDay(byDay),
            isLate: today > byDay,
          },
  };
}

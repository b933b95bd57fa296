import { dateOfDay } from '../customers/calendar.ts';
import { moneyOf } from '../platform/apiValue.ts';
import { abcAmount } from '../segments/abc.ts';
import type { RankingCutoffs, Scores } from '../segments/classes.schema.ts';
import type { Figures } from '../segments/figures.ts';
import { discountShare } from '../segments/promotion.ts';
import type { ClassSettings } from '../segments/run.schema.ts';
import { nextPoints } from '../segments/scoreSteps.ts';
import { windowsOf } from '../segments/windows.ts';
import type { CustomerFile } from './customers.schema.ts';

/** What the schemes beyond recency, frequency and spend measure a customer by. */
export function measuresView(
  figures: Figures,
  settings: ClassSettings,
  { today, currency }: { today: number; currency: string },
): CustomerFile['measures'] {
  const windows = windowsOf(figures, settings, today);
  const { lastFullPriceDay } = figures;
  return {
    recent: {
      days: settings.quadrant.windowDays,
      spent: moneyOf(windows.recentMinor, currency),
      orderDays: windows.recentOrderDays,
    },
    compared: {
      days: settings.abc.windowDays,
      amount: moneyOf(abcAmount(figures, windows, settings.abc), currency),
    },
    gapVariation: figures.gapVariation,
    codeOrders: figures.codeOrders,
    discountShare: discountShare(figures),
    lastFullPriceOn: lastFullPriceDay === null ? null : dateOfDay(lastFullPriceDay),
  };
}

/** What one more point of each score takes. */
export function nextPointsView(
  figures: Figures,
  scores: Scores | null,
  cutoffs: RankingCutoffs | null,
  currency: string,
): CustomerFile['nextPoints'] {
  if (scores === null || cutoffs === null) return [];
  return nextPoints(figures, scores, cutoffs).map(({ score, need }) => ({
    score,
    orders: need.what === 'money' ? null : need.amount,
    money: need.what === 'money' ? moneyOf(need.minor, currency) : null,
  }));
}

import type { Model } from '../prediction/model.schema.ts';
import { buyingAt } from '../prediction/buying.ts';
import { predictOne, Predictor } from '../prediction/predict.ts';
import { buyingOf, type ShopBuyings } from './buyings.ts';
import type { Columns } from './columns.ts';
import { writePrediction } from './columnsBuilder.ts';
import type { FiguresRead } from './figures.ts';

/**
 * A customer's figures with what the last run's model expects of them. As they are where it can say
 * nothing: no model yet, no order of their own will, a wholesale customer, an incomplete history.
 */
export function predicted(
  read: FiguresRead,
  model: Model | null | undefined,
  today: number,
): FiguresRead {
  const { figures } = read;
  if (model?.state !== 'fitted' || figures.wholesale || figures.historyIncomplete) return read;
  const buying = buyingOf(read, today);
  if (buying === null) return read;
  const prediction = predictOne(model, buying);
  const { expectedSpend365: potentialMinor, expectedSpend90: soonMinor } = prediction;
  return { ...read, figures: { ...figures, potentialMinor, soonMinor }, prediction };
}

/** The same for all customers a shop's model was fitted to; of the others nothing is expected. */
export function predictColumns(columns: Columns, model: Model, of: ShopBuyings): void {
  if (model.state !== 'fitted') return;
  const predictor = new Predictor(model);
  for (let i = 0; i < of.customers.length; i += 1) {
    const at = of.customers[i] ?? 0;
    const lastDay = of.lastDays[i] ?? 0;
    writePrediction(columns, at, predictor.of(buyingAt(of.buyings, i)), lastDay);
  }
}

import { expect, test } from 'vitest';
import { forecastViewSchema, modelViewSchema } from '../../functions/insights/forecast.schema.ts';
import { forecastView, modelView } from '../../functions/insights/forecastView.ts';
import { fitModel } from '../../functions/prediction/fitModel.ts';
import type { ModelReview } from '../../functions/prediction/review.schema.ts';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { buyingsOf } from '../../functions/segments/buyings.ts';
import type { Columns } from '../../functions/segments/columns.ts';
import { forgetPredictions } from '../../functions/segments/columns.ts';
import { reviewModel } from '../../functions/segments/modelReview.ts';
import { predictColumns } from '../../functions/segments/predicted.ts';
import { select } from '../../functions/segments/query/evaluate.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { contextOf } from '../../functions/segments/queryContext.ts';
import { historyOf, order } from './history.ts';

function shopOf(customers: number): { review: ModelReview; columns: Columns } {
  const buyers = Array.from({ length: customers }, (_, n) => {
    const first = 20 + ((n * 37) % 600);
    const days = Array.from({ length: 1 + (n % 6) }, (_x, at) => first - at * (7 + (n % 33)));
    return { rows: days.filter((ago) => ago > 0).map((ago) => order(ago, 900 + 13 * n + ago)) };
  });
  const { columns, orders, meta } = historyOf(buyers);
  const { asOf, today, version } = meta;
  const of = buyingsOf(columns, orders, { asOf, today });
  const model = fitModel(of.buyings);
  forgetPredictions(columns);
  predictColumns(columns, model, of);
  const shop = { columns, orders, calendar: calendarOf('UTC'), asOf, today };
  return { columns, review: { version, asOf, today, model, ...reviewModel(shop, { model, of }) } };
}

test('the links of all tenths find everybody who is predicted, each once', () => {
  const { review, columns } = shopOf(150);
  const view = forecastViewSchema.parse(forecastView(review, 'USD'));
  if (view.state !== 'fitted') throw new Error('this shop should be enough');
  const { tenths } = view.calibration!;
  const at = contextOf('UTC', 'USD', review.asOf);
  const found = (query: string) => {
    const read = parseQuery(query);
    if (!read.ok) throw new Error(read.error.message);
    return select(read.query, columns, at).count;
  };
  expect(tenths.length).toBeGreaterThan(4);
  expect(tenths.reduce((sum, { query }) => sum + found(query), 0)).toBe(150);
  expect(found(view.query)).toBe(view.customers);
});

test('the model is told with its name, its parameters and its own test', () => {
  const { review } = shopOf(150);
  const view = modelViewSchema.parse(modelView(review, 'USD'));
  expect(view).toMatchObject({ state: 'fitted', name: 'mbgNbd', method: 'map', customers: 150 });
  if (view.state !== 'fitted') throw new Error('this shop should be enough');
  expect(view.calibration!.past.customers).toBeLessThan(150);
  expect(Object.keys(view.parameters)).toEqual(['r', 'alpha', 'a', 'b']);
});

test('before there are enough orders, it says what is missing and nothing else', () => {
  const { review } = shopOf(15);
  const needs = { customers: 20, repeaters: 10 };
  const few = { state: 'notEnough', customers: 15, needs };
  expect(forecastViewSchema.parse(forecastView(review, 'JPY'))).toMatchObject(few);
  expect(modelView(null, 'JPY')).toEqual({
    ...{ computedAt: null, state: 'notEnough', customers: 0, repeaters: 0, needs },
  });
});

import { calendarOf } from '../../../functions/customers/calendar.ts';
import type { ForecastView } from '../../../functions/insights/forecast.schema.ts';
import { forecastView } from '../../../functions/insights/forecastView.ts';
import { fitModel } from '../../../functions/prediction/fitModel.ts';
import { buyingsOf } from '../../../functions/segments/buyings.ts';
import type { History } from '../../../functions/segments/histories.ts';
import { reviewModel } from '../../../functions/segments/modelReview.ts';

/** `/api/insights/forecast` of a shop with this history. */
export function forecastAnswer({ columns, orders, meta }: History): ForecastView {
  const { asOf, today, timeZone, currency, version } = meta;
  const of = buyingsOf(columns, orders, { asOf, today });
  const model = fitModel(of.buyings);
  const shop = { columns, orders, calendar: calendarOf(timeZone), asOf, today };
  const review = reviewModel(shop, { model, of });
  return forecastView({ version, asOf, today, model, ...review }, currency);
}

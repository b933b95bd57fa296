import { useTranslation } from 'react-i18next';
import type { ForecastView } from '../../functions/insights/forecast.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { Metric } from '../ui/Metric.tsx';
import { Grid } from '../ui/Page.tsx';
import { useForecastFinding } from './findings.ts';
import { useSeasonWords } from './useSeasonWords.ts';

type Fitted = Extract<ForecastView, { state: 'fitted' }>;

/** Revenue, orders and buyers of the next 30, 90 and 180 days. */
export function ForecastCard({ answer }: { answer: Fitted }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useChartWords();
  const season = useSeasonWords();
  const finding = useForecastFinding();
  const { forecasts } = answer;
  const rounded = (value: number) => formats.count(Math.round(value));
  const columns = [
    t('forecast.days'),
    t('forecast.until'),
    t('forecast.revenue'),
    t('forecast.orders'),
    t('forecast.buyers'),
    t('forecast.season.title'),
  ];
  return (
    <ChartCard
      title={t('forecast.next.title')}
      finding={finding(answer)}
      words={words}
      note={t('forecast.next.note')}
      table={{
        caption: t('forecast.next.title'),
        columns,
        rows: forecasts.map(({ days, until, expected, seasonRatio }) => ({
          key: String(days),
          cells: [
            formats.count(days),
            formats.calendarDate(until),
            formats.wholeMoney(expected.spend),
            rounded(expected.orders),
            rounded(expected.buyers),
            season(seasonRatio, days),
          ],
        })),
      }}
      csv={{
        name: 'forecast.csv',
        rows: [
          columns,
          ...forecasts.map(({ days, until, expected, seasonRatio }) => [
            days,
            until,
            expected.spend.amount,
            expected.orders,
            expected.buyers,
            seasonRatio ?? '',
          ]),
        ],
      }}
    >
      <Grid min="16rem">
        {forecasts.map(({ days, until, expected, seasonRatio }) => (
          <Metric
            key={days}
            name={t('forecast.next.days', { days: formats.count(days) })}
            figure={formats.wholeMoney(expected.spend)}
            to={customersPath({ query: answer.query })}
            lines={[
              t('forecast.next.until', { date: formats.calendarDate(until) }),
              t('forecast.next.sums', {
                orders: rounded(expected.orders),
                buyers: rounded(expected.buyers),
              }),
              season(seasonRatio, days),
            ]}
          />
        ))}
      </Grid>
    </ChartCard>
  );
}

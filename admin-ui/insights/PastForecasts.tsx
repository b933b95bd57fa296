import { useTranslation } from 'react-i18next';
import type { ForecastView } from '../../functions/insights/forecast.schema.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { ChartCard } from '../ui/ChartCard.tsx';
import { PairedBars } from '../ui/PairedBars.tsx';
import { Text } from '../ui/Text.tsx';
import { useErrorWords } from './useErrorWords.ts';

type Forecasts = Extract<ForecastView, { state: 'fitted' }>['forecasts'];

/** The same forecasts as they would have been made before, against what happened since. */
export function PastForecasts({ forecasts }: { forecasts: Forecasts }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useChartWords();
  const off = useErrorWords();
  const made = forecasts.flatMap(({ days, past }) => (past === null ? [] : [{ days, ...past }]));
  const shown = made.find(({ days }) => days === 90) ?? made.at(-1);
  if (shown === undefined) {
    return (
      <Card title={t('forecast.past.title')}>
        <Text as="p">{t('forecast.past.tooEarly')}</Text>
      </Card>
    );
  }
  const rounded = (value: number) => formats.count(Math.round(value));
  const columns = [
    t('forecast.past.madeOn'),
    t('forecast.until'),
    t('forecast.past.customers'),
    t('forecast.past.expectedOrders'),
    t('forecast.past.actualOrders'),
    t('forecast.past.expectedRevenue'),
    t('forecast.past.actualRevenue'),
    t('forecast.past.newCustomers'),
    t('forecast.past.newRevenue'),
  ];
  return (
    <ChartCard
      title={t('forecast.past.title')}
      finding={t('forecast.past.finding', {
        days: formats.count(shown.days),
        expected: rounded(shown.expected.orders),
        actual: rounded(shown.actual.orders),
        off: off(shown.expected.orders, shown.actual.orders),
      })}
      words={words}
      note={t('forecast.past.note')}
      table={{
        caption: t('forecast.past.title'),
        columns,
        rows: made.map(({ days, madeOn, until, customers, expected, actual, newcomers }) => ({
          key: String(days),
          cells: [
            formats.calendarDate(madeOn),
            formats.calendarDate(until),
            formats.count(customers),
            rounded(expected.orders),
            rounded(actual.orders),
            formats.wholeMoney(expected.spend),
            formats.wholeMoney(actual.spend),
            formats.count(newcomers.customers),
            formats.wholeMoney(newcomers.spend),
          ],
        })),
      }}
      csv={{
        name: 'past-forecasts.csv',
        rows: [
          columns,
          ...made.map(({ madeOn, until, customers, expected, actual, newcomers }) => [
            madeOn,
            until,
            customers,
            expected.orders,
            actual.orders,
            expected.spend.amount,
            actual.spend.amount,
            newcomers.customers,
            newcomers.spend.amount,
          ]),
        ],
      }}
    >
      <PairedBars
        names={[t('forecast.past.expected'), t('forecast.past.actual')]}
        groups={made.map(({ days, madeOn, until, expected, actual, newcomers }) => ({
          key: String(days),
          name: t('forecast.past.period', {
            from: formats.calendarDate(madeOn),
            to: formats.calendarDate(until),
          }),
          pairs: [
            {
              key: 'revenue',
              name: t('forecast.revenue'),
              values: [Number(expected.spend.amount), Number(actual.spend.amount)],
              figures: [formats.wholeMoney(expected.spend), formats.wholeMoney(actual.spend)],
            },
            {
              key: 'orders',
              name: t('forecast.orders'),
              values: [expected.orders, actual.orders],
              figures: [rounded(expected.orders), rounded(actual.orders)],
            },
          ],
          note: t('forecast.past.newcomers', {
            customers: formats.count(newcomers.customers),
            money: formats.wholeMoney(newcomers.spend),
            share: formats.percent(
              shareOf(Number(newcomers.spend.amount), Number(actual.spend.amount)),
            ),
          }),
        }))}
      />
    </ChartCard>
  );
}

function shareOf(part: number, rest: number): number {
  return part + rest > 0 ? part / (part + rest) : 0;
}

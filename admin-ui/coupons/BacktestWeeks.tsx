import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backtest } from '../../functions/coupons/backtest.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { Button } from '../ui/Button.tsx';
import { downloadCsv } from '../ui/downloadCsv.ts';
import { LineChart } from '../ui/LineChart.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

/** Coupons by week, as a line or as a table, inside the card of the trial. */
export function BacktestWeeks({ backtest: { weeks } }: { backtest: Backtest }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useChartWords();
  const [asTable, setAsTable] = useState(false);
  const most = weeks.reduce((one, other) => (other.coupons > one.coupons ? other : one));
  const columns = [t('backtest.week'), t('backtest.coupons'), t('backtest.cost')];
  const caption = t('backtest.byWeek');
  return (
    <>
      <Text as="h3" kind="small" tone="subdued">
        {caption}
      </Text>
      <Text as="p">
        {t('backtest.finding', {
          coupons: formats.count(most.coupons),
          week: formats.calendarDate(most.from),
        })}
      </Text>
      {asTable ? (
        <PlainTable
          caption={caption}
          columns={columns}
          rows={weeks.map(({ from, coupons, costCeiling }) => ({
            key: from,
            cells: [
              formats.calendarDate(from),
              formats.count(coupons),
              costCeiling === null ? '–' : formats.money(costCeiling),
            ],
          }))}
        />
      ) : (
        <LineChart
          label={caption}
          series={[
            {
              name: t('backtest.coupons'),
              points: weeks.map(({ from, coupons }) => ({
                x: formats.calendarDate(from),
                y: coupons,
              })),
            },
          ]}
          yFormat={(value) => formats.count(Math.round(value * 10) / 10)}
          height="8rem"
        />
      )}
      <Row gap="base">
        <Button
          look="plain"
          label={`${asTable ? words.chart : words.table}: ${caption}`}
          onClick={() => {
            setAsTable(!asTable);
          }}
        >
          {asTable ? words.chart : words.table}
        </Button>
        <Button
          look="plain"
          label={`${words.csv}: ${caption}`}
          onClick={() => {
            downloadCsv('last-year.csv', [
              [...columns, 'currency'],
              ...weeks.map(({ from, coupons, costCeiling }) => [
                from,
                coupons,
                costCeiling?.amount ?? '',
                costCeiling?.currency ?? '',
              ]),
            ]);
          }}
        >
          {words.csv}
        </Button>
      </Row>
    </>
  );
}

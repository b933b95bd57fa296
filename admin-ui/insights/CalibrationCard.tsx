import { useTranslation } from 'react-i18next';
import type { CalibrationView } from '../../functions/insights/forecast.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { ChartCard } from '../ui/ChartCard.tsx';
import { LineChart } from '../ui/LineChart.tsx';
import { Link } from '../ui/Link.tsx';
import { Stack } from '../ui/Stack.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Text } from '../ui/Text.tsx';

/** Whether as many ordered as were expected to, from the least likely customers to the likeliest. */
export function CalibrationCard({ calibration }: { calibration: CalibrationView | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useChartWords();
  const best = calibration?.tenths.at(-1);
  if (calibration === null || best === undefined) {
    return (
      <Card title={t('forecast.calibration.title')}>
        <Text as="p">{t('forecast.calibration.tooEarly')}</Text>
      </Card>
    );
  }
  const { days, past, tenths } = calibration;
  const range = (from: number, to: number) =>
    t('forecast.calibration.range', { from: formats.percent(from), to: formats.percent(to) });
  const columns = [
    t('forecast.calibration.chance'),
    t('forecast.past.customers'),
    t('forecast.calibration.expected'),
    t('forecast.calibration.actual'),
    t('forecast.past.expectedOrders'),
    t('forecast.past.actualOrders'),
  ];
  const table = {
    caption: t('forecast.calibration.title'),
    columns: [...columns, t('forecast.calibration.now')],
    rows: tenths.map((tenth, at) => ({
      key: String(at),
      cells: [
        range(tenth.chanceFrom, tenth.chanceTo),
        formats.count(tenth.customers),
        formats.count(Math.round(tenth.expectedBuyers)),
        formats.count(tenth.actualBuyers),
        formats.count(Math.round(tenth.expectedOrders)),
        formats.count(tenth.actualOrders),
        <Link
          key="now"
          to={customersPath({ query: tenth.query })}
          label={t('forecast.calibration.people', {
            range: range(tenth.chanceFrom, tenth.chanceTo),
          })}
        >
          {t('forecast.calibration.show')}
        </Link>,
      ],
    })),
  };
  const line = (name: string, of: (tenth: (typeof tenths)[number]) => number, dashed: boolean) => ({
    name,
    dashed,
    points: tenths.map((tenth) => ({
      x: range(tenth.chanceFrom, tenth.chanceTo),
      y: of(tenth) / tenth.customers,
    })),
  });
  return (
    <ChartCard
      title={t('forecast.calibration.title')}
      finding={t('forecast.calibration.finding', {
        customers: formats.count(best.customers),
        expected: formats.percent(best.expectedBuyers / best.customers),
        actual: formats.percent(best.actualBuyers / best.customers),
      })}
      words={words}
      note={t('forecast.calibration.note', {
        days: formats.count(days),
        date: formats.calendarDate(past.madeOn),
        customers: formats.count(past.customers),
      })}
      table={table}
      csv={{
        name: 'calibration.csv',
        rows: [
          [t('forecast.calibration.from'), t('forecast.calibration.to'), ...columns.slice(1)],
          ...tenths.map((tenth) => [
            tenth.chanceFrom,
            tenth.chanceTo,
            tenth.customers,
            tenth.expectedBuyers,
            tenth.actualBuyers,
            tenth.expectedOrders,
            tenth.actualOrders,
          ]),
        ],
      }}
    >
      <Stack gap="base">
        <LineChart
          label={t('forecast.calibration.chart')}
          yFormat={formats.percent}
          series={[
            line(t('forecast.calibration.actual'), (tenth) => tenth.actualBuyers, false),
            line(t('forecast.calibration.expected'), (tenth) => tenth.expectedBuyers, true),
          ]}
        />
        <PlainTable {...table} />
      </Stack>
    </ChartCard>
  );
}

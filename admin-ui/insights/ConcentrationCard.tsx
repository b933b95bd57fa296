import { useTranslation } from 'react-i18next';
import type { Concentration } from '../../functions/insights/insights.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Bars } from '../ui/Bars.tsx';
import { ChartCard } from '../ui/ChartCard.tsx';
import { LineChart } from '../ui/LineChart.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';

/** Hundredths of customers between two rows of the table. */
const tableStep = 5;

/** The line of how much of the money the first so many customers bring. */
export function ConcentrationCard({ concentration }: { concentration: Concentration }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { curve, top, buyers, half } = concentration;
  const axis = (number: number) => t('value.few.axis', { number });
  const fifth = top.find(({ of }) => of === 0.2);
  return (
    <ChartCard
      title={<Term meaning={t('value.few.meaning')}>{t('value.few.title')}</Term>}
      finding={
        fifth === undefined
          ? t('value.few.none')
          : t('value.few.finding', {
              share: formats.percent(fifth.share),
              half: formats.count(half),
              customers: formats.count(buyers.customers),
            })
      }
      words={useChartWords()}
      empty={buyers.customers === 0}
      note={t('value.few.note', {
        nothing: formats.count(concentration.noNetSpend.customers),
        incomplete: formats.count(concentration.historyIncomplete.customers),
      })}
      table={{
        caption: t('value.few.title'),
        columns: [t('value.few.customers'), t('value.few.share')],
        rows: curve.flatMap((share, hundredth) =>
          hundredth % tableStep === 0
            ? [{ key: String(hundredth), cells: [axis(hundredth), formats.percent(share)] }]
            : [],
        ),
      }}
      csv={{
        name: 'concentration.csv',
        rows: [
          ['share_of_customers', 'share_of_net_spend'],
          ...curve.map((share, hundredth) => [hundredth / 100, share]),
        ],
      }}
    >
      <Stack gap="base">
        <LineChart
          label={t('value.few.title')}
          yFormat={formats.percent}
          yRange={[0, 1]}
          series={[
            {
              name: t('value.few.actual'),
              points: curve.map((y, hundredth) => ({ x: axis(hundredth), y })),
            },
            {
              name: t('value.few.equal'),
              dashed: true,
              points: curve.map((_, hundredth) => ({ x: axis(hundredth), y: hundredth / 100 })),
            },
          ]}
        />
        <Bars
          bars={top.map(({ of, customers, share, netSpent, query }) => ({
            key: String(of),
            name: `${t('value.few.top', { share: formats.percent(of) })}: ${formats.percent(share)}`,
            share,
            to: customersPath({ query: query ?? '' }),
            figures: (
              <>
                <b>{formats.count(customers)}</b>
                <span>{formats.wholeMoney(netSpent)}</span>
              </>
            ),
          }))}
        />
      </Stack>
    </ChartCard>
  );
}

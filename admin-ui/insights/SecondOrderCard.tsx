import { useTranslation } from 'react-i18next';
import type { SecondOrder } from '../../functions/insights/insights.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Bars } from '../ui/Bars.tsx';
import { ChartCard } from '../ui/ChartCard.tsx';
import { LineChart } from '../ui/LineChart.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

/** How long until customers order on a second day, and how many have not. */
export function SecondOrderCard({ second }: { second: SecondOrder }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useChartWords();
  const { curve, first, notYet } = second;
  const share = formats.percent(first.customers === 0 ? 0 : notYet.customers / first.customers);
  const groups = [
    ...second.waits.map(({ from, to, customers, query }) => ({
      key: String(from),
      name:
        to === null
          ? t('comeback.second.over', { days: from - 1 })
          : t('comeback.second.range', { from, to }),
      customers,
      query,
    })),
    { key: 'notYet', name: t('comeback.second.notYet'), ...notYet },
  ];
  return (
    <ChartCard
      title={t('comeback.second.title')}
      finding={
        first.customers === 0
          ? t('comeback.none.body')
          : second.medianDays === null
            ? t('comeback.second.early', { share })
            : t('comeback.second.finding', { days: formats.count(second.medianDays), share })
      }
      words={words}
      empty={first.customers === 0}
      note={t('comeback.second.note')}
      table={{
        caption: t('comeback.second.title'),
        columns: [t('comeback.second.axis'), t('comeback.second.expected')],
        rows: (curve?.points ?? []).map((point) => ({
          key: String(point.days),
          cells: [
            t('comeback.second.day', { number: formats.count(point.days) }),
            formats.percent(point.share),
          ],
        })),
      }}
      csv={{ name: 'second-order.csv', rows: csvOf(second) }}
    >
      <Stack gap="base">
        {curve === null ? (
          <Text as="p" tone="subdued">
            {t('comeback.second.tooFew', {
              least: second.leastSecond,
              count: second.second.customers,
            })}
          </Text>
        ) : (
          <>
            <LineChart
              label={t('comeback.second.expected')}
              yFormat={formats.percent}
              series={[
                {
                  name: t('comeback.second.expected'),
                  points: curve.points.map(({ days, share: y }) => ({
                    x: t('comeback.second.day', { number: formats.count(days) }),
                    y,
                  })),
                },
              ]}
            />
            <Text as="p" tone="subdued">
              {curve.halfDays === null
                ? t('comeback.second.notReached')
                : t('comeback.second.reached', { days: formats.count(curve.halfDays) })}
            </Text>
          </>
        )}
        <Text as="h3" kind="heading">
          {t('comeback.second.waits')}
        </Text>
        <Bars
          bars={groups.map(({ key, name, customers, query }) => ({
            key,
            name,
            share: first.customers === 0 ? 0 : customers / first.customers,
            to: customersPath({ query }),
            figures: (
              <>
                <b>{formats.count(customers)}</b>
                <span>
                  {formats.percent(first.customers === 0 ? 0 : customers / first.customers)}
                </span>
              </>
            ),
          }))}
        />
      </Stack>
    </ChartCard>
  );
}

function csvOf({ waits, notYet, curve }: SecondOrder): (string | number)[][] {
  return [
    ['from_days', 'to_days', 'customers'],
    ...waits.map(({ from, to, customers }) => [from, to ?? '', customers]),
    ['not_yet', '', notYet.customers],
    ['days', 'share_expected_back'],
    ...(curve?.points ?? []).map(({ days, share }) => [days, share]),
  ];
}

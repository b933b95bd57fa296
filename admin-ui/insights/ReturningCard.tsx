import { useTranslation } from 'react-i18next';
import type { Returning } from '../../functions/insights/insights.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats, useShopPlace } from '../i18n/shopPlace.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { LineChart } from '../ui/LineChart.tsx';
import { Link } from '../ui/Link.tsx';
import { laterShare } from './laterShare.ts';
import { useMonths } from './useMonths.ts';

const kinds = ['first', 'later', 'unknown', 'walkIn'] as const;

/** Revenue of first orders against later ones, by month. */
export function ReturningCard({ returning }: { returning: Returning }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useMonths();
  const { months } = returning;
  const share = laterShare(returning);
  const shownKinds = kinds.filter((kind) => months.some((month) => month[kind].orders > 0));
  const { currency } = useShopPlace();
  return (
    <ChartCard
      title={t('comeback.returning.title')}
      finding={
        share === null
          ? t('comeback.returning.early')
          : t('comeback.returning.finding', { share: formats.percent(share) })
      }
      words={useChartWords()}
      empty={shownKinds.length === 0}
      note={t('comeback.returning.note')}
      table={{
        caption: t('comeback.returning.title'),
        columns: [
          t('comeback.returning.month'),
          ...shownKinds.flatMap((kind) => [
            t(`comeback.returning.${kind}`),
            `${t(`comeback.returning.${kind}`)}: ${t('comeback.returning.orders')}`,
          ]),
        ],
        rows: months.map((month) => ({
          key: month.month,
          cells: [
            nameOf(month.month),
            ...shownKinds.flatMap((kind) => [
              formats.money(month[kind].netSpent),
              kind === 'first' ? (
                <Link key={kind} to={customersPath({ query: month.first.query })}>
                  {formats.count(month.first.orders)}
                </Link>
              ) : (
                formats.count(month[kind].orders)
              ),
            ]),
          ],
        })),
      }}
      csv={{ name: 'new-and-returning.csv', rows: csvOf(returning) }}
    >
      <LineChart
        label={t('comeback.returning.title')}
        yFormat={(amount) => formats.wholeMoney({ amount: String(Math.round(amount)), currency })}
        series={(['later', 'first'] as const).map((kind) => ({
          name: t(`comeback.returning.${kind}`),
          points: months.map((month) => ({
            x: nameOf(month.month),
            y: Number(month[kind].netSpent.amount),
          })),
        }))}
      />
    </ChartCard>
  );
}

function csvOf({ months }: Returning): (string | number)[][] {
  return [
    ['month', ...kinds.flatMap((kind) => [`${kind}_orders`, `${kind}_net`]), 'currency'],
    ...months.map((month) => [
      month.month,
      ...kinds.flatMap((kind) => [month[kind].orders, month[kind].netSpent.amount]),
      month.first.netSpent.currency,
    ]),
  ];
}

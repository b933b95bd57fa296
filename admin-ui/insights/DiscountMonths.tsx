import { useTranslation } from 'react-i18next';
import type { DiscountCheckup } from '../../functions/insights/discounts.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { shareOf } from '../overview/compare.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { LineChart } from '../ui/LineChart.tsx';
import { useMonthName } from './useMonthName.ts';

/** Discounts by calendar month of the year looked at; the first and the last are parts of one. */
export function DiscountMonths({ checkup }: { checkup: DiscountCheckup }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useChartWords();
  const monthName = useMonthName();
  const months = checkup.byMonth;
  const most = months.reduce((one, other) =>
    Number(other.discounted.discount.amount) > Number(one.discounted.discount.amount) ? other : one,
  );
  const { currency } = most.discounted.discount;
  const full = (all: (typeof most)['all']) =>
    String(Number(all.revenue.amount) + Number(all.discount.amount));
  const columns = [
    t('discounts.months.month'),
    t('discounts.whom.orders'),
    t('discounts.given'),
    t('discounts.months.share'),
  ];
  return (
    <ChartCard
      title={t('discounts.months.title')}
      finding={t('discounts.months.finding', {
        month: monthName(most.month),
        money: formats.money(most.discounted.discount),
      })}
      table={{
        caption: t('discounts.months.title'),
        columns,
        rows: months.map(({ month, all, discounted }) => ({
          key: month,
          cells: [
            monthName(month),
            formats.count(discounted.orders),
            formats.money(discounted.discount),
            formats.percent(shareOf(all.discount.amount, full(all))),
          ],
        })),
      }}
      csv={{
        name: 'discounts-by-month.csv',
        rows: [
          [...columns.slice(0, 3), 'currency'],
          ...months.map(({ month, discounted }) => [
            month,
            discounted.orders,
            discounted.discount.amount,
            discounted.discount.currency,
          ]),
        ],
      }}
      words={words}
    >
      <LineChart
        label={t('discounts.months.title')}
        series={[
          {
            name: t('discounts.given'),
            points: months.map(({ month, discounted }) => ({
              x: monthName(month),
              y: Number(discounted.discount.amount),
            })),
          },
        ]}
        yFormat={(value) => formats.wholeMoney({ amount: String(value), currency })}
        height="9rem"
      />
    </ChartCard>
  );
}

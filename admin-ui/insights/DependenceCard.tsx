import { useTranslation } from 'react-i18next';
import type { DiscountDependence } from '../../functions/insights/products.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Bars } from '../ui/Bars.tsx';
import { ChartCard } from '../ui/ChartCard.tsx';
import { LineChart } from '../ui/LineChart.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';
import { useMonths } from './useMonths.ts';

type Sums = DiscountDependence['year'];

/** How much of the shop lives on discounts, by month, by class and by attitude. */
export function DependenceCard({ dependence }: { dependence: DiscountDependence }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useMonths();
  const { months, year } = dependence;
  const columns = [
    t('goods.dependence.ofOrders'),
    t('goods.dependence.ofRevenue'),
    t('goods.dependence.orders'),
    t('goods.dependence.discounted'),
    t('goods.dependence.withCode'),
    t('goods.dependence.discount'),
  ];
  const cells = (sums: Sums) => [
    percentOf(ofOrders(sums)),
    percentOf(ofRevenue(sums)),
    formats.count(sums.orders),
    formats.count(sums.discounted),
    formats.count(sums.withCode),
    formats.money(sums.discount),
  ];
  const percentOf = (share: number | null) => (share === null ? '–' : formats.percent(share));
  return (
    <ChartCard
      title={<Term meaning={t('goods.dependence.meaning')}>{t('goods.dependence.title')}</Term>}
      finding={
        year.orders === 0
          ? t('goods.dependence.none')
          : t('goods.dependence.finding', {
              share: percentOf(ofOrders(year)),
              money: percentOf(ofRevenue(year)),
              discount: formats.money(year.discount),
            })
      }
      words={useChartWords()}
      empty={year.orders === 0 && months.length === 0}
      table={{
        caption: `${t('goods.dependence.title')} (${t('goods.dependence.month')})`,
        columns: [t('goods.dependence.month'), ...columns],
        rows: months.map((month) => ({
          key: month.month,
          cells: [nameOf(month.month), ...cells(month)],
        })),
      }}
      csv={{ name: 'discount-dependence.csv', rows: csvOf(dependence) }}
    >
      {months.length > 0 && (
        <Stack gap="base">
          <LineChart
            label={t('goods.dependence.title')}
            yFormat={formats.percent}
            yRange={[0, 1]}
            series={[
              { name: t('goods.dependence.ofOrders'), of: ofOrders },
              { name: t('goods.dependence.ofRevenue'), of: ofRevenue },
            ].map(({ name, of }) => ({
              name,
              points: months.map((month) => ({ x: nameOf(month.month), y: of(month) })),
            }))}
          />
          <ByClass dependence={dependence} columns={columns} cells={cells} />
          <Attitudes attitudes={dependence.attitudes} />
        </Stack>
      )}
    </ChartCard>
  );
}

function ByClass({
  dependence: { schemes, walkIn },
  columns,
  cells,
}: {
  dependence: DiscountDependence;
  columns: readonly string[];
  cells: (sums: Sums) => string[];
}) {
  const { t } = useTranslation();
  const classWords = useClassWords();
  const levels = schemes.find(({ scheme }) => scheme === 'level')?.classes ?? [];
  const used = levels.filter(({ orders }) => orders > 0);
  return (
    <Stack gap="tight">
      <Text as="h3" kind="small" strong>
        {t('goods.dependence.byClass')}
      </Text>
      <PlainTable
        caption={t('goods.dependence.byClass')}
        columns={[t('goods.dependence.group'), ...columns]}
        rows={[
          ...used.map((group) => ({
            key: group.key ?? 'none',
            cells: [classWords('level', group.key), ...cells(group)],
          })),
          ...(walkIn.orders === 0
            ? []
            : [{ key: 'walkIn', cells: [t('goods.sold.walkIn'), ...cells(walkIn)] }]),
        ]}
      />
    </Stack>
  );
}

function Attitudes({ attitudes }: { attitudes: DiscountDependence['attitudes'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const classWords = useClassWords();
  const driven = attitudes.find(({ key }) => key === 'driven');
  const most = Math.max(1, ...attitudes.map(({ customers }) => customers));
  return (
    <Stack gap="tight">
      <Text as="h3" kind="small" strong>
        {t('goods.dependence.attitudes')}
      </Text>
      {driven !== undefined && (
        <Text as="p">
          {t('goods.dependence.attitudesFinding', {
            customers: formats.count(driven.customers),
            money: formats.money(driven.netSpent),
          })}
        </Text>
      )}
      <Bars
        bars={attitudes.map(({ key, customers, netSpent, query }) => ({
          key: key ?? 'none',
          name: key === null ? t('goods.dependence.noOrder') : classWords('promotion', key),
          share: customers / most,
          to: customersPath({ query }),
          figures: (
            <>
              <b>{formats.count(customers)}</b>
              <span>{formats.wholeMoney(netSpent)}</span>
            </>
          ),
        }))}
      />
    </Stack>
  );
}

function ofOrders({ orders, discounted }: Sums): number | null {
  return orders === 0 ? null : discounted / orders;
}

/** For a share only: amounts shown are exact. */
function ofRevenue({ revenue, discountedRevenue }: Sums): number | null {
  const whole = Number(revenue.amount);
  return whole > 0 ? Number(discountedRevenue.amount) / whole : null;
}

function csvOf({ months, schemes }: DiscountDependence): (string | number)[][] {
  const figures = ({ orders, discounted, withCode, ...money }: Sums) => [
    orders,
    discounted,
    withCode,
    money.revenue.amount,
    money.discountedRevenue.amount,
    money.discount.amount,
    money.discount.currency,
  ];
  return [
    [
      ...['by', 'key', 'orders', 'with_discount', 'with_code'],
      ...['revenue', 'revenue_with_discount', 'discount', 'currency'],
    ],
    ...months.map((month) => ['month', month.month, ...figures(month)]),
    ...schemes.flatMap(({ scheme, classes }) =>
      classes.map((group) => [scheme, group.key ?? '', ...figures(group)]),
    ),
  ];
}

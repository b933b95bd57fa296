import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cohorts } from '../../functions/insights/insights.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { Select } from '../ui/Field.tsx';
import { HeatTable } from '../ui/HeatTable.tsx';
import { Link } from '../ui/Link.tsx';
import { Term } from '../ui/Term.tsx';
import { useCohortFinding } from './cohortFinding.ts';
import { monthsAfter, useMonths } from './useMonths.ts';

type Measure = 'retention' | 'money';

/** Cohorts by month: how many ordered again, or what they spent. */
export function CohortCard({ cohorts }: { cohorts: Cohorts }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const months = useMonths();
  const finding = useCohortFinding();
  const [measure, setMeasure] = useState<Measure>('retention');
  const shown = cohorts.cohorts.filter(({ customers }) => customers > 0);
  const span = Math.max(0, ...shown.map((cohort) => cohort.months.length));
  const columns = Array.from({ length: span }, (_, number) =>
    number === 0 ? t('comeback.cohorts.same') : t('comeback.cohorts.after', { number }),
  );
  const most = Math.max(1, ...shown.flatMap((cohort) => cohort.months.map(moneyOf)));
  const head = [t('comeback.cohorts.month'), t('comeback.cohorts.customers')];
  const size = (cohort: Cohorts['earlier']) => (
    <Link to={customersPath({ query: cohort.query ?? '' })}>{formats.count(cohort.customers)}</Link>
  );
  const figure = (cell: Cell, customers: number) =>
    measure === 'money'
      ? formats.wholeMoney(cell.netSpent)
      : formats.percent(cell.customers / customers);
  const [oldest] = cohorts.cohorts;
  const earlierRow =
    cohorts.earlier.customers === 0 || oldest === undefined
      ? []
      : [
          {
            key: 'earlier',
            head: [
              t('comeback.cohorts.earlier', { month: months(oldest.month) }),
              size(cohorts.earlier),
            ],
            cells: [],
          },
        ];
  return (
    <ChartCard
      title={<Term meaning={t('comeback.cohorts.meaning')}>{t('comeback.cohorts.title')}</Term>}
      finding={finding(cohorts, measure)}
      empty={cohorts.cohorts.length === 0}
      words={useChartWords()}
      note={`${t('comeback.cohorts.note')} ${t('comeback.cohorts.apart', {
        noOrder: formats.count(cohorts.noOrder.customers),
        incomplete: formats.count(cohorts.historyIncomplete.customers),
        orders: formats.count(cohorts.walkIn.orders),
        money: formats.money(cohorts.walkIn.netSpent),
      })}`}
      table={{
        caption: t('comeback.cohorts.title'),
        columns: [...head, ...columns],
        rows: shown.map((cohort) => ({
          key: cohort.month,
          cells: [
            months(cohort.month),
            size(cohort),
            ...cohort.months.map((cell) => figure(cell, cohort.customers)),
          ],
        })),
      }}
      csv={{ name: 'cohorts.csv', rows: csvOf(cohorts) }}
    >
      <Select
        label={t('comeback.cohorts.show')}
        value={measure}
        options={[
          { value: 'retention', label: t('comeback.cohorts.retention') },
          { value: 'money', label: t('comeback.cohorts.money') },
        ]}
        onChange={setMeasure}
      />
      <HeatTable
        caption={t('comeback.cohorts.title')}
        head={head}
        columns={columns}
        rows={[
          ...earlierRow,
          ...shown.map((cohort) => ({
            key: cohort.month,
            head: [months(cohort.month), size(cohort)],
            cells: cohort.months.map((cell, number) => ({
              figure: figure(cell, cohort.customers),
              // Everybody is there in the first month: it would leave no shade for the others.
              weight:
                measure === 'money'
                  ? Math.sqrt(Math.max(0, moneyOf(cell)) / most)
                  : number === 0
                    ? 0
                    : Math.sqrt(cell.customers / cohort.customers),
              place: t('comeback.cohorts.place', {
                month: months(cohort.month),
                number,
                customers: formats.count(cell.customers),
                size: formats.count(cohort.customers),
                money: formats.money(cell.netSpent),
              }),
              ...(cell.customers > 0 &&
                cohort.query !== null && {
                  to: customersPath({
                    query: `${cohort.query} AND order_months CONTAINS '${monthsAfter(cohort.month, number)}'`,
                  }),
                }),
            })),
          })),
        ]}
      />
    </ChartCard>
  );
}

type Cell = Cohorts['cohorts'][number]['months'][number];

/** For shades only: amounts shown are exact. */
const moneyOf = (cell: Cell) => Number(cell.netSpent.amount);

function csvOf({ cohorts }: Cohorts): (string | number)[][] {
  return [
    ['first_order_month', 'customers', 'month', 'months_after', 'ordered', 'net_spent', 'currency'],
    ...cohorts.flatMap(({ month, customers, months }) =>
      months.map((cell, after) => [
        month,
        customers,
        monthsAfter(month, after),
        after,
        cell.customers,
        cell.netSpent.amount,
        cell.netSpent.currency,
      ]),
    ),
  ];
}

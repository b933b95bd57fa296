import { useTranslation } from 'react-i18next';
import { demandKeys, type Demand } from '../../functions/insights/products.schema.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { Select } from '../ui/Field.tsx';
import { HeatTable } from '../ui/HeatTable.tsx';
import { Row } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';
import { usedClasses, useDemandFinding } from './useDemandFinding.ts';
import { useDemandWords } from './useDemandWords.ts';

const lengths = ['14', '30', '90', '180'] as const;

/** The last days against those before, by what is bought and by whom. */
export function DemandCard({
  demand,
  days,
  onChoose,
}: {
  demand: Demand;
  days: number;
  onChoose: (chosen: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useDemandWords();
  const nameOf = (row: Demand['rows'][number]) => words.row(row, demand.of);
  const { rows, total, periods } = demand;
  const used = usedClasses(demand).map(({ key, place }) => ({
    place,
    name: words.group(demand.by, key),
  }));
  const head = [t(`goods.of.${demand.of}`), t('goods.demand.now'), t('goods.demand.before')];
  const caption = `${t('goods.demand.title')} (${t(`goods.of.${demand.of}`)})`;
  const dates = t('goods.demand.periods', {
    now: words.period(periods.now),
    before: words.period(periods.before),
  });
  const year =
    periods.lastYear === null
      ? t('goods.demand.noYear')
      : `${t('goods.demand.lastYear')}: ${words.period(periods.lastYear)}`;
  return (
    <ChartCard
      title={<Term meaning={t('goods.demand.meaning')}>{t('goods.demand.title')}</Term>}
      finding={useDemandFinding(demand, days)}
      words={useChartWords()}
      note={[
        dates,
        t('goods.demand.note'),
        ...(demand.of === 'size' ? [t('goods.demand.sizes')] : []),
        year,
      ].join(' ')}
      table={{
        caption,
        columns: [
          ...head,
          ...(periods.lastYear === null ? [] : [t('goods.demand.lastYear')]),
          t('goods.demand.revenue'),
        ],
        rows: [
          ...rows.map((row) => ({ name: nameOf(row), row })),
          { name: t('goods.sold.total'), row: total },
        ].map(({ name, row }) => ({
          key: name,
          cells: [
            name,
            formats.count(row.now.orders),
            formats.count(row.before.orders),
            ...(row.lastYear === null ? [] : [formats.count(row.lastYear.orders)]),
            `${formats.money(row.before.revenue)} → ${formats.money(row.now.revenue)}`,
          ],
        })),
      }}
      csv={{ name: `demand-by-${demand.of}.csv`, rows: csvOf(demand, nameOf) }}
    >
      <Row gap="base">
        <Select
          label={t('goods.of.label')}
          value={demand.of}
          options={demandKeys.map((value) => ({ value, label: t(`goods.of.${value}`) }))}
          onChange={(change) => {
            onChoose({ change });
          }}
        />
        <Select
          label={t('goods.demand.days')}
          value={lengths.find((length) => length === String(days)) ?? '30'}
          options={lengths.map((value) => ({
            value,
            label: t('goods.demand.lastDays', { days: value }),
          }))}
          onChange={(chosen) => {
            onChoose({ days: chosen });
          }}
        />
      </Row>
      {rows.length > 0 && (
        <HeatTable
          caption={caption}
          head={head}
          columns={used.map(({ name }) => name)}
          rows={rows.map((row) => {
            const name = nameOf(row);
            return {
              key: name,
              head: [name, formats.count(row.now.orders), formats.count(row.before.orders)],
              cells: used.map(({ place, name: group }) => {
                const cell = row.byClass[place] ?? row;
                return {
                  figure: `${formats.count(cell.before.orders)} → ${formats.count(cell.now.orders)}`,
                  weight: cell.beyondNoise.before ? 0.5 : 0,
                  place: words.cell(name, group, cell),
                };
              }),
            };
          })}
        />
      )}
    </ChartCard>
  );
}

function csvOf(
  { of, by, classes, rows }: Demand,
  nameOf: (row: Demand['rows'][number]) => string,
): (string | number)[][] {
  return [
    [
      ...[of, by, 'orders_now', 'orders_before', 'orders_last_year'],
      ...['revenue_now', 'revenue_before', 'currency', 'beyond_noise'],
    ],
    ...rows.flatMap((row) =>
      row.byClass.map((cell, place) => [
        nameOf(row),
        classes[place] ?? '',
        cell.now.orders,
        cell.before.orders,
        cell.lastYear?.orders ?? '',
        cell.now.revenue.amount,
        cell.before.revenue.amount,
        cell.now.revenue.currency,
        cell.beyondNoise.before ? 1 : 0,
      ]),
    ),
  ];
}

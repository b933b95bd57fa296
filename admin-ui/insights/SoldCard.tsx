import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goodsKeys, splitKeys, type Products } from '../../functions/insights/products.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { Select } from '../ui/Field.tsx';
import { HeatTable } from '../ui/HeatTable.tsx';
import { Link } from '../ui/Link.tsx';
import { Row } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';
import { useSoldFinding } from './findings.ts';

type Measure = 'customers' | 'revenue';
type Sold = Products['total'];

/** What was sold, by name and by class of customer. */
export function SoldCard({
  products,
  onChoose,
}: {
  products: Products;
  onChoose: (chosen: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const classWords = useClassWords();
  const finding = useSoldFinding();
  const [measure, setMeasure] = useState<Measure>('customers');
  const { rows, rest, unknown, total, by } = products;
  const groups = products.classes.flatMap((key, place) =>
    (total.byClass[place]?.orders ?? 0) > 0 ? [{ place, name: classWords(by, key) }] : [],
  );
  const names = groups.map(({ name }) => name);
  const shown = [
    ...rows.map((row) => ({ key: `name ${row.name}`, name: row.name, row })),
    ...(rest === null
      ? []
      : [
          {
            key: 'rest',
            name: t('goods.sold.rest', { names: formats.count(rest.names) }),
            row: rest,
          },
        ]),
    ...(unknown === null ? [] : [{ key: 'unknown', name: t('goods.sold.unknown'), row: unknown }]),
  ];
  const people = ({ customers, query }: Pick<Sold, 'customers' | 'query'>) =>
    query === null || customers === 0 ? (
      formats.count(customers)
    ) : (
      <Link to={customersPath({ query })}>{formats.count(customers)}</Link>
    );
  const amount = ({ customers, revenue }: Pick<Sold, 'customers' | 'revenue'>) =>
    measure === 'customers' ? customers : Math.max(0, Number(revenue.amount));
  const most = Math.max(1, ...shown.flatMap(({ row }) => row.byClass.map(amount)));
  const caption = `${t('goods.sold.title')} (${t(`goods.of.${products.of}`)})`;
  return (
    <ChartCard
      title={<Term meaning={t('goods.sold.meaning')}>{t('goods.sold.title')}</Term>}
      finding={finding(products)}
      empty={total.orders === 0}
      words={useChartWords()}
      note={t('goods.sold.note')}
      table={{
        caption,
        columns: [
          t(`goods.of.${products.of}`),
          t('goods.sold.revenue'),
          t('goods.sold.orders'),
          t('goods.sold.pieces'),
          t('goods.sold.customers'),
          ...names,
          t('goods.sold.walkIn'),
        ],
        rows: [...shown, { key: 'total', name: t('goods.sold.total'), row: total }].map(
          ({ key, name, row }) => ({
            key,
            cells: [
              name,
              formats.money(row.revenue),
              formats.count(row.orders),
              formats.count(row.pieces),
              people(row),
              ...groups.map(({ place }) => (
                <span key={place}>{people(row.byClass[place] ?? row)}</span>
              )),
              formats.money(row.walkIn.revenue),
            ],
          }),
        ),
      }}
      csv={{ name: `sold-by-${products.of}.csv`, rows: csvOf(products) }}
    >
      <Row gap="base">
        <Select
          label={t('goods.of.label')}
          value={products.of}
          options={goodsKeys.map((value) => ({ value, label: t(`goods.of.${value}`) }))}
          onChange={(of) => {
            onChoose({ of });
          }}
        />
        <Select
          label={t('goods.by')}
          value={by}
          options={splitKeys.map((value) => ({ value, label: t(`word.scheme.${value}`) }))}
          onChange={(chosen) => {
            onChoose({ by: chosen });
          }}
        />
        <Select
          label={t('goods.sold.show')}
          value={measure}
          options={[
            { value: 'customers', label: t('goods.sold.customers') },
            { value: 'revenue', label: t('goods.sold.revenue') },
          ]}
          onChange={setMeasure}
        />
      </Row>
      {shown.length > 0 && (
        <HeatTable
          caption={caption}
          head={[t(`goods.of.${products.of}`), t('goods.sold.revenue'), t('goods.sold.customers')]}
          columns={names}
          rows={shown.map(({ key, name, row }) => ({
            key,
            head: [name, formats.wholeMoney(row.revenue), people(row)],
            cells: groups.map(({ place, name: group }) => {
              const cell = row.byClass[place] ?? row;
              return {
                figure:
                  measure === 'customers'
                    ? formats.count(cell.customers)
                    : formats.wholeMoney(cell.revenue),
                weight: Math.sqrt(amount(cell) / most),
                place: t('goods.sold.place', {
                  name,
                  group,
                  customers: formats.count(cell.customers),
                  revenue: formats.money(cell.revenue),
                }),
                ...(cell.customers > 0 &&
                  cell.query !== null && { to: customersPath({ query: cell.query }) }),
              };
            }),
          }))}
        />
      )}
    </ChartCard>
  );
}

function csvOf({ of, by, classes, rows, rest, unknown }: Products): (string | number)[][] {
  const all = [
    ...rows,
    ...(rest === null ? [] : [{ ...rest, name: '(others)' }]),
    ...(unknown === null ? [] : [{ ...unknown, name: '(unknown)' }]),
  ];
  return [
    [of, by, 'customers', 'orders', 'pieces', 'revenue', 'currency'],
    ...all.flatMap((row) =>
      [
        ...row.byClass.map((cell, place) => ({ ...cell, group: classes[place] ?? '' })),
        { ...row.walkIn, customers: 0, group: '(no customer)' },
      ].map(({ group, customers, orders, pieces, revenue }) => [
        ...[row.name, group, customers, orders, pieces, revenue.amount, revenue.currency],
      ]),
    ),
  ];
}

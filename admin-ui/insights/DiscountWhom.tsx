import { useTranslation } from 'react-i18next';
import type { DiscountCheckup } from '../../functions/insights/discounts.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { shareOf } from '../overview/compare.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { Link } from '../ui/Link.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';

interface Group {
  key: string;
  name: string;
  orders: number;
  discount: DiscountCheckup['all']['discount'];
  /** People are counted where a query can list them. */
  people: { customers: number; query: string | null } | null;
}

/** Discounts by group of customers, each way of grouping adding up to the whole. */
export function DiscountWhom({ checkup }: { checkup: DiscountCheckup }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useChartWords();
  const groups = useGroups(checkup).filter(({ orders }) => orders > 0);
  const before = checkup.byBuyer.find(({ key }) => key === 'returning');
  const columns = [
    t('discounts.whom.group'),
    t('discounts.whom.orders'),
    t('discounts.given'),
    t('discounts.whom.customers'),
  ];
  const table = {
    caption: t('discounts.whom.title'),
    columns,
    rows: groups.map(({ key, name, orders, discount, people }) => ({
      key,
      cells: [
        name,
        formats.count(orders),
        formats.money(discount),
        people === null || people.query === null ? (
          ''
        ) : (
          <Link key={key} to={customersPath({ query: people.query })}>
            {formats.count(people.customers)}
          </Link>
        ),
      ],
    })),
  };
  return (
    <ChartCard
      title={t('discounts.whom.title')}
      finding={t('discounts.whom.finding', {
        share: formats.percent(
          shareOf(before?.discount.amount ?? '0', checkup.discounted.discount.amount),
        ),
      })}
      table={table}
      csv={{
        name: 'discounts-to-whom.csv',
        rows: [
          [...columns, 'currency'],
          ...groups.map(({ name, orders, discount, people }) => [
            name,
            orders,
            discount.amount,
            people?.customers ?? '',
            discount.currency,
          ]),
        ],
      }}
      words={words}
    >
      <PlainTable {...table} />
    </ChartCard>
  );
}

/** Each group, named with the way of grouping it belongs to. */
function useGroups({ byLevel, byAttitude, byState, byBuyer }: DiscountCheckup): Group[] {
  const { t } = useTranslation();
  const classes = useClassWords();
  const named = (way: 'level' | 'attitude' | 'state' | 'buyer', name: string) =>
    `${t(`discounts.whom.${way}`)}: ${name}`;
  return [
    ...byBuyer.map(({ key, ...part }) => ({
      ...part,
      key: `buyer ${key}`,
      name: named('buyer', t(`discounts.whom.${key}`)),
      people: null,
    })),
    ...byLevel.map(({ key, customers, query, ...part }) => ({
      ...part,
      key: `level ${key}`,
      name: named('level', key === 'none' ? t('discounts.whom.none') : classes('level', key)),
      people: { customers, query },
    })),
    ...byAttitude.map(({ key, customers, query, ...part }) => ({
      ...part,
      key: `attitude ${key}`,
      name: named('attitude', t(`discounts.whom.${key}`)),
      people: { customers, query },
    })),
    ...byState.map(({ key, ...part }) => ({
      ...part,
      key: `state ${key}`,
      name: named(
        'state',
        key === 'unplaced' ? t('discounts.whom.unplaced') : classes('lifecycle', key),
      ),
      people: null,
    })),
  ];
}

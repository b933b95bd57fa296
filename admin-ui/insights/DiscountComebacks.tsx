import { useTranslation } from 'react-i18next';
import type { DiscountCheckup } from '../../functions/insights/discounts.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { Link } from '../ui/Link.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';

const kinds = ['noDiscount', 'code', 'noCode'] as const;

/** Times somebody overdue or lost came back, by what brought them; and who is away now. */
export function DiscountComebacks({ checkup }: { checkup: DiscountCheckup }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useChartWords();
  const { comebacks, away } = checkup;
  const all = kinds.reduce((sum, kind) => sum + comebacks.overdue[kind], 0);
  const columns = [
    t('discounts.comebacks.state'),
    ...kinds.map((kind) => t(`discounts.comebacks.${kind}`)),
    t('discounts.comebacks.away'),
  ];
  const table = {
    caption: t('discounts.comebacks.title'),
    columns,
    rows: away.map(({ key, customers, query }) => ({
      key,
      cells: [
        t(`discounts.comebacks.${key}`),
        ...kinds.map((kind) => formats.count(comebacks[key][kind])),
        <Link key={key} to={customersPath({ query })}>
          {formats.count(customers)}
        </Link>,
      ],
    })),
  };
  return (
    <ChartCard
      title={t('discounts.comebacks.title')}
      finding={
        all === 0
          ? t('discounts.comebacks.nobody')
          : t('discounts.comebacks.finding', {
              all: formats.count(all),
              without: formats.count(comebacks.overdue.noDiscount),
            })
      }
      table={table}
      csv={{
        name: 'comebacks.csv',
        rows: [
          columns,
          ...away.map(({ key, customers }) => [
            t(`discounts.comebacks.${key}`),
            ...kinds.map((kind) => comebacks[key][kind]),
            customers,
          ]),
        ],
      }}
      words={words}
    >
      <PlainTable {...table} />
    </ChartCard>
  );
}

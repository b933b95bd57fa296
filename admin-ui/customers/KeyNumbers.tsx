import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';
import { When } from '../ui/When.tsx';

/** The figures, beside those of the shop's median customer. */
export function KeyNumbers({ file }: { file: CustomerFile }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const beside = (value: string, median: string | null) => (
    <Stack gap="none">
      <Text numeric strong>
        {value}
      </Text>
      {median !== null && (
        <Text kind="small" tone="subdued">
          <Term meaning={t('term.median')}>{t('customers.numbers.median', { value: median })}</Term>
        </Text>
      )}
    </Stack>
  );
  const day = (at: string | null) => (at === null ? t('customers.never') : <When at={at} exact />);
  const gap = file.usualGapDays;
  const facts = [
    {
      key: 'orders',
      name: t('customers.numbers.orders'),
      value: beside(
        formats.count(file.orders),
        file.median === null ? null : formats.count(file.median.orders),
      ),
    },
    {
      key: 'spent',
      name: <Term meaning={t('term.netSpent')}>{t('customers.numbers.spent')}</Term>,
      value: beside(
        formats.money(file.netSpent),
        file.median === null ? null : formats.money(file.median.netSpent),
      ),
    },
    {
      key: 'average',
      name: t('customers.numbers.average'),
      value: file.averageOrder === null ? '–' : formats.money(file.averageOrder),
    },
    {
      key: 'gap',
      name: <Term meaning={t('term.usualGap')}>{t('customers.numbers.gap')}</Term>,
      value:
        gap === null
          ? t('customers.numbers.notYet')
          : t('customers.file.day', {
              count: Math.round(gap),
              formatted: formats.count(Math.round(gap)),
            }),
    },
    { key: 'discount', name: t('customers.numbers.discount'), value: formats.money(file.discount) },
    { key: 'first', name: t('customers.numbers.first'), value: day(file.firstOrderAt) },
    { key: 'last', name: t('customers.numbers.last'), value: day(file.lastOrderAt) },
  ];
  if (file.shopSays !== null) {
    facts.push({
      key: 'shopSays',
      name: t('customers.numbers.shopSays'),
      value: `${formats.count(file.shopSays.orders)} · ${formats.money(file.shopSays.spent)}`,
    });
  }
  return (
    <Card title={t('customers.numbers.title')}>
      <Facts facts={facts} />
    </Card>
  );
}

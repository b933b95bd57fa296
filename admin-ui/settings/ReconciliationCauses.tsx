import { useTranslation } from 'react-i18next';
import type { Reconciliation } from '../../functions/intake/reconciliation.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Table, type Column } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';

type Part = Pick<Reconciliation['causes'][number], 'orders' | 'money'>;

/** Why the shop's numbers are others: by mistake or timing, and by what each counts. */
export function ReconciliationCauses({ report }: { report: Reconciliation }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts: Column<Part>[] = [
    {
      key: 'orders',
      header: t('reconciliation.causes.orders'),
      cell: ({ orders }) =>
        t('reconciliation.differences.orders', { count: orders, formatted: formats.count(orders) }),
      align: 'end',
      phone: 'meta',
    },
    {
      key: 'money',
      header: t('reconciliation.causes.money'),
      cell: ({ money }) => formats.money(money),
      align: 'end',
      phone: 'value',
    },
  ];
  const { causes, definitions } = report;
  return (
    <>
      <Card title={t('reconciliation.causes.title')} flush={causes.length > 0}>
        {causes.length === 0 ? (
          <Text as="p">{t('reconciliation.causes.none')}</Text>
        ) : (
          <Table
            caption={t('reconciliation.causes.caption')}
            rows={causes}
            rowKey={({ cause }) => cause}
            columns={[
              {
                key: 'cause',
                header: t('reconciliation.causes.cause'),
                cell: ({ cause }) => t(`reconciliation.causes.${cause}`),
                phone: 'title',
              },
              {
                key: 'customers',
                header: t('reconciliation.causes.customers'),
                cell: ({ customers }) => formats.count(customers),
                align: 'end',
                phone: 'hidden',
              },
              ...amounts,
            ]}
          />
        )}
      </Card>
      <Card title={t('reconciliation.definitions.title')} flush={definitions.length > 0}>
        {definitions.length === 0 ? (
          <Text as="p">{t('reconciliation.definitions.none')}</Text>
        ) : (
          <Table
            caption={t('reconciliation.definitions.caption')}
            rows={definitions}
            rowKey={({ cause }) => cause}
            columns={[
              {
                key: 'cause',
                header: t('reconciliation.causes.cause'),
                cell: ({ cause }) => t(`reconciliation.definitions.${cause}`),
                phone: 'title',
              },
              ...amounts,
            ]}
          />
        )}
      </Card>
    </>
  );
}

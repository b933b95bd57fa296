import { useTranslation } from 'react-i18next';
import type { Reconciliation } from '../../functions/intake/reconciliation.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Table } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';
import { ReconciliationCauses } from './ReconciliationCauses.tsx';
import { ReconciliationDifferences } from './ReconciliationDifferences.tsx';
import { ReconciliationMonths } from './ReconciliationMonths.tsx';

const sides = ['shop', 'ledger', 'ours'] as const;

/** What one comparison found, whole. */
export function ReconciliationReport({ report, shop }: { report: Reconciliation; shop: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { healings, since, ordersRead } = report;
  return (
    <>
      <Card title={t('reconciliation.sums.caption')} flush>
        <Table
          caption={t('reconciliation.sums.caption')}
          rows={sides.map((side) => ({ side, ...report.sums[side] }))}
          rowKey={({ side }) => side}
          columns={[
            {
              key: 'side',
              header: t('reconciliation.sums.count'),
              cell: ({ side }) => t(`reconciliation.sums.${side}`),
              phone: 'title',
            },
            {
              key: 'orders',
              header: t('reconciliation.sums.orders'),
              cell: ({ orders }) =>
                t('reconciliation.differences.orders', {
                  count: orders,
                  formatted: formats.count(orders),
                }),
              align: 'end',
              phone: 'meta',
            },
            {
              key: 'money',
              header: t('reconciliation.sums.money'),
              cell: ({ money }) => formats.money(money),
              align: 'end',
              phone: 'value',
            },
          ]}
        />
      </Card>
      <ReconciliationCauses report={report} />
      {report.differences.length > 0 && <ReconciliationDifferences report={report} shop={shop} />}
      <Card title={t('reconciliation.healed.title')} flush={healings.length > 0}>
        {healings.length === 0 ? (
          <Text as="p">{t('reconciliation.healed.none')}</Text>
        ) : (
          <Table
            caption={t('reconciliation.healed.caption')}
            rows={healings}
            rowKey={({ healing }) => healing}
            columns={[
              {
                key: 'healing',
                header: t('reconciliation.healed.what'),
                cell: ({ healing }) => t(`reconciliation.healed.${healing}`),
                phone: 'title',
              },
              {
                key: 'count',
                header: t('reconciliation.healed.count'),
                cell: ({ count }) => formats.count(count),
                align: 'end',
                phone: 'value',
              },
            ]}
          />
        )}
      </Card>
      <ReconciliationMonths report={report} />
      <Text as="p" tone="subdued">
        {t('reconciliation.read', {
          since: formats.dateTime(since),
          orders: formats.count(ordersRead),
        })}
      </Text>
    </>
  );
}

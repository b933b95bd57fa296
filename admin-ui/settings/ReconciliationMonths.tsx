import { useTranslation } from 'react-i18next';
import type { Reconciliation } from '../../functions/intake/reconciliation.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Table } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';

/** Net sales by month, refunds dated by their order and by themselves: newest month first. */
export function ReconciliationMonths({ report }: { report: Reconciliation }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const named = new Intl.DateTimeFormat(formats.locale, {
    year: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return (
    <Card title={t('reconciliation.months.title')} flush>
      <div className="c-dialog-part">
        <Text as="p">{t('reconciliation.months.finding')}</Text>
      </div>
      <Table
        caption={t('reconciliation.months.caption')}
        rows={report.months.toReversed()}
        rowKey={({ month }) => month}
        columns={[
          {
            key: 'month',
            header: t('reconciliation.months.month'),
            cell: ({ month }) => named.format(new Date(`${month}-01T00:00:00Z`)),
            phone: 'title',
          },
          {
            key: 'byOrder',
            header: t('reconciliation.months.byOrder'),
            cell: ({ byOrderDate }) => formats.money(byOrderDate),
            align: 'end',
            phone: 'value',
          },
          {
            key: 'byRefund',
            header: t('reconciliation.months.byRefund'),
            cell: ({ byRefundDate }) => formats.money(byRefundDate),
            align: 'end',
            phone: 'meta',
          },
        ]}
      />
    </Card>
  );
}

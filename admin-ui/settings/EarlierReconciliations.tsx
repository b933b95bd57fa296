import { useTranslation } from 'react-i18next';
import type { ReconciliationSummary } from '../../functions/intake/reconciliation.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Table } from '../ui/Table.tsx';

/** The last month of comparisons, a line each. */
export function EarlierReconciliations({ earlier }: { earlier: readonly ReconciliationSummary[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Card title={t('reconciliation.earlier.title')} flush>
      <Table
        caption={t('reconciliation.earlier.caption')}
        rows={earlier}
        rowKey={({ date }) => date}
        columns={[
          {
            key: 'date',
            header: t('reconciliation.earlier.date'),
            cell: ({ date }) => formats.calendarDate(date),
            phone: 'title',
          },
          {
            key: 'equal',
            header: t('reconciliation.earlier.equal'),
            cell: ({ equal, customers }) =>
              t('reconciliation.earlier.of', {
                equal: formats.count(equal),
                customers: formats.count(customers),
              }),
            align: 'end',
            phone: 'value',
          },
          {
            key: 'healed',
            header: t('reconciliation.earlier.healed'),
            cell: ({ healed }) => formats.count(healed),
            align: 'end',
            phone: 'hidden',
          },
          {
            key: 'unexplained',
            header: t('reconciliation.earlier.unexplained'),
            cell: ({ unexplained }) => formats.count(unexplained),
            align: 'end',
            phone: 'hidden',
          },
        ]}
      />
    </Card>
  );
}

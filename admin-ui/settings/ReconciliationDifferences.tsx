import { useTranslation } from 'react-i18next';
import type { Reconciliation } from '../../functions/intake/reconciliation.schema.ts';
import { customerPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { OuterLink } from '../ui/Link.tsx';
import { Table } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';

type Difference = Reconciliation['differences'][number];

/** Every customer whose numbers differ, with the way to the file here and at the shop. */
export function ReconciliationDifferences({
  report,
  shop,
}: {
  report: Reconciliation;
  shop: string;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const differing = report.customers - report.equal;
  const listed = report.differences.length;
  const sum = ({ orders, money }: Difference['shop']) =>
    t('reconciliation.differences.sum', {
      orders: t('reconciliation.differences.orders', {
        count: orders,
        formatted: formats.count(orders),
      }),
      money: formats.money(money),
    });
  return (
    <Card
      title={t('reconciliation.differences.title', {
        count: differing,
        formatted: formats.count(differing),
      })}
      flush
    >
      <Table
        caption={t('reconciliation.differences.caption')}
        rows={report.differences}
        rowKey={({ customerId }) => customerId}
        rowLink={({ customerId }) => customerPath(customerId)}
        columns={[
          {
            key: 'customer',
            header: t('reconciliation.differences.customer'),
            cell: ({ customerId }) => customerId,
            phone: 'title',
          },
          {
            key: 'cause',
            header: t('reconciliation.differences.cause'),
            cell: ({ causes }) =>
              causes.map((cause) => t(`reconciliation.causes.${cause}`)).join(' · '),
            phone: 'meta',
          },
          {
            key: 'shop',
            header: t('reconciliation.differences.shop'),
            cell: (row) => sum(row.shop),
            align: 'end',
            phone: 'value',
          },
          {
            key: 'ledger',
            header: t('reconciliation.differences.ledger'),
            cell: ({ ledger }) => sum(ledger),
            align: 'end',
            phone: 'hidden',
          },
          {
            key: 'open',
            header: t('reconciliation.differences.open'),
            cell: ({ customerId }) => (
              <OuterLink href={`https://${shop}/admin/customers/${customerId}`}>
                {t('reconciliation.differences.open')}
              </OuterLink>
            ),
            phone: 'action',
          },
        ]}
      />
      {listed < differing && (
        <div className="c-dialog-part">
          <Text as="p" tone="subdued">
            {t('reconciliation.differences.first', { count: listed })}
          </Text>
        </div>
      )}
    </Card>
  );
}

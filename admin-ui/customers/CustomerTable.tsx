import { useTranslation } from 'react-i18next';
import type { CustomerListQuery, CustomerRow } from '../../functions/admin/customers.schema.ts';
import type { CustomerListFilter } from '../api/queries.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Badge } from '../ui/Badge.tsx';
import { Table, type Column } from '../ui/Table.tsx';
import { When } from '../ui/When.tsx';
import { customerPath } from './paths.ts';
import { useCustomerName } from './useCustomerName.ts';

type Sort = CustomerListQuery['sort'];

export function CustomerTable({
  rows,
  filter,
  onChange,
}: {
  rows: readonly CustomerRow[];
  filter: CustomerListFilter;
  onChange: (filter: CustomerListFilter) => void;
}) {
  const { t } = useTranslation();
  const columns = useColumns(filter.sort ?? '-lastOrderAt', (sort) => {
    onChange({ ...filter, sort });
  });
  return (
    <Table
      caption={t('customers.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowLink={(row) => customerPath(row.id)}
    />
  );
}

function useColumns(sort: Sort, onSort: (sort: Sort) => void): readonly Column<CustomerRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useClassWords();
  const nameOf = useCustomerName();
  const sorting = (up: Sort, down: Sort) => ({
    direction:
      sort === up ? ('ascending' as const) : sort === down ? ('descending' as const) : null,
    label: t(`customers.sort.${sort === down ? up : down}`),
    onSort: () => {
      onSort(sort === down ? up : down);
    },
  });
  return [
    { key: 'name', header: t('customers.column.name'), phone: 'title', cell: nameOf },
    {
      key: 'level',
      header: t('customers.column.level'),
      phone: 'badge',
      cell: (row) =>
        row.historyIncomplete ? (
          <Badge tone="attention">{t('customers.incompleteBadge')}</Badge>
        ) : (
          <Badge>{words('level', row.rfm.level)}</Badge>
        ),
    },
    {
      key: 'lifecycle',
      header: t('customers.column.lifecycle'),
      phone: 'meta',
      cell: (row) => words('lifecycle', row.lifecycle),
    },
    {
      key: 'segment',
      header: t('customers.column.segment'),
      phone: 'hidden',
      cell: (row) => words('segment', row.rfm.segment),
    },
    {
      key: 'orders',
      header: t('customers.column.orders'),
      phone: 'meta',
      align: 'end',
      sort: sorting('orders', '-orders'),
      cell: (row) => (
        <>
          <span className="c-wide-only">{formats.count(row.orders)}</span>
          <span className="c-phone-only">
            {t('customers.ordersCount', {
              count: row.orders,
              formatted: formats.count(row.orders),
            })}
          </span>
        </>
      ),
    },
    {
      key: 'spent',
      header: t('customers.column.spent'),
      phone: 'value',
      align: 'end',
      sort: sorting('netSpent', '-netSpent'),
      cell: (row) => formats.money(row.netSpent),
    },
    {
      key: 'lastOrder',
      header: t('customers.column.lastOrder'),
      phone: 'meta',
      align: 'end',
      sort: sorting('lastOrderAt', '-lastOrderAt'),
      cell: (row) =>
        row.lastOrderAt === null ? t('customers.never') : <When at={row.lastOrderAt} />,
    },
  ];
}

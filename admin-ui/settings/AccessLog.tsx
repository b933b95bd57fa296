import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessLogPage } from '../../functions/privacy/logs.schema.ts';
import { accessLogQuery } from '../api/records.ts';
import { customerPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Field } from '../ui/Field.tsx';
import { Link } from '../ui/Link.tsx';
import type { Column } from '../ui/Table.tsx';
import { When } from '../ui/When.tsx';
import { LogCard } from './LogCard.tsx';

type Entry = AccessLogPage['entries'][number];

/** Who saw which customers and when; narrowed to one who asks. */
export function AccessLog() {
  const { t } = useTranslation();
  const [customer, setCustomer] = useState('');
  const log = useInfiniteQuery(accessLogQuery(customer.trim()));
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <LogCard
      title={t('records.access.title')}
      body={t('records.access.body')}
      filter={
        <Field
          label={t('records.access.customer')}
          value={customer}
          onChange={setCustomer}
          help={t('records.access.customerHelp')}
          kind="whole"
          clearable
        />
      }
      none={customer.trim() === '' ? t('records.access.none') : t('records.access.noneOf')}
      log={log}
      entries={entries}
      columns={useColumns()}
      rowKey={({ at, userId, seenIn, customerIds }) =>
        [at, userId, seenIn, customerIds[0]].join(' ')
      }
    />
  );
}

function useColumns(): readonly Column<Entry>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'staff',
      header: t('records.staff'),
      phone: 'title',
      cell: ({ userId }) => t('records.staffNumber', { id: userId }),
    },
    {
      key: 'place',
      header: t('records.access.place'),
      phone: 'meta',
      cell: ({ seenIn }) => t(`records.access.seenIn.${seenIn}`),
    },
    {
      key: 'customers',
      header: t('shell.customers'),
      phone: 'meta',
      cell: ({ customerIds }) => <Whom customerIds={customerIds} />,
    },
    {
      key: 'at',
      header: t('records.at'),
      align: 'end',
      phone: 'value',
      cell: ({ at }) => <When at={at} />,
    },
  ];
}

/** One by its number, several by how many. No names: showing them would be another look at them. */
function Whom({ customerIds }: { customerIds: readonly string[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [only, ...others] = customerIds;
  if (only === undefined || others.length > 0) {
    const count = customerIds.length;
    return <>{t('records.access.several', { count, shown: formats.count(count) })}</>;
  }
  return <Link to={customerPath(only)}>{t('shell.customerWithoutName', { id: only })}</Link>;
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditLogPage } from '../../functions/privacy/logs.schema.ts';
import { auditLogQuery } from '../api/records.ts';
import { Stack } from '../ui/Stack.tsx';
import type { Column } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';
import { When } from '../ui/When.tsx';
import { auditedAction } from './auditedAction.ts';
import { LogCard } from './LogCard.tsx';

type Entry = AuditLogPage['entries'][number];

/** Who changed, sent or exported what, newest first. */
export function AuditLog() {
  const { t } = useTranslation();
  const log = useInfiniteQuery(auditLogQuery());
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <LogCard
      title={t('records.audit.title')}
      body={t('records.audit.body')}
      none={t('records.audit.none')}
      log={log}
      entries={entries}
      columns={useColumns()}
      rowKey={({ at, action, subject }) => [at, action, subject].join(' ')}
    />
  );
}

function useColumns(): readonly Column<Entry>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'action',
      header: t('records.audit.action'),
      phone: 'title',
      cell: ({ action }) => {
        const known = auditedAction(action);
        return known === null ? action : t(`records.audit.actions.${known}`);
      },
    },
    {
      key: 'staff',
      header: t('records.staff'),
      phone: 'meta',
      cell: ({ userId }) =>
        userId === null ? t('records.byItself') : t('records.staffNumber', { id: userId }),
    },
    {
      key: 'changes',
      header: t('records.audit.changes'),
      phone: 'hidden',
      cell: ({ changes }) => <Changes changes={changes} />,
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

/** Fields by the names programs use, since a program may read this as well. */
function Changes({ changes }: { changes: Entry['changes'] }) {
  return (
    <Stack gap="none">
      {changes.map(({ field, before, after }) => (
        <Text key={field} kind="small" tone="subdued">
          {field}: {before} → {after}
        </Text>
      ))}
    </Stack>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditLogPage } from '../../functions/privacy/logs.schema.ts';
import { auditLogQuery } from '../api/records.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Table, type Column } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';
import { When } from '../ui/When.tsx';
import { auditedAction } from './auditedAction.ts';

type Entry = AuditLogPage['entries'][number];

/** Who changed, sent or exported what, newest first. */
export function AuditLog() {
  const { t } = useTranslation();
  const log = useInfiniteQuery(auditLogQuery());
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  const columns = useColumns();
  return (
    <Card title={t('records.audit.title')} flush>
      <div className="c-dialog-part">
        <Stack gap="small">
          <Text as="p" tone="subdued">
            {t('records.audit.body')}
          </Text>
          {log.isPending && <SkeletonLines lines={3} />}
          {log.error !== null && <Failure error={log.error} onRetry={() => void log.refetch()} />}
          {log.data !== undefined && entries.length === 0 && (
            <Text as="p" tone="subdued">
              {t('records.audit.none')}
            </Text>
          )}
        </Stack>
      </div>
      {entries.length > 0 && (
        <Table
          caption={t('records.audit.title')}
          columns={columns}
          rows={entries}
          rowKey={({ at, action, subject }) => [at, action, subject].join(' ')}
        />
      )}
      {log.hasNextPage && (
        <div className="c-dialog-part">
          <Row align="center">
            <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              {t('shell.loadMore')}
            </Button>
          </Row>
        </div>
      )}
    </Card>
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

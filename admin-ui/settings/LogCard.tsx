import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from '../shell/Failure.tsx';
import { LoadMore } from '../shell/LoadMore.tsx';
import { Card } from '../ui/Card.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Table, type Column } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';

export interface LogCardProps<Entry> {
  title: string;
  body: string;
  /** What narrows the list. */
  filter?: ReactNode;
  /** Said where there is nothing. */
  none: string;
  log: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  entries: readonly Entry[];
  columns: readonly Column<Entry>[];
  rowKey: (entry: Entry) => string;
}

/** A log, newest first, a page at a time. */
export function LogCard<Entry>({
  title,
  body,
  filter,
  none,
  log,
  entries,
  columns,
  rowKey,
}: LogCardProps<Entry>) {
  const isEmpty = !log.isPending && log.error === null && entries.length === 0;
  return (
    <Card title={title} flush>
      <div className="c-dialog-part">
        <Stack gap="small">
          <Text as="p" tone="subdued">
            {body}
          </Text>
          {filter}
          {log.isPending && <SkeletonLines lines={3} />}
          {log.error !== null && <Failure error={log.error} onRetry={() => void log.refetch()} />}
          {isEmpty && !log.hasNextPage && (
            <Text as="p" tone="subdued">
              {none}
            </Text>
          )}
        </Stack>
      </div>
      {entries.length > 0 && (
        <Table caption={title} columns={columns} rows={entries} rowKey={rowKey} />
      )}
      <LoadMore list={log} />
    </Card>
  );
}

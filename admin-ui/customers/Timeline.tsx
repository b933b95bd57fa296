import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../functions/admin/customers.schema.ts';
import { livelyMs, timelineQuery } from '../api/queries.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { TimelineLine } from './TimelineLine.tsx';

type Kind = TimelineEntry['kind'];
const kinds: readonly Kind[] = ['order', 'refund', 'class', 'coupon'];

/** Everything that happened, up to a past day where one is asked for, newest first, grouped by the shop's days. */
export function Timeline({ id, asOf }: { id: string; asOf: string | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [kind, setKind] = useState<Kind | null>(null);
  const list = useInfiniteQuery({ ...timelineQuery(id, asOf), refetchInterval: livelyMs });
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  const shown = entries.filter((entry) => kind === null || entry.kind === kind);
  const days = Map.groupBy(shown, (entry) => formats.date(entry.at));
  return (
    <Card title={t('customers.timeline.title')}>
      <div className="c-options" role="group" aria-label={t('customers.timeline.filter')}>
        <Button look="quiet" pressed={kind === null} onClick={() => setKind(null)}>
          {t('customers.timeline.all')}
        </Button>
        {kinds.map((one) => (
          <Button key={one} look="quiet" pressed={kind === one} onClick={() => setKind(one)}>
            {t(`customers.timeline.kind.${one}`)}
          </Button>
        ))}
      </div>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonLines lines={8} />}
      {!list.isPending && shown.length === 0 && (
        <Text as="p" tone="subdued">
          {t('customers.timeline.none')}
        </Text>
      )}
      <Stack gap="large">
        {[...days].map(([day, ofDay]) => (
          <section key={day} aria-label={day}>
            <Stack gap="small">
              <Text as="h3" kind="small" tone="subdued" strong>
                {day}
              </Text>
              <ul className="c-timeline">
                {ofDay.map((entry) => (
                  <TimelineLine key={keyOf(entry)} entry={entry} />
                ))}
              </ul>
            </Stack>
          </section>
        ))}
      </Stack>
      {list.hasNextPage && (
        <Row align="center">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('shell.loadMore')}
          </Button>
        </Row>
      )}
    </Card>
  );
}

function keyOf(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'order':
      return `order ${entry.orderId}`;
    case 'refund':
      return `refund ${entry.orderId} ${entry.at} ${entry.amount.amount}`;
    case 'class':
      return `class ${entry.scheme} ${entry.at} ${entry.to ?? ''}`;
    case 'coupon':
      return `coupon ${entry.code} ${entry.state} ${entry.at}`;
  }
}

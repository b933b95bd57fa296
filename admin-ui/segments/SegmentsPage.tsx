import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { livelyMs } from '../api/queries.ts';
import { segmentsQuery } from '../api/segments.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { PushCard } from './PushCard.tsx';
import { SegmentTable } from './SegmentTable.tsx';
import { Templates } from './Templates.tsx';

/** All segments at a glance, templates to start from, and what the shop is told of them. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    ...segmentsQuery(),
    // A new one is counted by the next run.
    refetchInterval: ({ state }) =>
      state.data?.segments.some(({ size }) => size === null) === true ? livelyMs * 2 : false,
  });
  return (
    <Page
      title={t('segments.title')}
      subtitle={t('segments.subtitle')}
      actions={
        <Row>
          <Button look="plain" to="/segments/help">
            {t('segments.help.link')}
          </Button>
          <Button look="primary" to="/segments/new">
            {t('segments.new')}
          </Button>
        </Row>
      }
    >
      <Stack gap="large">
        {data === undefined ? (
          error === null ? (
            <Card>
              <SkeletonLines lines={10} />
            </Card>
          ) : (
            <Failure error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <>
            {data.segments.length === 0 ? (
              <Card>
                <EmptyState title={t('segments.none.title')}>{t('segments.none.body')}</EmptyState>
              </Card>
            ) : (
              <Card flush>
                <SegmentTable segments={data.segments} />
              </Card>
            )}
            <Templates templates={data.templates} />
            <PushCard />
          </>
        )}
      </Stack>
    </Page>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { livelyMs, overviewQuery } from '../api/queries.ts';
import { Failure } from '../shell/Failure.tsx';
import { Columns, Grid, Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Levels, SpendClasses, Standing } from './ClassNumbers.tsx';
import { LatestOrders } from './LatestOrders.tsx';
import { Matrix } from './Matrix.tsx';
import { MetricCards } from './MetricCards.tsx';
import { NeedsAttention } from './NeedsAttention.tsx';
import { NoOrders } from './NoOrders.tsx';
import { OverviewSkeleton } from './OverviewSkeleton.tsx';
import { SetupGuide } from './SetupGuide.tsx';
import { StatusLine } from './StatusLine.tsx';
import { Today } from './Today.tsx';
import { WalkIn } from './WalkIn.tsx';
import { Wholesale } from './Wholesale.tsx';

/** The first page: what to do today, whether all is well, and where the customers stand. */
export function OverviewPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ ...overviewQuery(), refetchInterval: livelyMs });
  if (data === undefined) {
    return (
      <Page title={t('overview.title')}>
        {error === null ? (
          <OverviewSkeleton />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return (
    <Page title={t('overview.title')} subtitle={<StatusLine overview={data} />}>
      <Stack gap="large">
        <NeedsAttention overview={data} />
        {data.customers === 0 && data.orders === 0 && data.backfill.state !== 'running' ? (
          <NoOrders />
        ) : (
          <Body overview={data} />
        )}
      </Stack>
    </Page>
  );
}

function Body({ overview }: { overview: Overview }) {
  return (
    <>
      <Today overview={overview} />
      <SetupGuide overview={overview} />
      <MetricCards overview={overview} />
      <Columns
        aside={
          <Stack gap="large">
            <LatestOrders overview={overview} />
            <WalkIn overview={overview} />
            <Wholesale overview={overview} />
          </Stack>
        }
      >
        <Stack gap="large">
          <Grid min="18rem">
            <Stack gap="large">
              <Levels overview={overview} />
              <SpendClasses overview={overview} />
            </Stack>
            <Standing overview={overview} />
          </Grid>
          <Matrix overview={overview} />
        </Stack>
      </Columns>
    </>
  );
}

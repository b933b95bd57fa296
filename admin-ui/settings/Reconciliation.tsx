import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reconciliationQuery, reconciliationsQuery, useReconcile } from '../api/reconciliation.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Progress } from '../ui/Meter.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { EarlierReconciliations } from './EarlierReconciliations.tsx';
import { ReconciliationReport } from './ReconciliationReport.tsx';
import { ReconciliationSentence } from './ReconciliationSentence.tsx';

const pollMs = 2000;
/** A run that was asked for begins within seconds; until then the page looks for it. */
const awaitedMs = 20_000;

/** Whether our numbers equal the shop's, and what differs: the last comparison, and one more by button. */
export function Reconciliation() {
  const { t } = useTranslation();
  const [askedAt, setAskedAt] = useState<number | null>(null);
  const reconcile = useReconcile();
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    ...reconciliationsQuery(),
    refetchInterval: ({ state }) => {
      const awaited = askedAt !== null && state.dataUpdatedAt < askedAt + awaitedMs;
      return state.data?.running === true || awaited ? pollMs : false;
    },
  });
  if (data === undefined) {
    return (
      <Card title={t('reconciliation.title')}>
        {error === null ? (
          <SkeletonLines lines={4} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )}
      </Card>
    );
  }
  const [last, ...earlier] = data.reconciliations;
  const waiting = askedAt !== null && dataUpdatedAt < askedAt + pollMs;
  const running = data.running || reconcile.isPending || waiting;
  return (
    <Stack gap="large">
      <Card
        title={t('reconciliation.title')}
        action={
          <Button
            loading={running}
            onClick={() => {
              setAskedAt(Date.now());
              reconcile.mutate();
            }}
          >
            {t('reconciliation.run')}
          </Button>
        }
      >
        {reconcile.error !== null && <Failure error={reconcile.error} />}
        {last === undefined ? (
          <Text as="p">{t('reconciliation.none')}</Text>
        ) : (
          <ReconciliationSentence last={last} />
        )}
        {running && (
          <Stack gap="small">
            <Text as="p">{t('reconciliation.running')}</Text>
            <Progress label={t('reconciliation.running')} done={0} of={null} />
          </Stack>
        )}
      </Card>
      {last !== undefined && (
        <Report date={last.date} finishedAt={last.finishedAt} shop={data.shop} />
      )}
      {earlier.length > 0 && <EarlierReconciliations earlier={earlier} />}
    </Stack>
  );
}

function Report({ date, finishedAt, shop }: { date: string; finishedAt: string; shop: string }) {
  const { data, error, refetch } = useQuery(reconciliationQuery(date, finishedAt));
  if (data !== undefined) return <ReconciliationReport report={data} shop={shop} />;
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  return <SkeletonLines lines={8} />;
}

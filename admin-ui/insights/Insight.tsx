import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

/** One section: what was counted, or that it comes, failed, or has nothing to count yet. */
export function Insight<Answer>({
  query: { data, error, refetch },
  height,
  children,
}: {
  query: Pick<UseQueryResult<Answer | null>, 'data' | 'error' | 'refetch'>;
  /** Of what will be here. */
  height: string;
  children: (answer: Answer) => ReactNode;
}) {
  if (data === undefined) {
    return error === null ? (
      <Card>
        <Skeleton height={height} />
      </Card>
    ) : (
      <Failure error={error} onRetry={() => void refetch()} />
    );
  }
  return data === null ? <NothingCounted /> : children(data);
}

function NothingCounted() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyState
        title={t('comeback.none.title')}
        action={<Button to="/import">{t('comeback.none.action')}</Button>}
      >
        {t('comeback.none.body')}
      </EmptyState>
    </Card>
  );
}

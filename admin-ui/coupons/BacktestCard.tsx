import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useBacktest } from '../api/backtest.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { inputOf, type RuleDraft } from './ruleDraft.ts';

/** Drawing and tables come once somebody asks. */
const BacktestResult = lazy(async () => ({
  default: (await import('./BacktestResult.tsx')).BacktestResult,
}));

/** The rule as it is typed, on the shop's own last year; asked for, because it takes seconds. */
export function BacktestCard({
  draft,
  sound,
  ruleId,
}: {
  draft: RuleDraft;
  sound: boolean;
  ruleId: string | null;
}) {
  const { t } = useTranslation();
  const trial = useBacktest(ruleId);
  return (
    <Card title={t('backtest.title')}>
      <Text as="p" tone="subdued">
        {t('backtest.body')}
      </Text>
      <div aria-live="polite" aria-busy={trial.isPending}>
        {trial.isPending ? (
          <SkeletonLines lines={4} />
        ) : trial.error !== null ? (
          <Failure error={trial.error} />
        ) : (
          trial.data !== undefined && (
            <Suspense fallback={<SkeletonLines lines={4} />}>
              <BacktestResult backtest={trial.data} />
            </Suspense>
          )
        )}
      </div>
      <Row>
        <Button
          loading={trial.isPending}
          disabled={!sound}
          onClick={() => {
            trial.mutate(inputOf(draft));
          }}
        >
          {trial.data === undefined ? t('backtest.run') : t('backtest.again')}
        </Button>
      </Row>
    </Card>
  );
}

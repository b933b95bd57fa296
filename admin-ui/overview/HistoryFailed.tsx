import { useTranslation } from 'react-i18next';
import { useRetryHistory } from '../api/deeds.ts';
import { useFailureWords } from '../api/useFailureWords.ts';
import { Banner } from '../ui/Banner.tsx';

/** A history import that stopped for good, and the way to start it again. */
export function HistoryFailed() {
  const { t } = useTranslation();
  const words = useFailureWords();
  const retry = useRetryHistory();
  return (
    <Banner
      tone="warning"
      title={t('overview.backfill.failed')}
      action={{
        label: t('overview.backfill.retry'),
        loading: retry.isPending,
        onAction: () => {
          retry.mutate();
        },
      }}
    >
      {retry.error === null ? t('overview.backfill.failedBody') : words(retry.error)}
    </Banner>
  );
}

import { useTranslation } from 'react-i18next';
import { useFailureWords } from '../api/useFailureWords.ts';
import { Banner } from '../ui/Banner.tsx';

/** A page's own data did not come: why, and a way to try again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const words = useFailureWords();
  return (
    <Banner
      tone="critical"
      title={t('error.title')}
      {...(onRetry !== undefined && { action: { label: t('shell.retry'), onAction: onRetry } })}
    >
      {words(error)}
    </Banner>
  );
}

import { useTranslation } from 'react-i18next';
import { RequestFailed } from './requestFailed.ts';

/** Turns whatever a call threw into a sentence that says what to do. */
export function useFailureWords(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) =>
    error instanceof RequestFailed
      ? t(`error.${error.code}`, { detail: error.message })
      : t('error.fault');
}

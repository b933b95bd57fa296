import { useTranslation } from 'react-i18next';
import { RequestFailed } from './requestFailed.ts';
import { useRefusalWords } from './useRefusalWords.ts';

/** Turns whatever a call threw into a sentence that says what to do. */
export function useFailureWords(): (error: unknown) => string {
  const { t } = useTranslation();
  const refusalWords = useRefusalWords();
  return (error) =>
    error instanceof RequestFailed
      ? (refusalWords(error) ?? t(`error.${error.code}`, { detail: error.message }))
      : t('error.fault');
}

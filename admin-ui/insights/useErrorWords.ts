import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/shopPlace.ts';

/** By how much what happened differs from what was expected, in words. */
export function useErrorWords(): (expected: number, actual: number) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (expected, actual) => {
    if (expected <= 0) return t('forecast.past.noneExpected');
    const share = formats.percent(Math.abs(actual / expected - 1));
    if (Math.round(Math.abs(actual / expected - 1) * 100) === 0) return t('forecast.past.exact');
    return actual > expected
      ? t('forecast.past.more', { share })
      : t('forecast.past.fewer', { share });
  };
}

import { useTranslation } from 'react-i18next';

/** The way back from one segment to all of them. */
export function useSegmentsWay(): { to: string; label: string } {
  const { t } = useTranslation();
  return { to: '/segments', label: `${t('shell.back')}: ${t('shell.segments')}` };
}

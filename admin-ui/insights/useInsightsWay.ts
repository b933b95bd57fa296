import { useTranslation } from 'react-i18next';

/** The way back from one insight to all of them. */
export function useInsightsWay(): { to: string; label: string } {
  const { t } = useTranslation();
  return { to: '/insights', label: `${t('shell.back')}: ${t('insights.title')}` };
}

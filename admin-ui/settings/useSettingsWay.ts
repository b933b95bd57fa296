import { useTranslation } from 'react-i18next';

/** The way back from a part of the settings to all of them. */
export function useSettingsWay(): { to: string; label: string } {
  const { t } = useTranslation();
  return { to: '/settings', label: `${t('shell.back')}: ${t('settings.title')}` };
}

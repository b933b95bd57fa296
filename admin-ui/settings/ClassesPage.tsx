import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { Text } from '../ui/Text.tsx';
import { useSettingsWay } from './useSettingsWay.ts';

export function ClassesPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('settings.classes.title')} back={useSettingsWay()}>
      <Text as="p">{t('settings.classes.body')}</Text>
    </Page>
  );
}

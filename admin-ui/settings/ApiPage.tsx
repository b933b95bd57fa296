import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { Sources } from './Sources.tsx';
import { useSettingsWay } from './useSettingsWay.ts';

export function ApiPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('settings.api.title')} back={useSettingsWay()}>
      <Stack gap="large">
        <Text as="p">{t('settings.api.body')}</Text>
        <Sources />
      </Stack>
    </Page>
  );
}

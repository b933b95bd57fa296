import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { AccessLog } from './AccessLog.tsx';
import { AuditLog } from './AuditLog.tsx';
import { PrivacyRequests } from './PrivacyRequests.tsx';
import { Retention } from './Retention.tsx';
import { useSettingsWay } from './useSettingsWay.ts';

export function PrivacyPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('settings.privacy.title')} back={useSettingsWay()}>
      <Stack gap="large">
        <Text as="p">{t('settings.privacy.body')}</Text>
        <PrivacyRequests />
        <Retention />
        <AccessLog />
        <AuditLog />
      </Stack>
    </Page>
  );
}

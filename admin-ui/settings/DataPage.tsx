import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { DeadLetters } from './DeadLetters.tsx';
import { MerchantFieldsCard } from './MerchantFieldsCard.tsx';
import { Reconciliation } from './Reconciliation.tsx';
import { useSettingsWay } from './useSettingsWay.ts';

export function DataPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('settings.data.title')} back={useSettingsWay()}>
      <Stack gap="large">
        <Text as="p">{t('settings.data.body')}</Text>
        <Reconciliation />
        <MerchantFieldsCard />
        <DeadLetters />
      </Stack>
    </Page>
  );
}

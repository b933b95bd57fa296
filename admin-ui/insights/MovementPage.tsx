import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { Text } from '../ui/Text.tsx';
import { useInsightsWay } from './useInsightsWay.ts';

export function MovementPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('insights.movement.title')} back={useInsightsWay()}>
      <Text as="p">{t('insights.movement.body')}</Text>
    </Page>
  );
}

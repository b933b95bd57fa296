import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { Text } from '../ui/Text.tsx';
import { useInsightsWay } from './useInsightsWay.ts';

export function DiscountsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('insights.discounts.title')} back={useInsightsWay()}>
      <Text as="p">{t('insights.discounts.body')}</Text>
    </Page>
  );
}

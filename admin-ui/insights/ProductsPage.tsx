import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { Text } from '../ui/Text.tsx';
import { useInsightsWay } from './useInsightsWay.ts';

export function ProductsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('insights.products.title')} back={useInsightsWay()}>
      <Text as="p">{t('insights.products.body')}</Text>
    </Page>
  );
}

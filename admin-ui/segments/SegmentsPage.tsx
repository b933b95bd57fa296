import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { Text } from '../ui/Text.tsx';

export function SegmentsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('segments.title')}>
      <Text as="p">{t('segments.title')}</Text>
    </Page>
  );
}

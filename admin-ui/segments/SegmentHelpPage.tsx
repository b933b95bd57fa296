import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { Text } from '../ui/Text.tsx';

export function SegmentHelpPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('segments.help')}>
      <Text as="p">{t('segments.title')}</Text>
    </Page>
  );
}

import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('shell.notFound.title')}>
      <EmptyState
        title={t('shell.notFound.title')}
        action={<Button to="/">{t('shell.notFound.action')}</Button>}
      >
        {t('shell.notFound.body')}
      </EmptyState>
    </Page>
  );
}

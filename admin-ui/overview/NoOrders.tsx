import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** An installed shop that has sold nothing yet. */
export function NoOrders() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyState
        title={t('overview.empty.title')}
        action={<Button to="/import">{t('overview.empty.action')}</Button>}
      >
        {t('overview.empty.body')}
      </EmptyState>
    </Card>
  );
}

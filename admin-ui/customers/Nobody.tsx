import { useTranslation } from 'react-i18next';
import type { CustomerListFilter } from '../api/queries.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** An empty list: because nobody matches, or because there is nobody yet. */
export function Nobody({ filter, onClear }: { filter: CustomerListFilter; onClear: () => void }) {
  const { t } = useTranslation();
  const filtered = [filter.query, filter.search, filter.moved].some((one) => one !== undefined);
  return filtered ? (
    <EmptyState
      title={t('customers.none.noMatch')}
      action={<Button onClick={onClear}>{t('customers.none.clear')}</Button>}
    >
      {t('customers.none.noMatchBody')}
    </EmptyState>
  ) : (
    <EmptyState title={t('customers.none.title')}>{t('customers.none.body')}</EmptyState>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { customerListQuery, livelyMs, type CustomerListFilter } from '../api/queries.ts';
import { RequestFailed } from '../api/requestFailed.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Row } from '../ui/Stack.tsx';
import { CustomerTable } from './CustomerTable.tsx';
import { FilterBar } from './FilterBar.tsx';
import { SavedViews } from './SavedViews.tsx';

const route = getRouteApi('/customers');

/** The list: who they are, found by name, view or filter; all of it in the address. */
export function CustomersPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter: CustomerListFilter = {
    ...(search.query !== undefined && { query: search.query }),
    ...(search.search !== undefined && { search: search.search }),
    ...(search.sort !== undefined && { sort: search.sort }),
  };
  const list = useInfiniteQuery({ ...customerListQuery(filter), refetchInterval: livelyMs * 2 });
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((page) => page.customers) ?? [];
  const change = (next: CustomerListFilter) => {
    void navigate({ search: ({ locale }) => ({ locale, ...next }) });
  };
  const refused =
    list.error instanceof RequestFailed && list.error.code === 'invalid'
      ? list.error.message
      : null;
  const found =
    first === undefined || list.error !== null
      ? undefined
      : [
          t('customers.found', { count: first.total, formatted: formats.count(first.total) }),
          ...(first.computedAt === null
            ? []
            : [t('customers.sortedAt', { when: formats.relative(first.computedAt) })]),
        ].join(' · ');
  return (
    <Page title={t('customers.title')} {...(found !== undefined && { subtitle: found })}>
      <Card flush>
        <div className="c-dialog-part">
          <SavedViews filter={filter} onChange={change} />
          <FilterBar
            key={`${filter.query ?? ''}\n${filter.search ?? ''}`}
            filter={filter}
            failure={refused}
            onChange={change}
          />
        </div>
        {list.error !== null && refused === null && (
          <div className="c-dialog-part">
            <Failure error={list.error} onRetry={() => void list.refetch()} />
          </div>
        )}
        {list.error === null && list.isPending && (
          <div className="c-dialog-part" role="status" aria-label={t('shell.loading')}>
            <SkeletonLines lines={16} />
          </div>
        )}
        {list.error === null && !list.isPending && rows.length === 0 && (
          <Nobody filter={filter} onClear={() => change({})} />
        )}
        {refused === null && rows.length > 0 && (
          <CustomerTable rows={rows} filter={filter} onChange={change} />
        )}
        {refused === null && list.hasNextPage && (
          <div className="c-dialog-part">
            <Row align="center">
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('shell.loadMore')}
              </Button>
            </Row>
          </div>
        )}
      </Card>
    </Page>
  );
}

function Nobody({ filter, onClear }: { filter: CustomerListFilter; onClear: () => void }) {
  const { t } = useTranslation();
  const filtered = filter.query !== undefined || filter.search !== undefined;
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

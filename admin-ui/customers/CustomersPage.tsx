import {
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerList } from '../../functions/admin/customers.schema.ts';
import { customerListQuery, livelyMs, type CustomerListFilter } from '../api/queries.ts';
import { RequestFailed } from '../api/requestFailed.ts';
import { useRefusalWords } from '../api/useRefusalWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { withWords } from '../i18n/withWords.ts';
import { Failure } from '../shell/Failure.tsx';
import { LoadMore } from '../shell/LoadMore.tsx';
import { Card } from '../ui/Card.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { CustomerTable } from './CustomerTable.tsx';
import { FilterBar } from './FilterBar.tsx';
import { Nobody } from './Nobody.tsx';
import { SavedViews } from './SavedViews.tsx';

const route = getRouteApi('/customers');

/** Its words come with it: the first page has no room for them. */
const MovedNote = lazy(() => withWords('insights', import('./MovedNote.tsx')));

/** The list: who they are, found by name, view or filter; all of it in the address. */
export function CustomersPage() {
  const { t } = useTranslation();
  const { query, search, moved, sort } = route.useSearch();
  const navigate = route.useNavigate();
  const filter: CustomerListFilter = {
    ...(query !== undefined && { query }),
    ...(search !== undefined && { search }),
    ...(moved !== undefined && { moved }),
    ...(sort !== undefined && { sort }),
  };
  const list = useInfiniteQuery({ ...customerListQuery(filter), refetchInterval: livelyMs * 2 });
  const change = (next: CustomerListFilter) => {
    void navigate({ search: ({ locale }) => ({ locale, ...next }) });
  };
  const { error } = list;
  const refusalWords = useRefusalWords();
  const refused = error instanceof RequestFailed && error.code === 'invalid';
  return (
    <Page
      title={t('customers.title')}
      subtitle={<Found first={error === null ? list.data?.pages[0] : undefined} />}
    >
      <Card flush>
        <div className="c-dialog-part">
          {moved !== undefined && (
            <Suspense>
              <MovedNote moved={moved} onAll={() => change({})} />
            </Suspense>
          )}
          <SavedViews filter={filter} onChange={change} />
          <FilterBar
            key={`${query ?? ''}\n${search ?? ''}`}
            filter={filter}
            failure={refused ? (refusalWords(error) ?? error.message) : null}
            onChange={change}
          />
        </div>
        {!refused && <People list={list} filter={filter} onChange={change} />}
      </Card>
    </Page>
  );
}

/** Whoever was found, a page at a time; or why there is nobody to see. */
function People({
  list,
  filter,
  onChange,
}: {
  list: UseInfiniteQueryResult<InfiniteData<CustomerList>>;
  filter: CustomerListFilter;
  onChange: (filter: CustomerListFilter) => void;
}) {
  const { t } = useTranslation();
  const failure = list.error !== null && (
    <div className="c-dialog-part">
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    </div>
  );
  if (list.data === undefined) {
    return failure !== false ? (
      failure
    ) : (
      <div className="c-dialog-part" role="status" aria-label={t('shell.loading')}>
        <SkeletonLines lines={16} />
      </div>
    );
  }
  const rows = list.data.pages.flatMap((page) => page.customers);
  if (rows.length === 0) return <Nobody filter={filter} onClear={() => onChange({})} />;
  return (
    <>
      {failure}
      <CustomerTable rows={rows} filter={filter} onChange={onChange} />
      <LoadMore list={list} />
    </>
  );
}

/** How many there are, and how old the list is. */
function Found({ first }: { first: CustomerList | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  // A space keeps the line's height while the list comes.
  if (first === undefined) return '\u00A0';
  const { total, computedAt } = first;
  const found = t('customers.found', { count: total, formatted: formats.count(total) });
  return computedAt === null
    ? found
    : `${found} · ${t('customers.sortedAt', { when: formats.relative(computedAt) })}`;
}

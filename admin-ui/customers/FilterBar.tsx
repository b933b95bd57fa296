import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { customerSorts } from '../../functions/admin/customers.schema.ts';
import type { CustomerListFilter } from '../api/queries.ts';
import { Button } from '../ui/Button.tsx';
import { Field, Select } from '../ui/Field.tsx';
import { Link } from '../ui/Link.tsx';
import { QueryEditor } from './QueryEditor.tsx';

/** Search, order and filter. A search and a filter exclude each other: one question at a time. */
export function FilterBar({
  filter,
  failure,
  onChange,
}: {
  filter: CustomerListFilter;
  /** Why the filter in the address was refused. */
  failure: string | null;
  onChange: (filter: CustomerListFilter) => void;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useState(filter.search ?? '');
  const [open, setOpen] = useState(filter.query !== undefined);
  const sort = filter.sort === undefined ? {} : { sort: filter.sort };
  const find = (event: SyntheticEvent) => {
    event.preventDefault();
    onChange({ ...(search.trim() !== '' && { search: search.trim() }), ...sort });
  };
  return (
    <div className="c-filter">
      <div className="c-filter-line">
        <form role="search" onSubmit={find} className="c-filter-search">
          <Field
            kind="search"
            label={t('customers.search.label')}
            labelHidden
            placeholder={t('customers.search.placeholder')}
            value={search}
            onChange={setSearch}
          />
          <Button submit>{t('customers.search.action')}</Button>
        </form>
        <Select
          label={t('customers.sort.label')}
          labelInline
          value={filter.sort ?? '-lastOrderAt'}
          options={customerSorts.map((key) => ({ value: key, label: t(`customers.sort.${key}`) }))}
          onChange={(key) => {
            onChange({ ...filter, sort: key });
          }}
        />
        <Button
          pressed={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t('customers.filter.open')}
        </Button>
      </div>
      {filter.query !== undefined && failure === null && (
        <div>
          <Link to={`/segments/new?${new URLSearchParams({ query: filter.query }).toString()}`}>
            {t('customers.filter.makeSegment')}
          </Link>
        </div>
      )}
      {open && (
        <QueryEditor
          initial={filter.query ?? ''}
          refusal={failure}
          onApply={(query) => {
            onChange({ ...(query !== '' && { query }), ...sort });
          }}
        />
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CustomerListFilter } from '../api/queries.ts';
import { segmentsQuery } from '../api/segments.ts';
import { Button } from '../ui/Button.tsx';
import { queries } from './paths.ts';

const views = [
  { key: 'all', query: undefined },
  { key: 'best', query: queries.level('A') },
  { key: 'overdue', query: queries.lifecycle('overdue') },
  { key: 'winBack', query: queries.lifecycle('lost') },
  { key: 'new', query: queries.lifecycle('first_timer') },
  { key: 'bigSpenders', query: queries.abc('A') },
] as const;

/** The lists a shopkeeper opens most, and the shop's own segments. */
export function SavedViews({
  filter,
  onChange,
}: {
  filter: CustomerListFilter;
  onChange: (filter: CustomerListFilter) => void;
}) {
  const { t } = useTranslation();
  const segments = useQuery(segmentsQuery()).data?.segments ?? [];
  const isShown = (query: string | undefined) =>
    filter.search === undefined && filter.moved === undefined && filter.query === query;
  const show = (query: string | undefined) => {
    onChange({
      ...(query !== undefined && { query }),
      ...(filter.sort !== undefined && { sort: filter.sort }),
    });
  };
  return (
    <div className="c-options" role="group" aria-label={t('customers.view.label')}>
      {views.map((view) => (
        <Button
          key={view.key}
          look="quiet"
          pressed={isShown(view.query)}
          onClick={() => {
            show(view.query);
          }}
        >
          {t(`customers.view.${view.key}`)}
        </Button>
      ))}
      {segments.map(({ id, name, query }) => (
        <Button
          key={id}
          look="quiet"
          pressed={isShown(query)}
          onClick={() => {
            show(query);
          }}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}

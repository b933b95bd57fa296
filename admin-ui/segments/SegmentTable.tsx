import { useTranslation } from 'react-i18next';
import type { SegmentView } from '../../functions/segments/segments.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Badge } from '../ui/Badge.tsx';
import { Link } from '../ui/Link.tsx';
import { Row } from '../ui/Stack.tsx';
import { Table, type Column } from '../ui/Table.tsx';
import { When } from '../ui/When.tsx';
import { segmentPath } from './segmentPath.ts';

/** How many are in each segment, how that changed, who uses it, and how old it is. */
export function SegmentTable({ segments }: { segments: readonly SegmentView[] }) {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Table
      caption={t('segments.title')}
      columns={columns}
      rows={segments}
      rowKey={({ id }) => id}
      rowLink={({ id }) => segmentPath(id)}
    />
  );
}

function useColumns(): Column<SegmentView>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return [
    {
      key: 'name',
      header: t('segments.column.name'),
      cell: ({ name }) => name,
      phone: 'title',
    },
    {
      key: 'state',
      header: t('segments.column.state'),
      cell: ({ held, label }) => (
        <Row>
          {held !== null && <Badge tone="warning">{t(`segments.held.${held.reason}.badge`)}</Badge>}
          {label !== null && <Badge>{t('segments.labelled', { label })}</Badge>}
        </Row>
      ),
      phone: 'badge',
    },
    {
      key: 'size',
      header: t('segments.column.size'),
      cell: ({ size, query }) =>
        size === null ? (
          t('segments.notCounted')
        ) : (
          <Link look="quiet" to={customersPath({ query })}>
            {formats.count(size.count)}
          </Link>
        ),
      align: 'end',
      phone: 'value',
    },
    {
      key: 'change',
      header: t('segments.column.change'),
      cell: (segment) => <Change segment={segment} />,
      align: 'end',
      phone: 'meta',
    },
    {
      key: 'used',
      header: t('segments.column.used'),
      cell: ({ usedBy }) => usedBy.map(({ name }) => name).join(', '),
      phone: 'hidden',
    },
    {
      key: 'source',
      header: t('segments.column.source'),
      cell: () => t('segments.source.own'),
      phone: 'hidden',
    },
    {
      key: 'age',
      header: t('segments.column.age'),
      cell: ({ editedAt }) => <When at={editedAt} />,
      phone: 'meta',
    },
  ];
}

/** Against the size nearest to 30 days ago; the date says which day that was. */
function Change({ segment: { size, before } }: { segment: SegmentView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (size === null || before === null) return t('segments.noChangeYet');
  const by = size.count - before.count;
  const arrow = by === 0 ? '±' : by > 0 ? '▲' : '▼';
  return t('segments.change', {
    by: `${arrow} ${formats.count(Math.abs(by))}`,
    date: formats.calendarDate(before.date),
  });
}

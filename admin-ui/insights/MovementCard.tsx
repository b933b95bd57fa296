import { useTranslation } from 'react-i18next';
import type { MovementView } from '../../functions/insights/movement.schema.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { HeatTable } from '../ui/HeatTable.tsx';
import { Link } from '../ui/Link.tsx';

/** One row a class somebody was in, one column a class somebody is in; each box lists its people. */
export function MovementCard({ movement }: { movement: MovementView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const classWords = useClassWords();
  const { scheme, cells } = movement;
  const nameOf = (key: string) =>
    key === 'unplaced' || key === 'not_there' ? t(`flow.matrix.${key}`) : classWords(scheme, key);
  const places = [...movement.classes, 'unplaced', 'not_there'];
  const rows = places.filter((from) => cells.some((cell) => cell.from === from));
  const columns = places.filter((to) => cells.some((cell) => cell.to === to));
  const cellAt = (from: string, to: string) =>
    cells.find((cell) => cell.from === from && cell.to === to);
  // Who stayed would leave no shade for who moved.
  const most = Math.max(1, ...cells.map((cell) => (cell.from === cell.to ? 0 : cell.customers)));
  const caption = t('flow.matrix.title');
  return (
    <ChartCard
      title={caption}
      finding={
        cells.length === 0
          ? t('comeback.none.body')
          : t('flow.matrix.finding', {
              changed: formats.count(movement.changed),
              stayed: formats.count(movement.stayed),
              arrived: formats.count(movement.arrived),
            })
      }
      empty={cells.length === 0}
      words={useChartWords()}
      note={t('flow.matrix.note')}
      table={{
        caption,
        columns: [
          t('flow.matrix.from'),
          t('flow.matrix.to'),
          t('overview.matrix.customers'),
          t('overview.matrix.spent'),
        ],
        rows: cells.map((cell) => ({
          key: cell.moved,
          cells: [
            nameOf(cell.from),
            nameOf(cell.to),
            <Link key="people" to={movedPath(cell.moved)}>
              {formats.count(cell.customers)}
            </Link>,
            formats.money(cell.netSpent),
          ],
        })),
      }}
      csv={{
        name: `movement-${scheme}.csv`,
        rows: [
          ['from_day', 'to_day', 'from', 'to', 'customers', 'net_spent', 'currency'],
          ...cells.map((cell) => [
            movement.from.date,
            movement.to.date,
            cell.from,
            cell.to,
            cell.customers,
            cell.netSpent.amount,
            cell.netSpent.currency,
          ]),
        ],
      }}
    >
      <HeatTable
        caption={caption}
        head={[
          `${formats.calendarDate(movement.from.date)} ↓ ${formats.calendarDate(movement.to.date)} →`,
        ]}
        columns={columns.map(nameOf)}
        rows={rows.map((from) => ({
          key: from,
          head: [nameOf(from)],
          cells: columns.map((to) => {
            const cell = cellAt(from, to);
            const customers = formats.count(cell?.customers ?? 0);
            return {
              figure: customers,
              weight: from === to ? 0 : Math.sqrt((cell?.customers ?? 0) / most),
              place: t('flow.matrix.place', { from: nameOf(from), to: nameOf(to), customers }),
              ...(cell !== undefined && { to: movedPath(cell.moved) }),
            };
          }),
        }))}
      />
    </ChartCard>
  );
}

const movedPath = (moved: string) => `/customers?${new URLSearchParams({ moved }).toString()}`;

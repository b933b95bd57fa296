import { useTranslation } from 'react-i18next';
import type { Flow } from '../../functions/insights/insights.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { LineChart } from '../ui/LineChart.tsx';
import { Link } from '../ui/Link.tsx';
import { Term } from '../ui/Term.tsx';
import { useFlowFinding } from './findings.ts';
import { isNobodyIn } from './silence.ts';

/** Drawn as lines: more than four cannot be told apart. */
const drawn = ['first_timer', 'regular', 'overdue', 'lost'];

/** How many customers stood where at the end of each month. */
export function FlowCard({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const classWords = useClassWords();
  const finding = useFlowFinding();
  const { days, states } = flow;
  const nameOf = (key: string) =>
    key === 'not_there' ? t('flow.matrix.not_there') : classWords('lifecycle', key);
  const caption = t('flow.months.title');
  const last = days.length - 1;
  const size = ({ sizes, query }: Flow['states'][number], at: number) => {
    const count = formats.count(sizes[at] ?? 0);
    return at < last || query === null ? count : <Link to={customersPath({ query })}>{count}</Link>;
  };
  return (
    <ChartCard
      title={<Term meaning={t('flow.months.meaning')}>{caption}</Term>}
      finding={finding(flow)}
      empty={isNobodyIn(flow)}
      words={useChartWords()}
      note={t('flow.months.note')}
      table={{
        caption,
        columns: [
          t('flow.months.day'),
          ...states.map(({ key }) => nameOf(key)),
          t('flow.months.moves'),
        ],
        rows: days.map((day, at) => ({
          key: day,
          cells: [
            formats.calendarDate(day),
            ...states.map((state) => size(state, at)),
            at === 0 ? '' : <Moves key="moves" from={days[at - 1] ?? day} to={day} />,
          ],
        })),
      }}
      csv={{ name: 'lifecycle-by-month.csv', rows: csvOf(flow) }}
    >
      <LineChart
        label={caption}
        yFormat={(count) => formats.count(Math.round(count))}
        series={states
          .filter(({ key }) => drawn.includes(key))
          .map(({ key, sizes }) => ({
            name: nameOf(key),
            points: days.map((day, at) => ({ x: formats.calendarDate(day), y: sizes[at] ?? 0 })),
          }))}
      />
    </ChartCard>
  );
}

function Moves({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const search = new URLSearchParams({ scheme: 'lifecycle', from, to });
  return (
    <Link
      to={`/insights/movement?${search.toString()}`}
      label={t('flow.months.see', { day: formats.calendarDate(to) })}
    >
      {t('flow.months.moves')}
    </Link>
  );
}

function csvOf({ days, states, flows }: Flow): (string | number)[][] {
  return [
    ['day', ...states.map(({ key }) => key)],
    ...days.map((day, at) => [day, ...states.map(({ sizes }) => sizes[at] ?? 0)]),
    ['from_day', 'to_day', 'from', 'to', 'customers'],
    ...flows.flatMap((moves, at) =>
      moves.map(({ from, to, customers }) => [
        days[at] ?? '',
        days[at + 1] ?? '',
        states[from]?.key ?? '',
        states[to]?.key ?? '',
        customers,
      ]),
    ),
  ];
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Heat } from '../../functions/insights/insights.schema.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { Select } from '../ui/Field.tsx';
import { MatrixHeat } from '../ui/MatrixHeat.tsx';
import { Grid } from '../ui/Page.tsx';
import { Term } from '../ui/Term.tsx';
import { ChosenBox } from '../overview/ChosenBox.tsx';
import { useScoreWords } from './useScoreWords.ts';

type Map = Heat['maps'][number];
type Cell = Map['cells'][number];
const pairs = ['recencyFrequency', 'recencyMonetary', 'frequencyMonetary'] as const;
const measures = ['customers', 'spent', 'average'] as const;
type Measure = (typeof measures)[number];

/** Two of the three scores across one another, by what is asked for. */
export function HeatCard({ heat }: { heat: Heat }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useScoreWords();
  const chartWords = useChartWords();
  const [pair, setPair] = useState<(typeof pairs)[number]>('recencyFrequency');
  const [measure, setMeasure] = useState<Measure>('customers');
  const [chosen, setChosen] = useState<string | null>(null);
  const map = heat.maps[pairs.indexOf(pair)];
  if (map === undefined) return null;
  const figure = (cell: Cell) =>
    measure === 'customers'
      ? formats.count(cell.customers)
      : measure === 'spent'
        ? formats.wholeMoney(cell.netSpent)
        : cell.averageOrder === null
          ? '–'
          : formats.wholeMoney(cell.averageOrder);
  const most = Math.max(1, ...map.cells.map((cell) => weightOf(cell, measure)));
  const largest = map.cells.toSorted((a, b) => weightOf(b, measure) - weightOf(a, measure))[0];
  const chosenCell = map.cells.find((cell) => keyOf(cell) === chosen);
  const shownRows = map.rows === 'recency' ? [5, 4, 3, 2, 1] : [1, 2, 3, 4, 5];
  return (
    <ChartCard
      title={<Term meaning={t('value.heat.meaning')}>{t('value.heat.title')}</Term>}
      finding={
        largest === undefined || weightOf(largest, measure) === 0
          ? t('value.heat.none')
          : t('value.heat.finding', {
              measure: t(`overview.matrix.${measure}`),
              figure: figure(largest),
              row: words.score(map.rows, largest.row),
              column: words.score(map.columns, largest.column),
            })
      }
      words={chartWords}
      empty={map.cells.every(({ customers }) => customers === 0)}
      table={{
        caption: t('value.heat.title'),
        columns: [
          `${words.axis(map.rows)} · ${words.axis(map.columns)}`,
          ...measures.map((one) => t(`overview.matrix.${one}`)),
        ],
        rows: map.cells.map((cell) => ({
          key: keyOf(cell),
          cells: [
            `${words.score(map.rows, cell.row)} · ${words.score(map.columns, cell.column)}`,
            formats.count(cell.customers),
            formats.money(cell.netSpent),
            cell.averageOrder === null ? '–' : formats.money(cell.averageOrder),
          ],
        })),
      }}
      csv={{ name: `${map.rows}-${map.columns}.csv`, rows: csvOf(map) }}
    >
      <Grid min="14rem">
        <Select
          label={t('value.heat.axes')}
          value={pair}
          options={pairs.map((value) => ({ value, label: t(`value.heat.pair.${value}`) }))}
          onChange={(value) => {
            setPair(value);
            setChosen(null);
          }}
        />
        <Select
          label={t('value.heat.show')}
          value={measure}
          options={measures.map((value) => ({ value, label: t(`overview.matrix.${value}`) }))}
          onChange={setMeasure}
        />
      </Grid>
      <MatrixHeat
        caption={t('value.heat.title')}
        corner={[words.axis(map.rows), words.axis(map.columns)]}
        columns={[1, 2, 3, 4, 5].map((score) => words.score(map.columns, score))}
        chosen={chosen}
        onChoose={(key) => {
          setChosen(key === chosen ? null : key);
        }}
        rows={shownRows.map((row) => ({
          name: words.score(map.rows, row),
          cells: map.cells
            .filter((cell) => cell.row === row)
            .map((cell) => ({
              key: keyOf(cell),
              // Square root: a shop's largest box would drown the rest.
              weight: Math.sqrt(weightOf(cell, measure) / most),
              figure: figure(cell),
              name: '',
              place: `${words.axis(map.rows)}: ${words.score(map.rows, row)}. ${words.axis(map.columns)}: ${words.score(map.columns, cell.column)}.`,
            })),
        }))}
      />
      {chosenCell !== undefined && (
        <ChosenBox
          cell={chosenCell}
          name={`${words.score(map.rows, chosenCell.row)} · ${words.score(map.columns, chosenCell.column)}`}
        />
      )}
    </ChartCard>
  );
}

const keyOf = (cell: Cell) => `${String(cell.row)}-${String(cell.column)}`;

/** For shades only. */
function weightOf(cell: Cell, measure: Measure): number {
  if (measure === 'customers') return cell.customers;
  const money = measure === 'spent' ? cell.netSpent : cell.averageOrder;
  return Math.max(0, Number(money?.amount ?? 0));
}

function csvOf({ rows, columns, cells }: Map): (string | number)[][] {
  return [
    [rows, columns, 'customers', 'net_spent', 'average_order', 'currency'],
    ...cells.map((cell) => [
      cell.row,
      cell.column,
      cell.customers,
      cell.netSpent.amount,
      cell.averageOrder?.amount ?? '',
      cell.netSpent.currency,
    ]),
  ];
}

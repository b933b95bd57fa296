import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { downloadCsv } from '../ui/downloadCsv.ts';
import { MatrixHeat } from '../ui/MatrixHeat.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';
import { ChosenBox } from './ChosenBox.tsx';

const recencies = ['5', '4', '3', '2', '1'] as const;
const frequencies = ['1', '2', '3', '4', '5'] as const;
const route = getRouteApi('/');
const keyOf = (recency: string, frequency: string) => `${recency}-${frequency}`;

/** Customers by how recently and how often they buy; the chosen box is part of the address. */
export function Matrix({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useClassWords();
  const { cell: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  if (overview.matrix.every((cell) => cell.customers === 0)) return null;
  const byKey = new Map(
    overview.matrix.map((cell) => [keyOf(String(cell.recency), String(cell.frequency)), cell]),
  );
  const most = Math.max(1, ...overview.matrix.map((cell) => cell.customers));
  const largest = overview.segments.toSorted((a, b) => b.customers - a.customers)[0];
  const chosenCell = chosen === undefined ? undefined : byKey.get(chosen);
  return (
    <Card
      title={<Term meaning={t('term.matrix')}>{t('overview.matrix.title')}</Term>}
      action={
        <Button look="plain" onClick={() => download(overview.matrix)}>
          {t('overview.matrix.csv')}
        </Button>
      }
    >
      {largest !== undefined && (
        <Text as="p" tone="subdued">
          {t('overview.matrix.finding', {
            segment: words('segment', largest.key),
            count: largest.customers,
            formatted: formats.count(largest.customers),
          })}
        </Text>
      )}
      <MatrixHeat
        caption={t('overview.matrix.title')}
        corner={[t('overview.matrix.rows'), t('overview.matrix.columns')]}
        columns={frequencies.map((frequency) => t(`overview.matrix.frequency.${frequency}`))}
        chosen={chosen ?? null}
        onChoose={(key) => {
          void navigate({
            search: (now) => ({ ...now, cell: key === chosen ? undefined : key }),
            resetScroll: false,
            replace: true,
          });
        }}
        rows={recencies.map((recency) => ({
          name: t(`overview.matrix.recency.${recency}`),
          cells: frequencies.map((frequency) => {
            const key = keyOf(recency, frequency);
            const cell = byKey.get(key);
            const count = cell?.customers ?? 0;
            const segment = words('segment', cell?.segment ?? null);
            return {
              key,
              // Square root: a shop's largest box would drown the rest.
              weight: Math.sqrt(count / most),
              figure: formats.count(count),
              name: segment,
              place: t('overview.matrix.place', {
                recency: t(`overview.matrix.recency.${recency}`),
                frequency: t(`overview.matrix.frequency.${frequency}`),
              }),
            };
          }),
        }))}
      />
      {chosenCell === undefined ? (
        <Text as="p" kind="small" tone="subdued">
          {t('overview.matrix.choose')}
        </Text>
      ) : (
        <ChosenBox cell={chosenCell} name={words('segment', chosenCell.segment)} />
      )}
    </Card>
  );
}

function download(matrix: Overview['matrix']): void {
  downloadCsv('recency-frequency.csv', [
    ['recency', 'frequency', 'segment', 'customers', 'net_spent', 'currency'],
    ...matrix.map((cell) => [
      cell.recency,
      cell.frequency,
      cell.segment,
      cell.customers,
      cell.netSpent.amount,
      cell.netSpent.currency,
    ]),
  ]);
}

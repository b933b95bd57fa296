import { useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Card } from './Card.tsx';
import { downloadCsv } from './downloadCsv.ts';
import { PlainTable, type PlainTableProps } from './PlainTable.tsx';
import { Row } from './Stack.tsx';
import { Text } from './Text.tsx';

export interface ChartCardProps {
  title: ReactNode;
  /** What the drawing shows, in one sentence. */
  finding: ReactNode;
  children: ReactNode;
  /** The same numbers, for who would rather read them. */
  table: PlainTableProps;
  csv: { name: string; rows: readonly (readonly (string | number)[])[] };
  /** `useChartWords()`. */
  words: ChartWords;
  /** There is nothing to draw yet, as the finding says. */
  empty?: boolean;
  /** Under the drawing: what it leaves out, how it is counted. */
  note?: ReactNode;
}

export interface ChartWords {
  table: string;
  chart: string;
  csv: string;
}

/** A drawing with its finding, its table and its file. */
export function ChartCard(props: ChartCardProps) {
  const { title, finding, children, table, csv, words, note, empty = false } = props;
  const [asTable, setAsTable] = useState(false);
  if (empty) {
    return (
      <Card title={title}>
        <Text as="p">{finding}</Text>
      </Card>
    );
  }
  return (
    <Card title={title}>
      <Text as="p">{finding}</Text>
      {asTable ? <PlainTable {...table} /> : children}
      {note !== undefined && (
        <Text as="p" kind="small" tone="subdued">
          {note}
        </Text>
      )}
      <Row gap="base">
        <Button
          look="plain"
          label={`${asTable ? words.chart : words.table}: ${table.caption}`}
          onClick={() => {
            setAsTable(!asTable);
          }}
        >
          {asTable ? words.chart : words.table}
        </Button>
        <Button
          look="plain"
          label={`${words.csv}: ${table.caption}`}
          onClick={() => {
            downloadCsv(csv.name, csv.rows);
          }}
        >
          {words.csv}
        </Button>
      </Row>
    </Card>
  );
}

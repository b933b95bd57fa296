import type { LifecycleKey } from '../segments/classes.schema.ts';
import { codeWords, type Columns } from '../segments/columns.ts';
import { countedRecency } from '../segments/rfmSegment.ts';

/** Customers of one class and what they spent, minor units. */
export interface Group {
  key: string;
  customers: number;
  netMinor: number;
}

type GroupColumn = 'segment' | 'level' | 'abc' | 'lifecycle';

/** Customers and money per class, in the order the classes are named; empty classes are there too. */
export function groupsOf(columns: Columns, column: GroupColumn): Group[] {
  const groups = codeWords[column].map((key) => ({ key, customers: 0, netMinor: 0 }));
  const codes = columns[column];
  for (let index = 0; index < columns.count; index += 1) {
    const group = groups[codes[index] ?? -1];
    if (group === undefined) continue;
    group.customers += 1;
    group.netMinor += columns.netMinor[index] ?? 0;
  }
  return groups;
}

/** One cell of recency × frequency. */
export interface Cell {
  recency: number;
  frequency: number;
  customers: number;
  netMinor: number;
  orders: number;
}

const lapsedKeys = ['overdue', 'lost', 'written_off'] as const satisfies LifecycleKey[];
const scores = [1, 2, 3, 4, 5];

/** The 25 cells, recency 5 first, frequency 1 first: as they are drawn, and adding up to the segments. */
export function cellsOf(columns: Columns): Cell[] {
  const cells = scores
    .toReversed()
    .flatMap((recency) =>
      scores.map((frequency) => ({ recency, frequency, customers: 0, netMinor: 0, orders: 0 })),
    );
  for (let index = 0; index < columns.count; index += 1) {
    const score = columns.recency[index] ?? 0;
    const lifecycle = codeWords.lifecycle[columns.lifecycle[index] ?? -1];
    if (score === 0 || lifecycle === undefined) continue;
    const recency = countedRecency(score, lifecycle);
    const cell = cells[(5 - recency) * 5 + (columns.frequency[index] ?? 0) - 1];
    if (cell === undefined) continue;
    cell.customers += 1;
    cell.netMinor += columns.netMinor[index] ?? 0;
    cell.orders += columns.orders[index] ?? 0;
  }
  return cells;
}

/** The customers of one cell, in the segment language. */
export function cellQuery({ recency, frequency }: Pick<Cell, 'recency' | 'frequency'>): string {
  const often = `rfm_frequency = ${String(frequency)}`;
  const lapsed = `lifecycle IN (${lapsedKeys.map((key) => `'${key}'`).join(', ')})`;
  if (recency > 2) return `${often} AND rfm_recency = ${String(recency)} AND NOT ${lapsed}`;
  if (recency < 2) return `${often} AND rfm_recency = 1`;
  return `${often} AND (rfm_recency = 2 OR (rfm_recency > 2 AND ${lapsed}))`;
}

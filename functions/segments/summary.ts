import {
  abcKeys,
  levelKeys,
  lifecycleKeys,
  segmentKeys,
  type LifecycleKey,
  type SegmentKey,
} from './classes.schema.ts';
import { codeWords, type Columns } from './columns.ts';
import { countedRecency, segmentOfCell } from './rfmSegment.ts';

/** Customers of one class and what they brought; minor units. */
export interface Group {
  key: string;
  customers: number;
  netMinor: number;
}

/**
 * One cell of recency × frequency. Who is overdue or lost counts as at most 2 in recency here as in
 * the names, so that the cells of a name add up to that segment.
 */
export interface Cell {
  recency: number;
  frequency: number;
  segment: SegmentKey;
  customers: number;
  orders: number;
  netMinor: number;
}

export interface Summary {
  customers: number;
  ranked: number;
  /** Customers with no order at all. */
  prospects: number;
  historyIncomplete: number;
  orders: number;
  netMinor: number;
  levels: Group[];
  segments: Group[];
  abc: Group[];
  lifecycle: Group[];
  /** Recency 5 to 1, each with frequency 1 to 5. */
  matrix: Cell[];
  /** Latest eligible order, epoch seconds; null without one. */
  lastAt: number | null;
}

/** All the counts of the first page, in one pass; every class is there, empty ones with zeros. */
export function summarise(columns: Columns): Summary {
  const levels = groupsOf(levelKeys);
  const segments = groupsOf(segmentKeys);
  const abc = groupsOf(abcKeys);
  const lifecycle = groupsOf(lifecycleKeys);
  const cells = emptyMatrix();
  const prospectCode = codeWords.segment.indexOf('prospects');
  const sums = { ranked: 0, prospects: 0, historyIncomplete: 0, orders: 0, netMinor: 0, lastAt: 0 };
  for (let i = 0; i < columns.count; i += 1) {
    const net = columns.netMinor[i] ?? 0;
    const orders = columns.orders[i] ?? 0;
    const recency = columns.recency[i] ?? 0;
    count(levels, columns.level[i], net);
    count(segments, columns.segment[i], net);
    count(abc, columns.abc[i], net);
    count(lifecycle, columns.lifecycle[i], net);
    const counted = recencyOfCell(recency, columns.lifecycle[i]);
    countCell(cells, counted, columns.frequency[i] ?? 0, orders, net);
    sums.orders += orders;
    sums.netMinor += net;
    sums.historyIncomplete += columns.historyIncomplete[i] ?? 0;
    if (orders > 0 && columns.historyIncomplete[i] === 0) sums.ranked += 1;
    if (columns.segment[i] === prospectCode) sums.prospects += 1;
    sums.lastAt = Math.max(sums.lastAt, columns.lastAt[i] ?? 0);
  }
  return {
    ...sums,
    customers: columns.count,
    lastAt: sums.lastAt === 0 ? null : sums.lastAt,
    levels,
    segments,
    abc,
    lifecycle,
    matrix: cells,
  };
}

function groupsOf(keys: readonly string[]): Group[] {
  return keys.map((key) => ({ key, customers: 0, netMinor: 0 }));
}

function count(groups: readonly Group[], code: number | undefined, netMinor: number): void {
  const group = groups[code ?? -1];
  if (group === undefined) return;
  group.customers += 1;
  group.netMinor += netMinor;
}

function emptyMatrix(): Cell[] {
  return [5, 4, 3, 2, 1].flatMap((recency) =>
    [1, 2, 3, 4, 5].map((frequency) => ({
      recency,
      frequency,
      segment: segmentOfCell(recency, frequency),
      customers: 0,
      orders: 0,
      netMinor: 0,
    })),
  );
}

function recencyOfCell(recency: number, lifecycleCode: number | undefined): number {
  const lifecycle = codeWords.lifecycle[lifecycleCode ?? -1];
  return lifecycle === undefined ? recency : countedRecency(recency, lifecycle);
}

function countCell(
  cells: readonly Cell[],
  recency: number,
  frequency: number,
  orders: number,
  netMinor: number,
): void {
  const cell = cells[(5 - recency) * 5 + frequency - 1];
  if (recency === 0 || cell === undefined) return;
  cell.customers += 1;
  cell.orders += orders;
  cell.netMinor += netMinor;
}

const lapsedKeys = ['overdue', 'lost', 'written_off'] as const satisfies LifecycleKey[];

/** The customers of one cell, in the segment language. */
export function cellQuery({ recency, frequency }: Pick<Cell, 'recency' | 'frequency'>): string {
  return `rfm_frequency = ${String(frequency)} AND ${recencyQuery(recency)}`;
}

/** The customers counted with this score of recency, in the segment language. */
export function recencyQuery(recency: number): string {
  const lapsed = `lifecycle IN (${lapsedKeys.map((key) => `'${key}'`).join(', ')})`;
  if (recency > 2) return `rfm_recency = ${String(recency)} AND NOT ${lapsed}`;
  return recency < 2 ? 'rfm_recency = 1' : `(rfm_recency = 2 OR (rfm_recency > 2 AND ${lapsed}))`;
}

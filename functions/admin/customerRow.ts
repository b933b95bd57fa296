import { idAt, wordAt, type Columns } from '../segments/columns.ts';
import type { CustomerRow } from './customers.schema.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';

/** One line of the list, from the snapshot; `name` comes from the customer's own file. */
export function rowAt(
  columns: Columns,
  index: number,
  currency: string,
  name: string | null,
): CustomerRow {
  return {
    id: idAt(columns, index),
    name,
    orders: columns.orders[index] ?? 0,
    netSpent: moneyOf(columns.netMinor[index] ?? 0, currency),
    firstOrderAt: instantAt(columns.firstAt, index),
    lastOrderAt: instantAt(columns.lastAt, index),
    rfm: {
      recency: scoreAt(columns.recency, index),
      frequency: scoreAt(columns.frequency, index),
      monetary: scoreAt(columns.monetary, index),
      segment: wordAt(columns, 'segment', index),
      level: wordAt(columns, 'level', index),
    },
    abc: wordAt(columns, 'abc', index),
    lifecycle: wordAt(columns, 'lifecycle', index) ?? 'prospect',
    quadrant: wordAt(columns, 'quadrant', index),
    loyalty: wordAt(columns, 'loyalty', index),
    promotion: wordAt(columns, 'promotion', index),
    standard: wordAt(columns, 'standard', index),
    historyIncomplete: columns.historyIncomplete[index] === 1,
  };
}

function scoreAt(column: Uint8Array, index: number): number | null {
  const score = column[index] ?? 0;
  return score === 0 ? null : score;
}

function instantAt(column: Uint32Array, index: number): string | null {
  const seconds = column[index] ?? 0;
  return seconds === 0 ? null : instantOf(seconds);
}

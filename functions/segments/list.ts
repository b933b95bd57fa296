import { z } from 'zod';
import { Refusal } from '../platform/refusal.ts';
import { argsort } from './argsort.ts';
import { idAt, idOrder, type Columns } from './columns.ts';
import { answerAt, type Selection } from './query/evaluate.ts';

/** What a list can be ordered by; a leading minus is largest, latest or most first. */
export const sortColumns = {
  netSpent: 'netMinor',
  lastOrderAt: 'lastAt',
  orders: 'orders',
} as const satisfies Record<string, keyof Columns>;
export type SortName = keyof typeof sortColumns;
export type Sort = SortName | `-${SortName}`;

export interface ListPage {
  /** Indexes into the columns. */
  rows: number[];
  /** Customers that match, on all pages. */
  total: number;
  /** To go on after this page; null at the end. */
  cursor: string | null;
}

/**
 * One page of customers in a stable order: by the sort, customers without a value last, equals by
 * id. A cursor names the last customer shown and their value, so that it goes on at the right
 * place in a newer snapshot too. `selection` null: everyone.
 */
export function listCustomers(
  columns: Columns,
  selection: Selection | null,
  { sort, limit, cursor }: { sort: Sort; limit: number; cursor: string | null },
): ListPage {
  const sorted = sortedBy(columns, sort);
  const start = cursor === null ? 0 : placeAfter(columns, sorted, readCursor(cursor, sort));
  const rows: number[] = [];
  let at = start;
  for (; at < sorted.order.length && rows.length <= limit; at += 1) {
    const row = sorted.order[at] ?? 0;
    if (selection === null || answerAt(selection.states, row) === 'in') rows.push(row);
  }
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    total: selection?.count ?? columns.count,
    cursor:
      rows.length > limit && last !== undefined
        ? writeCursor({ sort, value: sorted.keys[last] ?? 0, id: idAt(columns, last) })
        : null,
  };
}

interface Sorted {
  order: Uint32Array;
  /** What customers are sorted by, ascending. */
  keys: Float64Array;
}

/** Orders already worked out, for as long as their snapshot is open. */
const known = new WeakMap<Columns, Map<Sort, Sorted>>();

function sortedBy(columns: Columns, sort: Sort): Sorted {
  const ofColumns = known.get(columns) ?? new Map<Sort, Sorted>();
  known.set(columns, ofColumns);
  const found = ofColumns.get(sort);
  if (found !== undefined) return found;
  const keys = keysOf(columns, sort);
  const sorted = { order: argsort(keys), keys };
  ofColumns.set(sort, sorted);
  return sorted;
}

function keysOf(columns: Columns, sort: Sort): Float64Array {
  const { name, sign } = nameAndSign(sort);
  const values = columns[sortColumns[name]];
  const keys = new Float64Array(columns.count);
  for (let i = 0; i < keys.length; i += 1) {
    const value = values[i] ?? 0;
    // Nobody's last order is none; adding zero keeps −0 from being another key than 0.
    keys[i] = name === 'lastOrderAt' && value === 0 ? Number.MAX_VALUE : sign * value + 0;
  }
  return keys;
}

function nameAndSign(sort: Sort): { name: SortName; sign: 1 | -1 } {
  switch (sort) {
    case 'netSpent':
    case 'lastOrderAt':
    case 'orders':
      return { name: sort, sign: 1 };
    case '-netSpent':
      return { name: 'netSpent', sign: -1 };
    case '-lastOrderAt':
      return { name: 'lastOrderAt', sign: -1 };
    case '-orders':
      return { name: 'orders', sign: -1 };
  }
}

interface Cursor {
  sort: Sort;
  value: number;
  id: string;
}

/** Where in the order the first customer after the cursor stands. */
function placeAfter(columns: Columns, { order, keys }: Sorted, { value, id }: Cursor): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = order[middle] ?? 0;
    const key = keys[row] ?? 0;
    const before = key < value || (key === value && idOrder(idAt(columns, row), id) <= 0);
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}

const cursorSchema = z.tuple([z.string(), z.number(), z.string()]);

function writeCursor({ sort, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

function readCursor(cursor: string, sort: Sort): Cursor {
  const read = cursorSchema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
  if (!read.success || read.data[0] !== sort) {
    throw new Refusal('invalid', 'This cursor belongs to another list: ask for the first page.');
  }
  const [, value, id] = read.data;
  return { sort, value, id };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

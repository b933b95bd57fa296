import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { both, type Shelf, type Where } from '../records/shelf.ts';
import { connectionView, pageArgsSchema, wantedOf, type Page } from './connection.ts';
import type { View } from './fields.ts';

/** A sort key of the API: the column behind it and how to read its value off a record. */
export interface SortKey<T> {
  column: string;
  valueOf: (record: T) => number | string;
}

export interface ShelfList<T extends { id: string }> {
  shelf: Shelf<T>;
  shop: string;
  where: Where;
  sort: SortKey<T> | null;
  /** Every node instead of a page. */
  whole: boolean;
  show: (record: T) => View;
}

const cursorSchema = z.object({
  last_id: z.string(),
  last_value: z.union([z.string(), z.number()]),
});

/** A connection over a shelf, paged by key so that rows coming in between move nothing. */
export function shelfConnection<T extends { id: string }>(
  list: ShelfList<T>,
  rawArgs: unknown,
): View {
  const args = pageArgsSchema.parse(rawArgs);
  const valueOf = (record: T) => list.sort?.valueOf(record) ?? record.id;
  const cursorOf = (record: T) =>
    Buffer.from(JSON.stringify({ last_id: record.id, last_value: valueOf(record) })).toString(
      'base64',
    );
  const ascending = args.reverse !== true;
  if (list.whole) {
    const records = list.shelf.select(list.shop, list.where, orderBy(list.sort, ascending), null);
    return connectionView(
      { records, hasNextPage: false, hasPreviousPage: false },
      cursorOf,
      list.show,
    );
  }

  const { count, fromEnd } = wantedOf(args);
  let { where } = list;
  if (args.after !== null) where = both(where, beyond(list.sort, args.after, ascending));
  if (args.before !== null) where = both(where, beyond(list.sort, args.before, !ascending));
  const order = orderBy(list.sort, fromEnd ? !ascending : ascending);
  const found = list.shelf.select(list.shop, where, order, count + 1);
  const more = found.length > count;
  const records = found.slice(0, count);
  const page: Page<T> = fromEnd
    ? { records: records.toReversed(), hasNextPage: args.before !== null, hasPreviousPage: more }
    : { records, hasNextPage: more, hasPreviousPage: args.after !== null };
  return connectionView(page, cursorOf, list.show);
}

function orderBy<T>(sort: SortKey<T> | null, ascending: boolean): string {
  const direction = ascending ? 'ASC' : 'DESC';
  return sort === null ? `id ${direction}` : `${sort.column} ${direction}, id ${direction}`;
}

function beyond<T>(sort: SortKey<T> | null, cursor: string, ascending: boolean): Where {
  const parsed = cursorSchema.safeParse(jsonOf(cursor));
  if (!parsed.success) throw new GraphQLError('Invalid cursor for current pagination sort.');
  const { last_id: id, last_value: value } = parsed.data;
  const than = ascending ? '>' : '<';
  if (sort === null) return { sql: `id ${than} ?`, values: [BigInt(id)] };
  return { sql: `(${sort.column}, id) ${than} (?, ?)`, values: [value, BigInt(id)] };
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

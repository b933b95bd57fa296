import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { View } from './fields.ts';

export const pageArgsSchema = z.object({
  first: z.number().int().nullable().default(null),
  last: z.number().int().nullable().default(null),
  after: z.string().nullable().default(null),
  before: z.string().nullable().default(null),
  reverse: z.boolean().nullable().default(null),
  query: z.string().nullable().default(null),
  sortKey: z.string().nullable().default(null),
});
export type PageArgs = z.infer<typeof pageArgsSchema>;

/** Shopify gives at most this many nodes a page. */
export const largestPage = 250;

export interface Page<T> {
  records: T[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** How many are wanted and from which end; asking for neither is an error, as in Shopify. */
export function wantedOf(args: PageArgs): { count: number; fromEnd: boolean } {
  const { first, last } = args;
  if (first !== null && last !== null) {
    throw new GraphQLError('providing both first and last is not supported');
  }
  const count = first ?? last;
  if (count === null) {
    throw new GraphQLError('you must provide one of first or last');
  }
  if (count < 0 || count > largestPage) {
    throw new GraphQLError(`first or last must be from 0 to ${String(largestPage)}`);
  }
  return { count, fromEnd: first === null };
}

export function connectionView<T>(
  page: Page<T>,
  cursorOf: (record: T) => string,
  show: (record: T) => View,
): View {
  const start = page.records[0];
  const end = page.records.at(-1);
  return {
    edges: () => page.records.map((record) => ({ cursor: cursorOf(record), node: show(record) })),
    nodes: () => page.records.map(show),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: start === undefined ? null : cursorOf(start),
      endCursor: end === undefined ? null : cursorOf(end),
    },
  };
}

/** A connection over a list that is at hand; cursors are places in it. `whole` ignores pages. */
export function listConnection<T>(
  list: readonly T[],
  rawArgs: unknown,
  whole: boolean,
  show: (record: T) => View,
): View {
  const args = pageArgsSchema.parse(rawArgs);
  const ordered = args.reverse === true ? list.toReversed() : [...list];
  const places = ordered.map((record, at) => ({ record, at }));
  if (whole) return placesView(places, 0, places.length, show);
  const { count, fromEnd } = wantedOf(args);
  const from = args.after === null ? 0 : placeOf(args.after) + 1;
  const to = args.before === null ? places.length : placeOf(args.before);
  const start = fromEnd ? Math.max(from, to - count) : from;
  const end = fromEnd ? to : Math.min(to, from + count);
  return placesView(places, start, end, show);
}

function placesView<T>(
  places: { record: T; at: number }[],
  start: number,
  end: number,
  show: (record: T) => View,
): View {
  return connectionView(
    {
      records: places.slice(start, end),
      hasNextPage: end < places.length,
      hasPreviousPage: start > 0,
    },
    ({ at }) => Buffer.from(String(at)).toString('base64url'),
    ({ record }) => show(record),
  );
}

function placeOf(cursor: string): number {
  const at = Number(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!Number.isInteger(at)) throw new GraphQLError(`Invalid cursor for current pagination sort.`);
  return at;
}

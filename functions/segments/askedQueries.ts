import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import { Refusal } from '../platform/refusal.ts';
import { contextOfSnapshot } from './queryContext.ts';
import { select } from './query/evaluate.ts';
import { expandSegments, segmentsNamed, type Expanded } from './query/expand.ts';
import { parseQuery } from './query/parse.ts';
import type { Query, QueryError } from './query/query.ts';
import { guardAccepted, guardAfter, heldBy, type SuddenGrowth } from './queryGuard.ts';
import { readGuard, writeGuard } from './queryGuardStore.ts';
import { finderOf, type Segment } from './segment.ts';
import { openSegmentStore } from './segmentStore.ts';
import type { HeldBack } from './segments.schema.ts';
import type { Snapshots } from './snapshot.ts';

export interface AskedQueriesDeps {
  table: Table;
  snapshots: Snapshots;
  clock: Clock;
  /** From when on more is far more, by the shop's own setting. */
  suddenGrowth: (shop: string) => Promise<SuddenGrowth>;
}

/** Queries as a shop asks them: other segments in their places, and watched before anything is sent. */
export interface AskedQueries {
  /**
   * The query of this text, ready to be evaluated.
   * @throws Refusal `invalid` that says what is wrong and where, in the field of this name
   */
  read(shop: string, text: string, field: string): Promise<Query>;
  /**
   * Why nothing may be sent to whoever it finds; null: it may. Before the shop's first run there is
   * nobody to count, and nobody to send to.
   */
  held(shop: string, text: string): Promise<HeldBack | null>;
  /** What was held because it grew may be sent to from now on. */
  accept(shop: string, text: string): Promise<void>;
}

const patience = 5;

export function openAskedQueries(deps: AskedQueriesDeps): AskedQueries {
  const { table, snapshots, clock } = deps;
  const segments = openSegmentStore(table);

  const read = async (shop: string, text: string, field: string): Promise<Query> => {
    const parsed = parseQuery(text);
    const names = parsed.ok ? segmentsNamed(parsed.query) : [];
    return readQuery(text, field, names.length === 0 ? [] : await segments.list(shop));
  };

  return {
    read,
    async held(shop, text) {
      const snapshot = await snapshots.open(shop);
      if (snapshot === null) return null;
      for (let attempt = 0; attempt < patience; attempt += 1) {
        const before = await readGuard(table, shop, text);
        if (before?.snapshot === snapshot.meta.version) return heldBy(before);
        const growth = await deps.suddenGrowth(shop);
        let query: Query;
        try {
          query = await read(shop, text, 'query');
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          return { reason: 'unreadable', count: null, before: before?.count ?? null };
        }
        const { count } = select(query, snapshot.columns, contextOfSnapshot(snapshot, null));
        const after = guardAfter(before, count, snapshot.meta.version, growth);
        const kept = await writeGuard(table, shop, text, after, clock.wallMs());
        if (kept === 'kept') return heldBy(after);
      }
      throw new Error('a query is being counted by too many at once');
    },
    async accept(shop, text) {
      for (let attempt = 0; attempt < patience; attempt += 1) {
        const guard = await readGuard(table, shop, text);
        if (guard === null || guard.grownTo === null) return;
        const kept = await writeGuard(table, shop, text, guardAccepted(guard), clock.wallMs());
        if (kept === 'kept') return;
      }
      throw new Refusal('conflict', 'This is being counted just now: try again.');
    },
  };
}

/**
 * The query of a text, with these segments in the places of their names.
 * @throws Refusal `invalid` that says what is wrong and where, in the field of this name
 */
export function readQuery(
  text: string,
  field: string,
  segments: readonly Pick<Segment, 'name' | 'query'>[],
): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw mistakeIn(field, parsed.error);
  const expanded = expandSegments(parsed.query, finderOf(segments));
  if (!expanded.ok) throw unexpandable(field, text, expanded);
  return expanded.query;
}

/** A mistake as a refusal whose details tell the embed where and what, in any language. */
function mistakeIn(field: string, error: QueryError): Refusal {
  const { message, code, start, end, suggestion, attribute } = error;
  const hint = suggestion === null ? {} : { suggestion };
  const about = attribute === null ? {} : { attribute };
  return new Refusal('invalid', message, { field, mistake: code, start, end, ...hint, ...about });
}

const problems = {
  unknownSegment: 'There is no one segment called',
  circular: 'This asks for itself in the end, by way of the segment',
  unreadable: 'The query cannot be read any more in the segment',
  tooLarge: 'This asks for more than 200 segments, counting those inside others, up to',
} as const;

function unexpandable(field: string, text: string, problem: Expanded & { ok: false }): Refusal {
  const at = text.toLowerCase().indexOf(problem.name.toLowerCase());
  const start = Math.max(0, at);
  return new Refusal('invalid', `${problems[problem.problem]} "${problem.name}".`, {
    field,
    mistake: problem.problem,
    start,
    end: at < 0 ? text.length : start + problem.name.length,
  });
}

import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import { Refusal } from '../platform/refusal.ts';
import { contextOfSnapshot } from './queryContext.ts';
import { fieldsAsked, refuseUnpicked } from './pickedFields.ts';
import { select } from './query/evaluate.ts';
import type { NamedField } from './query/complete.ts';
import { segmentsNamed } from './query/expand.ts';
import { parseQuery } from './query/parse.ts';
import type { Query } from './query/query.ts';
import {
  guardAccepted,
  guardAfter,
  guardUnreadable,
  heldBy,
  queryHash,
  type SuddenGrowth,
} from './queryGuard.ts';
import { listGuards, readGuard, writeGuard } from './queryGuardStore.ts';
import { readQuery } from './readQuery.ts';
import { openSegmentStore } from './segmentStore.ts';
import type { HeldBack } from './segments.schema.ts';
import type { Snapshot, Snapshots } from './snapshot.ts';

export interface AskedQueriesDeps {
  table: Table;
  snapshots: Snapshots;
  clock: Clock;
  /** From when on more is far more, by the shop's own setting. */
  suddenGrowth: (shop: string) => Promise<SuddenGrowth>;
  /** The merchant's own fields that may be asked about; missing: none may. */
  pickedFields?: (shop: string) => Promise<readonly NamedField[]>;
}

/** How many a query finds, and for how many it cannot be told. */
export type Found = Pick<ReturnType<typeof select>, 'count' | 'undecided'>;

/** Queries as a shop asks them: other segments in their places, and watched before anything is sent. */
export interface AskedQueries {
  /**
   * The query of this text, ready to be evaluated.
   * @throws Refusal `invalid` that says what is wrong and where, in the field of this name
   */
  read(shop: string, text: string, field: string): Promise<Query>;
  /** The merchant's own fields that may be asked about. */
  fields(shop: string): Promise<readonly NamedField[]>;
  /**
   * Why nothing may be sent to whoever it finds; null: it may. Before the shop's first run there is
   * nobody to count, and nobody to send to.
   */
  held(shop: string, text: string): Promise<HeldBack | null>;
  /** How many it finds in the newest snapshot, noted; null: it cannot be read, or nobody is counted yet. */
  measure(shop: string, text: string): Promise<Found | null>;
  /** Why nothing may be sent to each, as last counted: a list of queries is shown without counting one of them. */
  lastHeld(shop: string, texts: readonly string[]): Promise<(HeldBack | null)[]>;
  /**
   * What was held because it grew may be sent to from now on. `count`: as many as whoever says so
   * has seen; null: however many.
   * @throws Refusal `conflict` where it finds another number by now
   */
  accept(shop: string, text: string, count: number | null): Promise<void>;
}

const patience = 5;

export function openAskedQueries(deps: AskedQueriesDeps): AskedQueries {
  const { table, snapshots, clock } = deps;
  const segments = openSegmentStore(table);

  const fields = async (shop: string) => (await deps.pickedFields?.(shop)) ?? [];

  const read = async (shop: string, text: string, field: string): Promise<Query> => {
    const parsed = parseQuery(text);
    const names = parsed.ok ? segmentsNamed(parsed.query) : [];
    const query = readQuery(text, field, names.length === 0 ? [] : await segments.list(shop));
    const asked = fieldsAsked(query);
    if (asked.length > 0) refuseUnpicked(asked, await fields(shop), { text, field });
    return query;
  };

  /** Null: it cannot be read. */
  async function look(shop: string, text: string, snapshot: Snapshot): Promise<Found | null> {
    try {
      const query = await read(shop, text, 'query');
      return select(query, snapshot.columns, contextOfSnapshot(snapshot, null));
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** `given`: what it finds in this snapshot; left out, it is looked at unless that was done. */
  async function watch(
    shop: string,
    text: string,
    snapshot: Snapshot,
    given?: Found | null,
  ): Promise<HeldBack | null> {
    const { version } = snapshot.meta;
    for (let attempt = 0; attempt < patience; attempt += 1) {
      const before = await readGuard(table, shop, text);
      if (before?.snapshot === version && !before.unreadable) return heldBy(before);
      const found = given === undefined ? await look(shop, text, snapshot) : given;
      if (found === null && before?.unreadable === true && before.snapshot === version) {
        return heldBy(before);
      }
      const now = Math.floor(clock.businessMs() / 1000);
      const after =
        found === null
          ? guardUnreadable(before, version, now)
          : guardAfter(before, found.count, version, await deps.suddenGrowth(shop), now);
      const kept = await writeGuard(table, shop, text, after, clock.wallMs());
      if (kept === 'kept') return heldBy(after);
    }
    throw new Error('a query is being counted by too many at once');
  }

  async function held(shop: string, text: string): Promise<HeldBack | null> {
    const snapshot = await snapshots.open(shop);
    return snapshot === null ? null : watch(shop, text, snapshot);
  }

  return {
    read,
    fields,
    held,
    async measure(shop, text) {
      const snapshot = await snapshots.open(shop);
      if (snapshot === null) return null;
      const found = await look(shop, text, snapshot);
      await watch(shop, text, snapshot, found);
      return found;
    },
    async lastHeld(shop, texts) {
      if (texts.length === 0) return [];
      const guards = await listGuards(table, shop);
      const last: (HeldBack | null)[] = [];
      for (const text of texts) {
        const guard = guards.get(queryHash(text));
        // One that could not be read may have been mended since, by a segment it names.
        if (guard?.unreadable === true) last.push(await held(shop, text));
        else last.push(guard === undefined ? null : heldBy(guard));
      }
      return last;
    },
    async accept(shop, text, count) {
      for (let attempt = 0; attempt < patience; attempt += 1) {
        const guard = await readGuard(table, shop, text);
        if (guard === null || guard.grownTo === null) return;
        if (count !== null && count !== guard.grownTo) {
          throw new Refusal(
            'conflict',
            `It finds ${String(guard.grownTo)} by now: look again, then say that this many is right.`,
            { why: 'countChanged', count: guard.grownTo },
          );
        }
        const kept = await writeGuard(table, shop, text, guardAccepted(guard), clock.wallMs());
        if (kept === 'kept') return;
      }
      throw new Refusal('conflict', 'This is being counted just now: try again.');
    },
  };
}

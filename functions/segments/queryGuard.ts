import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantOf } from '../platform/apiValue.ts';
import type { HeldBack } from './segments.schema.ts';

/** How many a query found when that was last right. */
export const queryGuardSchema = z.object({
  rev: z.number().int(),
  /** Snapshot this was last counted in. */
  snapshot: z.string(),
  /** Null: it could not be read yet. */
  count: z.number().int().nullable(),
  /** What it found since, where that is suddenly far more; null: not so. */
  grownTo: z.number().int().nullable(),
  /** Since when nothing is sent; epoch seconds of business time, null: all is well. */
  since: z.number().int().nullable().default(null),
  /** It could not be read when it was last asked. */
  unreadable: z.boolean().default(false),
});
export type QueryGuard = z.infer<typeof queryGuardSchema>;

/** From when on more is far more. */
export interface SuddenGrowth {
  /** Times as many as before. */
  times: number;
  /** Fewer than these before count as these: three where there was one is no reason to stop. */
  least: number;
}

/**
 * A query that suddenly finds far more than when it was last right sends nothing until somebody
 * says that this many is right. The first count of a query is right: whoever wrote it saw it.
 * `now`: epoch seconds of business time.
 */
export function guardAfter(
  before: QueryGuard | null,
  count: number,
  snapshot: string,
  { times, least }: SuddenGrowth,
  now: number,
): QueryGuard {
  const rev = before?.rev ?? 0;
  const was = before?.count ?? null;
  if (was === null || count <= times * Math.max(was, least)) {
    return { rev, snapshot, count, grownTo: null, since: null, unreadable: false };
  }
  const since = before?.since ?? now;
  return { rev, snapshot, count: was, grownTo: count, since, unreadable: false };
}

/** It cannot be read any more: whoever it would find is unknown, so nothing is sent. */
export function guardUnreadable(
  before: QueryGuard | null,
  snapshot: string,
  now: number,
): QueryGuard {
  return {
    rev: before?.rev ?? 0,
    snapshot,
    count: before?.count ?? null,
    grownTo: null,
    since: before?.since ?? now,
    unreadable: true,
  };
}

/** Somebody looked and said that this many is right. */
export function guardAccepted(guard: QueryGuard): QueryGuard {
  return { ...guard, count: guard.grownTo ?? guard.count, grownTo: null, since: null };
}

/** Why nothing is sent; null: all is well. */
export function heldBy({ grownTo, count, since, unreadable }: QueryGuard): HeldBack | null {
  if (!unreadable && grownTo === null) return null;
  const reason = unreadable ? 'unreadable' : 'grown';
  return {
    reason,
    count: grownTo,
    before: count,
    since: since === null ? null : instantOf(since),
  };
}

/** Names a query by its text, so that an edited one starts anew. */
export function queryHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HeldBack } from './segments.schema.ts';

/** How many a query found when that was last right. Instants are epoch seconds of wall time. */
export const queryGuardSchema = z.object({
  rev: z.number().int(),
  /** Snapshot this was last counted in. */
  snapshot: z.string(),
  count: z.number().int(),
  /** What it found since, where that is suddenly far more; null: all is well. */
  grownTo: z.number().int().nullable(),
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
 */
export function guardAfter(
  before: QueryGuard | null,
  count: number,
  snapshot: string,
  { times, least }: SuddenGrowth,
): QueryGuard {
  if (before === null) return { rev: 0, snapshot, count, grownTo: null };
  const isSudden = count > times * Math.max(before.count, least);
  return isSudden
    ? { ...before, snapshot, grownTo: count }
    : { ...before, snapshot, count, grownTo: null };
}

/** Somebody looked and said that this many is right. */
export function guardAccepted(guard: QueryGuard): QueryGuard {
  return { ...guard, count: guard.grownTo ?? guard.count, grownTo: null };
}

/** Why nothing is sent; null: all is well. */
export function heldBy(guard: QueryGuard): HeldBack | null {
  const { grownTo, count } = guard;
  return grownTo === null ? null : { reason: 'grown', count: grownTo, before: count };
}

/** Names a query by its text, so that an edited one starts anew. */
export function queryHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

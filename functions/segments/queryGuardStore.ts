import { revIs, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { queryGuardSchema, queryHash, type QueryGuard } from './queryGuard.ts';

/** Kept for as long after a query was last asked; then it is a query nobody uses. */
const keptSeconds = 90 * 86_400;

/** What is known of the query of this text; null: it was never asked. */
export async function readGuard(
  table: Table,
  shop: string,
  text: string,
): Promise<QueryGuard | null> {
  const item = await table.get(keys.queryGuard(shop, queryHash(text)));
  return item === undefined ? null : queryGuardSchema.parse(item);
}

/** What is known of all queries of a shop, by the hash of their text. */
export async function listGuards(table: Table, shop: string): Promise<Map<string, QueryGuard>> {
  const { pk, sk } = keys.queryGuard(shop, '');
  const found = new Map<string, QueryGuard>();
  for await (const page of table.query({ pk, prefix: sk })) {
    for (const item of page) {
      found.set(String(item['sk']).slice(sk.length), queryGuardSchema.parse(item));
    }
  }
  return found;
}

/** Keeps it over the one read. `nowMs`: wall time. */
export async function writeGuard(
  table: Table,
  shop: string,
  text: string,
  guard: QueryGuard,
  nowMs: number,
): Promise<'kept' | 'stale'> {
  const key = keys.queryGuard(shop, queryHash(text));
  const ttl = Math.floor(nowMs / 1000) + keptSeconds;
  const next = { ...guard, rev: guard.rev + 1, ttl, ...key };
  const { outcome } = await table.put(next, revIs(guard.rev));
  return outcome === 'done' ? 'kept' : 'stale';
}

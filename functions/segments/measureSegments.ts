import { Refusal } from '../platform/refusal.ts';
import { readQuery } from './askedQueries.ts';
import { select } from './query/evaluate.ts';
import type { Query } from './query/query.ts';
import { contextOfSnapshot } from './queryContext.ts';
import { sizeAfter, type Segment } from './segment.ts';
import type { SegmentStore } from './segmentStore.ts';
import type { Snapshots } from './snapshot.ts';

/** Counts every segment of a shop in its newest snapshot, so that lists tell sizes and how they change. */
export async function measureSegments(
  shop: string,
  { store, snapshots }: { store: SegmentStore; snapshots: Snapshots },
): Promise<void> {
  const segments = await store.list(shop);
  if (segments.length === 0) return;
  const snapshot = await snapshots.open(shop);
  if (snapshot === null) return;
  const { columns, meta } = snapshot;
  const at = contextOfSnapshot(snapshot, null);
  const sizes = new Map((await store.sizes(shop)).map((size) => [size.segmentId, size]));
  for (const segment of segments) {
    const query = readable(segment, segments);
    if (query === null) continue;
    const { segmentId, version } = segment;
    const { count, undecided } = select(query, columns, at);
    const now = { segmentId, version, count, undecided, at: meta.asOf, today: meta.today };
    await store.writeSize(shop, sizeAfter(sizes.get(segmentId) ?? null, now));
  }
}

function readable({ query }: Segment, segments: readonly Segment[]): Query | null {
  try {
    return readQuery(query, 'query', segments);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

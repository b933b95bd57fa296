import type { AskedQueries } from './askedQueries.ts';
import { sizeAfter } from './segment.ts';
import type { SegmentStore } from './segmentStore.ts';
import type { Snapshots } from './snapshot.ts';

export interface MeasureSegmentsDeps {
  store: SegmentStore;
  snapshots: Snapshots;
  queries: AskedQueries;
}

/**
 * Counts every segment of a shop in its newest snapshot, so that lists tell sizes, how they change
 * and which of them wait for somebody to look, without counting anything themselves.
 */
export async function measureSegments(
  shop: string,
  { store, snapshots, queries }: MeasureSegmentsDeps,
): Promise<void> {
  const segments = await store.list(shop);
  if (segments.length === 0) return;
  const snapshot = await snapshots.open(shop);
  if (snapshot === null) return;
  const { asOf: at, today } = snapshot.meta;
  const sizes = new Map((await store.sizes(shop)).map((size) => [size.segmentId, size]));
  for (const { segmentId, version, query } of segments) {
    const found = await queries.measure(shop, query);
    if (found === null) continue;
    const { count, undecided } = found;
    const now = { segmentId, version, count, undecided, at, today };
    await store.writeSize(shop, sizeAfter(sizes.get(segmentId) ?? null, now));
  }
}

import type { LifecycleKey, Scores, SegmentKey } from './classes.schema.ts';

/** Rows: recency 1–5; columns: frequency 1–5. */
const cells = [
  ['dormant', 'dormant', 'at_risk', 'at_risk', 'previously_loyal'],
  ['dormant', 'dormant', 'at_risk', 'at_risk', 'previously_loyal'],
  ['almost_lost', 'almost_lost', 'needs_attention', 'loyal', 'loyal'],
  ['promising', 'active', 'active', 'loyal', 'loyal'],
  ['new', 'active', 'active', 'champions', 'champions'],
] as const satisfies SegmentKey[][];

const lapsed: ReadonlySet<LifecycleKey> = new Set(['overdue', 'lost', 'written_off']);
const mostWhenLapsed = 2;

/** The name of one of the 25 cells of recency × frequency. */
export function segmentOfCell(recency: number, frequency: number): SegmentKey {
  const segment = cells[recency - 1]?.[frequency - 1];
  if (segment === undefined) throw new RangeError('scores are 1 to 5');
  return segment;
}

/**
 * The name merchants know a group by. Whoever is overdue or lost by the shop's rhythm counts as
 * at most 2 in recency, so that nobody is champion, loyal, active, new or promising meanwhile.
 */
export function segmentOf(scores: Scores, lifecycle: LifecycleKey): SegmentKey {
  return segmentOfCell(countedRecency(scores.recency, lifecycle), scores.frequency);
}

/** The recency that names the segment. */
export function countedRecency(recency: number, lifecycle: LifecycleKey): number {
  return lapsed.has(lifecycle) ? Math.min(recency, mostWhenLapsed) : recency;
}

import { z } from 'zod';
import { segmentKey } from './query/expand.ts';

/** A merchant's segment as kept; instants are epoch seconds of business time. */
export const segmentSchema = z.object({
  segmentId: z.string(),
  rev: z.number().int(),
  /** Raised by every edit. */
  version: z.number().int(),
  name: z.string(),
  query: z.string(),
  /** What its customers are marked with at the shop; null: they are not. */
  label: z.string().nullable(),
  createdAt: z.number().int(),
  editedAt: z.number().int(),
});
export type Segment = z.infer<typeof segmentSchema>;

/** What a segment was at one of its edits. */
export const segmentVersionSchema = z.object({
  version: z.number().int(),
  name: z.string(),
  query: z.string(),
  at: z.number().int(),
  /** The staff member's id at the shop. */
  by: z.string(),
});
export type SegmentVersion = z.infer<typeof segmentVersionSchema>;

/** How many a segment had at the last run, and on the days before. */
export const segmentSizeSchema = z.object({
  segmentId: z.string(),
  count: z.number().int(),
  undecided: z.number().int(),
  /** Of the run; epoch seconds. */
  at: z.number().int(),
  /** Of the query counted: another one begins its own history. */
  version: z.number().int(),
  /** The last size of each shop-calendar day before that of the run, oldest first. */
  days: z.array(z.tuple([z.number().int(), z.number().int()])),
  today: z.number().int(),
});
export type SegmentSize = z.infer<typeof segmentSizeSchema>;

/** Days a size is compared over, and kept for. */
export const comparedDays = 30;
const keptDays = 40;

/** The size after one more run on day `today`. */
export function sizeAfter(before: SegmentSize | null, now: Omit<SegmentSize, 'days'>): SegmentSize {
  const isSame = before !== null && before.version === now.version;
  const past = !isSame
    ? []
    : before.today < now.today
      ? [...before.days, [before.today, before.count] satisfies [number, number]]
      : before.days;
  return { ...now, days: past.filter(([day]) => day >= now.today - keptDays) };
}

/** The size nearest to 30 days before the run; null where nothing is older than that day. */
export function sizeBefore({ days, today }: SegmentSize): { day: number; count: number } | null {
  const wanted = today - comparedDays;
  let best: { day: number; count: number } | null = null;
  for (const [day, count] of days) {
    if (day >= today) continue;
    if (best === null || Math.abs(day - wanted) <= Math.abs(best.day - wanted)) {
      best = { day, count };
    }
  }
  return best;
}

/** The text behind a segment's name; where two share a name it is nobody's. */
export function finderOf(
  segments: readonly Pick<Segment, 'name' | 'query'>[],
): (name: string) => string | undefined {
  const byName = new Map<string, string | null>();
  for (const { name, query } of segments) {
    const key = segmentKey(name);
    byName.set(key, byName.has(key) ? null : query);
  }
  return (name) => byName.get(segmentKey(name)) ?? undefined;
}

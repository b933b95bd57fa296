import { dateOfDay } from '../customers/calendar.ts';
import { instantOf } from '../platform/apiValue.ts';
import { sizeBefore, type Segment, type SegmentSize, type SegmentVersion } from './segment.ts';
import type { HeldBack, SegmentView, UsedBy } from './segments.schema.ts';

/** A segment as the API shows it. */
export function segmentView(
  segment: Segment,
  size: SegmentSize | null,
  held: HeldBack | null,
  usedBy: UsedBy[],
): SegmentView {
  const { segmentId: id, name, query, label, version, createdAt, editedAt } = segment;
  // Of an earlier query it would say nothing about this one.
  const own = size?.version === version ? size : null;
  const before = own === null ? null : sizeBefore(own);
  return {
    id,
    name,
    query,
    label,
    version,
    createdAt: instantOf(createdAt),
    editedAt: instantOf(editedAt),
    size:
      own === null
        ? null
        : { count: own.count, undecided: own.undecided, computedAt: instantOf(own.at) },
    before: before === null ? null : { count: before.count, date: dateOfDay(before.day) },
    held,
    usedBy,
  };
}

export function versionView({ version, name, query, at, by }: SegmentVersion) {
  return { version, name, query, at: instantOf(at), by };
}

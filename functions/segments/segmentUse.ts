import { segmentKey, segmentsNamed } from './query/expand.ts';
import { parseQuery } from './query/parse.ts';
import type { Segment } from './segment.ts';
import type { UsedBy } from './segments.schema.ts';

/** A coupon rule with a condition of its own. */
export interface NamingRule {
  id: string;
  name: string;
  active: boolean;
  who: string;
}

/** A rule or segment, and the segments its query asks for by name. */
export interface Naming {
  use: UsedBy;
  names: ReadonlySet<string>;
}

/** Who names which segments: each query is read once, however many segments are asked about. */
export function namingsOf(
  segments: readonly Segment[],
  rules: readonly NamingRule[],
): readonly Naming[] {
  return [
    ...rules.map(({ id, name, active, who }) => ({
      use: { kind: 'rule' as const, id, name, active },
      names: namesIn(who),
    })),
    ...segments.map(({ segmentId: id, name, query }) => ({
      use: { kind: 'segment' as const, id, name, active: true },
      names: namesIn(query),
    })),
  ];
}

/** Who names this segment in a query. */
export function usesOf(segment: Segment, namings: readonly Naming[]): UsedBy[] {
  const key = segmentKey(segment.name);
  const isItself = ({ kind, id }: UsedBy) => kind === 'segment' && id === segment.segmentId;
  return namings.filter(({ use, names }) => names.has(key) && !isItself(use)).map(({ use }) => use);
}

function namesIn(text: string): ReadonlySet<string> {
  const parsed = parseQuery(text);
  return new Set(parsed.ok ? segmentsNamed(parsed.query).map(segmentKey) : []);
}

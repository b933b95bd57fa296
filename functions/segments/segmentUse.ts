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

/** Who names this segment in a query. */
export function usesOf(
  segment: Segment,
  segments: readonly Segment[],
  rules: readonly NamingRule[],
): UsedBy[] {
  const key = segmentKey(segment.name);
  const names = (text: string) => {
    const parsed = parseQuery(text);
    return parsed.ok && segmentsNamed(parsed.query).some((name) => segmentKey(name) === key);
  };
  return [
    ...rules
      .filter(({ who }) => names(who))
      .map(({ id, name, active }): UsedBy => ({ kind: 'rule', id, name, active })),
    ...segments
      .filter(({ segmentId, query }) => segmentId !== segment.segmentId && names(query))
      .map(({ segmentId: id, name }): UsedBy => ({ kind: 'segment', id, name, active: true })),
  ];
}

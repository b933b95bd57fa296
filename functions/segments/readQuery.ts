import { Refusal } from '../platform/refusal.ts';
import { expandSegments, type Expanded } from './query/expand.ts';
import { parseQuery } from './query/parse.ts';
import type { Query, QueryError } from './query/query.ts';
import { finderOf, type Segment } from './segment.ts';

/**
 * The query of a text, with these segments in the places of their names.
 * @throws Refusal `invalid` that says what is wrong and where, in the field of this name
 */
export function readQuery(
  text: string,
  field: string,
  segments: readonly Pick<Segment, 'name' | 'query'>[],
): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw mistakeIn(field, parsed.error);
  const expanded = expandSegments(parsed.query, finderOf(segments));
  if (!expanded.ok) throw unexpandable(field, text, expanded);
  return expanded.query;
}

/** A mistake as a refusal whose details tell the embed where and what, in any language. */
function mistakeIn(field: string, error: QueryError): Refusal {
  const { message, code, start, end, suggestion, attribute } = error;
  const hint = suggestion === null ? {} : { suggestion };
  const about = attribute === null ? {} : { attribute };
  return new Refusal('invalid', message, {
    ...{ field, mistake: code, start, end, why: 'queryMistake' },
    ...hint,
    ...about,
  });
}

const problems = {
  unknownSegment: 'There is no one segment called',
  circular: 'This asks for itself in the end, by way of the segment',
  unreadable: 'The query cannot be read any more in the segment',
  tooLarge: 'This asks for more than 200 segments, counting those inside others, up to',
} as const;

const whys = {
  unknownSegment: 'segmentUnknown',
  circular: 'segmentCircular',
  unreadable: 'segmentUnreadable',
  tooLarge: 'segmentsTooDeep',
} as const;

function unexpandable(field: string, text: string, problem: Expanded & { ok: false }): Refusal {
  const at = text.toLowerCase().indexOf(problem.name.toLowerCase());
  const start = Math.max(0, at);
  return new Refusal('invalid', `${problems[problem.problem]} "${problem.name}".`, {
    field,
    mistake: problem.problem,
    why: whys[problem.problem],
    name: problem.name,
    start,
    end: at < 0 ? text.length : start + problem.name.length,
  });
}

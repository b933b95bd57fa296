import { findAttribute } from './attributes.ts';
import { parseQuery } from './parse.ts';
import type { Query } from './query.ts';

/** Why a segment's name could not be replaced by what it stands for. */
export type Expanded =
  | { ok: true; query: Query }
  | { ok: false; problem: 'unknownSegment' | 'circular' | 'unreadable' | 'tooLarge'; name: string };

/** The text of a segment's query; undefined where there is none of this name, or more than one. */
export type FindSegment = (name: string) => string | undefined;

/** Segments inside segments at most: beyond it nobody can tell who is meant. */
const deepest = 8;
/** Segments put in their places at most: names of names of names multiply. */
const mostExpanded = 200;

/** Where an expansion is: inside which segments, and how many more may be put in their places. */
interface Place {
  within: readonly string[];
  left: { segments: number };
}

/** Puts what segments stand for in the place of their names, so that only customers are asked about. */
export function expandSegments(query: Query, find: FindSegment): Expanded {
  return expandAt(query, find, { within: [], left: { segments: mostExpanded } });
}

function expandAt(query: Query, find: FindSegment, place: Place): Expanded {
  switch (query.kind) {
    case 'and':
    case 'or': {
      const parts: Query[] = [];
      for (const part of query.parts) {
        const expanded = expandAt(part, find, place);
        if (!expanded.ok) return expanded;
        parts.push(expanded.query);
      }
      return { ok: true, query: { kind: query.kind, parts } };
    }
    case 'not': {
      const expanded = expandAt(query.part, find, place);
      return expanded.ok ? { ok: true, query: { kind: 'not', part: expanded.query } } : expanded;
    }
    case 'contains':
      return namesSegment(query) ? segmentIn(query.text, find, place) : { ok: true, query };
    default:
      return { ok: true, query };
  }
}

/** The segments a query names, each once, as written. */
export function segmentsNamed(query: Query): string[] {
  return [...new Set(namedIn(query))];
}

function namedIn(query: Query): string[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.flatMap(namedIn);
    case 'not':
      return namedIn(query.part);
    case 'contains':
      return namesSegment(query) ? [query.text] : [];
    default:
      return [];
  }
}

function namesSegment({ attribute }: { attribute: string }): boolean {
  return findAttribute(attribute)?.type === 'segment';
}

function segmentIn(name: string, find: FindSegment, { within, left }: Place): Expanded {
  const key = segmentKey(name);
  left.segments -= 1;
  if (left.segments < 0) return { ok: false, problem: 'tooLarge', name };
  if (within.includes(key) || within.length >= deepest) {
    return { ok: false, problem: 'circular', name };
  }
  const text = find(name);
  if (text === undefined) return { ok: false, problem: 'unknownSegment', name };
  const parsed = parseQuery(text);
  if (!parsed.ok) return { ok: false, problem: 'unreadable', name };
  return expandAt(parsed.query, find, { within: [...within, key], left });
}

/** Names are the same in any case of letters, however they were typed. */
export function segmentKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

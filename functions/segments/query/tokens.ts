import type { QueryError } from './query.ts';

export type TokenKind = 'word' | 'number' | 'text' | 'date' | 'relative' | 'symbol' | 'end';

/** One piece of a query; `text` is what it means, quotes and escapes taken off. */
export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

/** Thrown inside the parser only: everyone else gets the error as a value. */
export class Mistake extends Error {
  readonly error: QueryError;
  /** What could have stood there, for completion. */
  readonly expecting: Expecting | null;

  constructor(error: QueryError, expecting: Expecting | null = null) {
    super(error.message);
    this.error = error;
    this.expecting = expecting;
  }
}

/** What may come next at the place where a query breaks off. */
export type Expecting =
  | { what: 'condition' }
  | { what: 'operator'; attribute: string }
  | { what: 'value'; attribute: string }
  | { what: 'keyword'; keywords: readonly string[] };

export function mistakeAt(
  { start, end }: Pick<Token, 'start' | 'end'>,
  code: QueryError['code'],
  message: string,
  suggestion: string | null = null,
  expecting: Expecting | null = null,
  about: Partial<Pick<QueryError, 'attribute' | 'options'>> = {},
): Mistake {
  const asked = expecting !== null && 'attribute' in expecting ? expecting.attribute : null;
  const keywords = expecting?.what === 'keyword' ? expecting.keywords : [];
  const { attribute = asked, options = keywords } = about;
  return new Mistake({ code, message, start, end, suggestion, attribute, options }, expecting);
}

const space = /\s+/uy;
const patterns: readonly [TokenKind, RegExp][] = [
  ['date', /\d{4}-\d{2}-\d{2}(?![\w.])/uy],
  ['relative', /[+-]\d+[dwmy](?!\w)/iuy],
  ['number', /-?\d+(?:\.\d+)?(?![\w.])/uy],
  ['text', /'(?:[^'\\]|\\.|'')*'/suy],
  // Shopify's way to write a field of the merchant's own.
  ['word', /metafields\.[\w-]+\.[\w-]+/iuy],
  ['word', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['symbol', /<=|>=|!=|[=<>(),]/uy],
];

/** The pieces of a query, ending with one of kind "end". */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += matchAt(space, source, at)?.length ?? 0;
    if (at >= source.length) break;
    const token = tokenAt(source, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: source.length, end: source.length });
  return tokens;
}

function tokenAt(source: string, start: number): Token {
  for (const [kind, pattern] of patterns) {
    const found = matchAt(pattern, source, start);
    if (found === undefined) continue;
    const text = kind === 'text' ? unquoted(found) : found;
    return { kind, text, start, end: start + found.length };
  }
  throw unreadable(source, start);
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

function unquoted(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replaceAll(/''|\\(.)/gsu, (found, escaped: string | undefined) =>
      found === "''" ? "'" : (escaped ?? ''),
    );
}

function unreadable(source: string, start: number): Mistake {
  const rest = source.slice(start);
  const [first = ''] = rest;
  if (first === "'") {
    const place = { start, end: source.length };
    return mistakeAt(place, 'unfinishedText', "This text has no closing quote ('). Add one.");
  }
  if (/["“”‘’`]/u.test(first)) {
    const message = "Write text between straight single quotes, like 'vip'.";
    const text = /^["“”‘’`]([^"“”‘’`]*)["“”‘’`]/u.exec(rest);
    const end = start + (text?.[0].length ?? 1);
    const suggestion = text?.[1] === undefined ? null : `'${text[1].replaceAll("'", "\\'")}'`;
    return mistakeAt({ start, end }, 'quotes', message, suggestion);
  }
  if (/[\d.+-]/u.test(first)) {
    const text = /^[\w.+-]+/u.exec(rest)?.[0] ?? first;
    const days = /^\d+[dwmy]$/iu.test(text);
    const message = days
      ? `Dates before today have a minus: -${text}.`
      : 'Numbers are written like 12 or 12.50, dates like 2026-11-22 or -30d.';
    const place = { start, end: start + text.length };
    return mistakeAt(place, 'badNumber', message, days ? `-${text}` : null);
  }
  const place = { start, end: start + first.length };
  return mistakeAt(place, 'unexpected', `"${first}" has no meaning here.`);
}

import { attributes, findAttribute } from './attributes.ts';
import { nameOfField } from './attributes/fields.ts';
import { operatorsOf, tryParse } from './parse.ts';
import { printText } from './print.ts';
import type { Expecting } from './tokens.ts';

/** What may be put in place of `from`…`to`. */
export interface Completion {
  from: number;
  to: number;
  options: { text: string; kind: 'attribute' | 'operator' | 'value' | 'keyword'; detail: string }[];
}

/** One of the merchant's own fields: "namespace.key", and what staff call it. */
export interface NamedField {
  field: string;
  name: string;
}

/** What could stand at the cursor, what fits the letters already there first. */
export function completeQuery(
  source: string,
  cursor: number,
  fields: readonly NamedField[] = [],
): Completion {
  const before = source.slice(0, cursor);
  const from = startOfPiece(before);
  const started = before.slice(from);
  const typed = started.replace(/^'/u, '').toLowerCase();
  const attempt = tryParse(before.slice(0, from));
  const empty = before.slice(0, from).trim() === '';
  const expecting: Expecting | null = attempt.ok
    ? empty
      ? { what: 'condition' }
      : { what: 'keyword', keywords: ['AND', 'OR'] }
    : attempt.expecting;
  const options = optionsFor(expecting, fields).filter(({ text }) => rank(text, typed) < 2);
  options.sort((one, other) => rank(one.text, typed) - rank(other.text, typed));
  return { from, to: cursor, options };
}

/** Where the word, operator or unfinished text before the cursor begins; the cursor: there is none. */
function startOfPiece(before: string): number {
  const finished = /^(?:[^']|'(?:[^'\\]|\\.|'')*')*/su.exec(before)?.[0].length ?? 0;
  if (finished < before.length) return finished;
  return (
    before.length -
    (/(?:metafields\.[\w.-]*|[\p{L}_][\p{L}\p{N}_]*|[<>!]=?)$/iu.exec(before)?.[0].length ?? 0)
  );
}

/** 0 begins with what was typed, 1 contains it, 2 neither. */
function rank(text: string, typed: string): number {
  const at = text.toLowerCase().replace(/^'/u, '').indexOf(typed);
  return at === 0 ? 0 : at > 0 ? 1 : 2;
}

function optionsFor(
  expecting: Expecting | null,
  fields: readonly NamedField[],
): Completion['options'] {
  switch (expecting?.what) {
    case undefined:
      return [];
    case 'condition':
      return [
        ...attributes.map(({ name, sentence }) => ({
          text: name,
          kind: 'attribute' as const,
          detail: sentence,
        })),
        ...fields.map(({ field, name }) => ({
          text: nameOfField(field),
          kind: 'attribute' as const,
          detail: name,
        })),
        { text: 'NOT', kind: 'keyword', detail: '' },
      ];
    case 'keyword':
      return expecting.keywords.map((text) => ({ text, kind: 'keyword', detail: '' }));
    case 'operator': {
      const attribute = findAttribute(expecting.attribute);
      return (attribute === undefined ? [] : operatorsOf(attribute)).map((text) => ({
        text,
        kind: 'operator',
        detail: '',
      }));
    }
    case 'value':
      return valuesFor(expecting.attribute).map((text) => ({ text, kind: 'value', detail: '' }));
  }
}

function valuesFor(name: string): string[] {
  const attribute = findAttribute(name);
  switch (attribute?.type) {
    case 'choice':
      return attribute.choices.map(printText);
    case 'flag':
      return ['true', 'false'];
    case 'date':
      return ['today', '-30d', '-12w', '-3m', '-1y'];
    default:
      return [];
  }
}

import type { Columns } from '../columns.ts';
import type { Attribute, Lists, Numbers, QueryContext } from './attribute.ts';
import { findAttribute } from './attributes.ts';
import { dayOfLiteral, firstSecondOf } from './dates.ts';
import type { Comparison, Literal, Query } from './query.ts';
import { within, withinAny, type Range } from './ranges.ts';
import {
  both,
  bytesOf,
  counted,
  either,
  everyone,
  newTruths,
  no,
  opposite,
  unknown,
  yes,
  type Truths,
} from './truths.ts';

/** Where each customer stands: 0 does not match, 1 cannot tell, 2 matches. */
export type States = Uint8Array;

/** Who matches a query. */
export interface Selection {
  states: States;
  count: number;
  /** Customers for whom a value the query asks for is not known. */
  undecided: number;
}

/**
 * Evaluates a query over all customers at once, a loop a condition. Other segments must have been
 * put in their places before.
 */
export function select(query: Query, columns: Columns, at: QueryContext): Selection {
  return counted(truthsOf(query, columns, at), columns.count);
}

/** One customer's place in a selection. */
export function answerAt(states: States, index: number): 'in' | 'out' | 'undecided' {
  const state = states[index];
  return state === 2 ? 'in' : state === 1 ? 'undecided' : 'out';
}

function truthsOf(query: Query, columns: Columns, at: QueryContext): Truths {
  switch (query.kind) {
    case 'all':
      return everyone(columns.count);
    case 'and':
      return query.parts.map((part) => truthsOf(part, columns, at)).reduce(both);
    case 'or':
      return query.parts.map((part) => truthsOf(part, columns, at)).reduce(either);
    case 'not':
      return opposite(truthsOf(query.part, columns, at));
    case 'contains':
      return hasName(listsOf(query.attribute, columns), columns.count, query.text);
    case 'isNull': {
      const attribute = attributeOf(query.attribute);
      return attribute.type === 'list'
        ? isEmpty(attribute.read(columns), columns.count)
        : isUnknown(valued(attribute), columns, at);
    }
    case 'compare':
    case 'between':
    case 'in':
      return compared(query, valued(attributeOf(query.attribute)), columns, at);
  }
}

type Compared = Extract<Query, { kind: 'compare' | 'between' | 'in' }>;
type Valued = Exclude<Attribute, { type: 'list' | 'segment' }>;

function compared(query: Compared, attribute: Valued, columns: Columns, at: QueryContext): Truths {
  const known = knownOf(attribute, columns, at);
  const value = (literal: Literal) => numberOf(literal, attribute, columns, at);
  switch (query.kind) {
    case 'between':
      return within(known.values, known.range(value(query.low), value(query.high)));
    case 'in': {
      const ranges = query.values.map((one) => known.range(value(one), value(one)));
      return (
        withinAny(known.values, ranges) ??
        ranges.map((range) => within(known.values, range)).reduce(either)
      );
    }
    case 'compare':
      return byOperator(known, query.operator, value(query.value));
  }
}

interface Known {
  values: Numbers['values'];
  /** From one value to another, both included, in the column's own terms. */
  range: (low: number, high: number) => Range;
}

function knownOf(attribute: Valued, columns: Columns, at: QueryContext): Known {
  const highest = attribute.type === 'choice' ? attribute.choices.length - 1 : Infinity;
  const { values, unknown: missing, as } = keptOf(attribute, columns, at);
  const ends = { unknown: missing, highest };
  if (as === undefined) return { values, range: (low, high) => ({ low, high, ...ends }) };
  return {
    values,
    range: (low, high) => ({
      low: firstSecondOf(low, at),
      high: firstSecondOf(high + 1, at) - 1,
      ...ends,
    }),
  };
}

/** Columns worked out and kept at most: each is eight bytes a customer. */
const mostKept = 8;

function keptOf(attribute: Valued, columns: Columns, at: QueryContext): Numbers {
  const { kept } = at;
  const name = `${attribute.name} ${String(at.today)}`;
  const before = kept?.get(name);
  const numbers = before ?? attribute.read(columns, at);
  const isOwn = Object.values(columns).includes(numbers.values);
  if (kept === undefined || isOwn) return numbers;
  kept.delete(name);
  kept.set(name, numbers);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
  return numbers;
}

function byOperator({ values, range }: Known, operator: Comparison, value: number): Truths {
  switch (operator) {
    case '=':
      return within(values, range(value, value));
    case '!=':
      return opposite(within(values, range(value, value)));
    case '<=':
      return within(values, range(-Infinity, value));
    case '>=':
      return within(values, range(value, Infinity));
    case '>':
      return opposite(within(values, range(-Infinity, value)));
    case '<':
      return opposite(within(values, range(value, Infinity)));
  }
}

function isUnknown(attribute: Valued, columns: Columns, at: QueryContext): Truths {
  const { values, range } = knownOf(attribute, columns, at);
  const truths = within(values, range(-Infinity, Infinity));
  const bytes = bytesOf(truths);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = bytes[i] === unknown ? yes : no;
  return truths;
}

function isEmpty({ offsets, known }: Lists, count: number): Truths {
  const truths = newTruths(count);
  const bytes = bytesOf(truths);
  for (let i = 0; i < count; i += 1) bytes[i] = offsets[i] === offsets[i + 1] ? yes : no;
  return undecided(truths, known, count);
}

function hasName({ offsets, codes, names, known }: Lists, count: number, text: string): Truths {
  const wanted = text.toLowerCase();
  const fits = new Uint8Array(names.length);
  names.forEach((name, code) => {
    if (name.toLowerCase() === wanted) fits[code] = 1;
  });
  const truths = newTruths(count);
  const bytes = bytesOf(truths);
  const customers = fits.includes(1) ? count : 0;
  for (let i = 0; i < customers; i += 1) {
    const end = offsets[i + 1] ?? 0;
    for (let at = offsets[i] ?? 0; at < end; at += 1) {
      if (fits[codes[at] ?? -1] === 1) bytes[i] = yes;
    }
  }
  return undecided(truths, known, count);
}

/** None is known only of whoever was asked: nothing may be sent because nothing was read yet. */
function undecided(truths: Truths, known: Uint8Array | undefined, count: number): Truths {
  if (known === undefined) return truths;
  const bytes = bytesOf(truths);
  for (let i = 0; i < count; i += 1) if (known[i] === 0) bytes[i] = unknown;
  return truths;
}

/** A literal as the column holds it: money in minor units, dates as day numbers, choices as codes. */
function numberOf(literal: Literal, attribute: Valued, columns: Columns, at: QueryContext): number {
  switch (attribute.type) {
    case 'number': {
      if (literal.kind !== 'number') break;
      const decimals = attribute.unit === 'money' ? at.exponent : 0;
      return Number(`${literal.digits}e${String(decimals)}`);
    }
    case 'date':
      return dayOfLiteral(literal, at.today);
    case 'choice':
      return literal.kind === 'text' ? attribute.choices.indexOf(literal.text) : NaN;
    case 'name':
      return literal.kind === 'text' ? codeOfName(attribute.names(columns), literal.text) : NaN;
    case 'flag':
      return literal.kind === 'flag' && literal.on ? 1 : 0;
  }
  throw new TypeError('a literal of another kind than its attribute');
}

/** NaN, which nobody has, for a word that no customer has. */
function codeOfName(names: readonly string[], text: string): number {
  const wanted = text.toLowerCase();
  const code = names.findIndex((name) => name.toLowerCase() === wanted);
  return code < 0 ? NaN : code;
}

function attributeOf(name: string): Attribute {
  const attribute = findAttribute(name);
  if (attribute === undefined) throw new TypeError('a query that was not parsed');
  return attribute;
}

function valued(attribute: Attribute): Valued {
  if (attribute.type === 'list' || attribute.type === 'segment') {
    throw new TypeError('names have no order');
  }
  return attribute;
}

function listsOf(name: string, columns: Columns): Lists {
  const attribute = attributeOf(name);
  if (attribute.type === 'list') return attribute.read(columns);
  throw new TypeError('a segment that was not put in its place');
}

import type { Columns } from '../columns.ts';
import { findAttribute, type Attribute, type Numbers, type QueryContext } from './attributes.ts';
import { dayOfLiteral } from './dates.ts';
import type { Comparison, Literal, Query } from './query.ts';

/** Where each customer stands: 0 does not match, 1 cannot tell, 2 matches (Kleene's logic). */
export type States = Uint8Array;
const no = 0;
const unknown = 1;
const yes = 2;

/** Who matches a query. */
export interface Selection {
  states: States;
  count: number;
  /** Customers for whom a value the query asks for is not known. */
  undecided: number;
}

/** Evaluates a query over all customers at once, a loop a condition. */
export function select(query: Query, columns: Columns, at: QueryContext): Selection {
  const states = statesOf(query, columns, at);
  let count = 0;
  let undecided = 0;
  for (let i = 0; i < states.length; i += 1) {
    const state = states[i];
    if (state === yes) count += 1;
    else if (state === unknown) undecided += 1;
  }
  return { states, count, undecided };
}

/** One customer's place in a selection. */
export function answerAt(states: States, index: number): 'in' | 'out' | 'undecided' {
  const state = states[index];
  return state === yes ? 'in' : state === unknown ? 'undecided' : 'out';
}

function statesOf(query: Query, columns: Columns, at: QueryContext): States {
  switch (query.kind) {
    case 'all':
      return new Uint8Array(columns.count).fill(yes);
    case 'and':
      return query.parts.map((part) => statesOf(part, columns, at)).reduce(both);
    case 'or':
      return query.parts.map((part) => statesOf(part, columns, at)).reduce(either);
    case 'not':
      return opposite(statesOf(query.part, columns, at));
    case 'contains':
      return hasTag(columns, query.text);
    case 'isNull':
      return isUnknown(attributeOf(query.attribute), columns, at);
    case 'compare':
    case 'between':
    case 'in': {
      const attribute = attributeOf(query.attribute);
      if (attribute.type === 'list') throw new TypeError('tags have no order');
      return compared(query, attribute, columns, at);
    }
  }
}

// The operand on the left is always fresh here, and is written over.
function both(one: States, other: States): States {
  for (let i = 0; i < one.length; i += 1) one[i] = Math.min(one[i] ?? no, other[i] ?? no);
  return one;
}

function either(one: States, other: States): States {
  for (let i = 0; i < one.length; i += 1) one[i] = Math.max(one[i] ?? no, other[i] ?? no);
  return one;
}

function opposite(states: States): States {
  for (let i = 0; i < states.length; i += 1) states[i] = yes - (states[i] ?? no);
  return states;
}

type Compared = Extract<Query, { kind: 'compare' | 'between' | 'in' }>;
type Valued = Exclude<Attribute, { type: 'list' }>;

function compared(query: Compared, attribute: Valued, columns: Columns, at: QueryContext): States {
  const known = knownOf(attribute, columns, at);
  const value = (literal: Literal) => numberOf(literal, attribute, at);
  switch (query.kind) {
    case 'between':
      return within(known, value(query.low), value(query.high));
    case 'in':
      return query.values.map((one) => within(known, value(one), value(one))).reduce(either);
    case 'compare':
      return byOperator(known, query.operator, value(query.value));
  }
}

/** `highest`: the largest value that is a known one. */
type Known = Numbers & { highest: number };

function knownOf(attribute: Valued, columns: Columns, at: QueryContext): Known {
  const highest = attribute.type === 'choice' ? attribute.choices.length - 1 : Infinity;
  return { ...attribute.read(columns, at), highest };
}

function byOperator(known: Known, operator: Comparison, value: number): States {
  switch (operator) {
    case '=':
      return within(known, value, value);
    case '!=':
      return within(known, value, value, no);
    case '<=':
      return within(known, -Infinity, value);
    case '>=':
      return within(known, value, Infinity);
    case '>':
      return within(known, -Infinity, value, no);
    case '<':
      return within(known, value, Infinity, no);
  }
}

/**
 * Who is within, both ends included, is `inside`; who is not, the opposite; a value that is not
 * known is neither. Columns are of four kinds of array, which is what V8 keeps such a loop fast for.
 */
function within(
  { values, unknown: missing, highest }: Known,
  low: number,
  high: number,
  inside: typeof yes | typeof no = yes,
): States {
  const outside = yes - inside;
  const states = new Uint8Array(values.length);
  for (let i = 0; i < states.length; i += 1) {
    const value = values[i] ?? missing;
    if (value === missing || value > highest || Number.isNaN(value)) states[i] = unknown;
    else states[i] = value >= low && value <= high ? inside : outside;
  }
  return states;
}

function isUnknown(attribute: Attribute, columns: Columns, at: QueryContext): States {
  if (attribute.type === 'list') {
    const states = new Uint8Array(columns.count);
    for (let i = 0; i < states.length; i += 1) {
      states[i] = columns.tagOffsets[i] === columns.tagOffsets[i + 1] ? yes : no;
    }
    return states;
  }
  const states = within(knownOf(attribute, columns, at), -Infinity, Infinity);
  for (let i = 0; i < states.length; i += 1) states[i] = states[i] === unknown ? yes : no;
  return states;
}

function hasTag(columns: Columns, text: string): States {
  const wanted = text.toLowerCase();
  const codes = new Uint8Array(columns.tagNames.length);
  columns.tagNames.forEach((name, code) => {
    if (name.toLowerCase() === wanted) codes[code] = 1;
  });
  const states = new Uint8Array(columns.count);
  if (!codes.includes(1)) return states;
  for (let i = 0; i < states.length; i += 1) {
    const end = columns.tagOffsets[i + 1] ?? 0;
    for (let tag = columns.tagOffsets[i] ?? 0; tag < end; tag += 1) {
      if (codes[columns.tagCodes[tag] ?? -1] === 1) states[i] = yes;
    }
  }
  return states;
}

/** A literal as the column holds it: money in minor units, dates as day numbers, choices as codes. */
function numberOf(literal: Literal, attribute: Valued, at: QueryContext): number {
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
    case 'flag':
      return literal.kind === 'flag' && literal.on ? 1 : 0;
  }
  throw new TypeError('a literal of another kind than its attribute');
}

function attributeOf(name: string): Attribute {
  const attribute = findAttribute(name);
  if (attribute === undefined) throw new TypeError('a query that was not parsed');
  return attribute;
}

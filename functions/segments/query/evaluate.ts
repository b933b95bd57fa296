import type { Columns } from '../columns.ts';
import type { Attribute, Numbers, QueryContext } from './attribute.ts';
import { findAttribute } from './attributes.ts';
import { dayOfLiteral } from './dates.ts';
import type { Comparison, Literal, Query } from './query.ts';

/** Where each customer stands: 0 does not match, 1 cannot tell, 2 matches. */
export type States = Uint8Array;

/** Who matches a query. */
export interface Selection {
  states: States;
  count: number;
  /** Customers for whom a value the query asks for is not known. */
  undecided: number;
}

/** Evaluates a query over all customers at once, a loop a condition. */
export function select(query: Query, columns: Columns, at: QueryContext): Selection {
  const states = bytesOf(truthsOf(query, columns, at)).subarray(0, columns.count);
  let count = 0;
  let undecided = 0;
  for (let i = 0; i < states.length; i += 1) {
    const truth = states[i] ?? no;
    count += truth >> 1;
    undecided += (truth & 1) ^ (truth >> 1);
    states[i] = truth - (truth >> 1);
  }
  return { states, count, undecided };
}

/** One customer's place in a selection. */
export function answerAt(states: States, index: number): 'in' | 'out' | 'undecided' {
  const state = states[index];
  return state === 2 ? 'in' : state === 1 ? 'undecided' : 'out';
}

/**
 * Kleene's three truths as two bits, so that AND, OR and NOT are those of the bits, and four
 * customers share a word. Loops do without branches: which way they go is anybody's guess.
 */
type Truths = Uint32Array<ArrayBuffer>;
const no = 0b00;
const unknown = 0b01;
const yes = 0b11;
const lowBits = 0x01010101;

function newTruths(count: number): Truths {
  return new Uint32Array(Math.ceil(count / 4));
}

function bytesOf(truths: Truths): Uint8Array {
  return new Uint8Array(truths.buffer);
}

function truthsOf(query: Query, columns: Columns, at: QueryContext): Truths {
  switch (query.kind) {
    case 'all':
      return newTruths(columns.count).fill(lowBits * yes);
    case 'and':
      return query.parts.map((part) => truthsOf(part, columns, at)).reduce(both);
    case 'or':
      return query.parts.map((part) => truthsOf(part, columns, at)).reduce(either);
    case 'not':
      return opposite(truthsOf(query.part, columns, at));
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
function both(one: Truths, other: Truths): Truths {
  for (let i = 0; i < one.length; i += 1) one[i] = (one[i] ?? 0) & (other[i] ?? 0);
  return one;
}

function either(one: Truths, other: Truths): Truths {
  for (let i = 0; i < one.length; i += 1) one[i] = (one[i] ?? 0) | (other[i] ?? 0);
  return one;
}

/** Both bits turned and swapped: unknown stays unknown. */
function opposite(truths: Truths): Truths {
  for (let i = 0; i < truths.length; i += 1) {
    const turned = ~(truths[i] ?? 0);
    truths[i] = ((turned & lowBits) << 1) | ((turned >>> 1) & lowBits);
  }
  return truths;
}

type Compared = Extract<Query, { kind: 'compare' | 'between' | 'in' }>;
type Valued = Exclude<Attribute, { type: 'list' }>;

function compared(query: Compared, attribute: Valued, columns: Columns, at: QueryContext): Truths {
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

function byOperator(known: Known, operator: Comparison, value: number): Truths {
  switch (operator) {
    case '=':
      return within(known, value, value);
    case '!=':
      return opposite(within(known, value, value));
    case '<=':
      return within(known, -Infinity, value);
    case '>=':
      return within(known, value, Infinity);
    case '>':
      return opposite(within(known, -Infinity, value));
    case '<':
      return opposite(within(known, value, Infinity));
  }
}

/** Values looked at between two copies; a block of 64 KB stays in the processor's cache. */
const blockLength = 8_192;

/**
 * Who is within, both ends included. Block by block as doubles, so that one loop serves every
 * kind of column.
 */
function within({ values, unknown: missing, highest }: Known, low: number, high: number): Truths {
  const truths = newTruths(values.length);
  const bytes = bytesOf(truths);
  const block = new Float64Array(Math.min(blockLength, values.length));
  for (let start = 0; start < values.length; start += blockLength) {
    const part = values.subarray(start, start + blockLength);
    block.set(part);
    for (let i = 0; i < part.length; i += 1) {
      const value = block[i] ?? missing;
      const hit = Number(value >= low) & Number(value <= high);
      const nothing = Number(value === missing) | Number(value > highest) | notNumber(value);
      bytes[start + i] = hit * yes * (1 - nothing) + nothing;
    }
  }
  return truths;
}

function notNumber(value: number): number {
  // Number.isNaN would be a branch in this loop.
  return Number(value !== value);
}

function isUnknown(attribute: Attribute, columns: Columns, at: QueryContext): Truths {
  const list = attribute.type === 'list';
  const truths = list
    ? newTruths(columns.count)
    : within(knownOf(attribute, columns, at), -Infinity, Infinity);
  const bytes = bytesOf(truths);
  for (let i = 0; i < columns.count; i += 1) {
    const missing = list
      ? columns.tagOffsets[i] === columns.tagOffsets[i + 1]
      : bytes[i] === unknown;
    bytes[i] = missing ? yes : no;
  }
  return truths;
}

function hasTag(columns: Columns, text: string): Truths {
  const wanted = text.toLowerCase();
  const codes = new Uint8Array(columns.tagNames.length);
  columns.tagNames.forEach((name, code) => {
    if (name.toLowerCase() === wanted) codes[code] = 1;
  });
  const truths = newTruths(columns.count);
  const bytes = bytesOf(truths);
  if (!codes.includes(1)) return truths;
  for (let i = 0; i < columns.count; i += 1) {
    const end = columns.tagOffsets[i + 1] ?? 0;
    for (let tag = columns.tagOffsets[i] ?? 0; tag < end; tag += 1) {
      if (codes[columns.tagCodes[tag] ?? -1] === 1) bytes[i] = yes;
    }
  }
  return truths;
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

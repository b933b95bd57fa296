import type { Attribute } from './attribute.ts';
import { attributes, findAttribute } from './attributes.ts';
import { literalFor } from './literals.ts';
import { nearest } from './nearest.ts';
import { printLiteral } from './print.ts';
import {
  comparisons,
  type Comparison,
  type Literal,
  type Query,
  type QueryError,
} from './query.ts';
import { Mistake, mistakeAt, tokensOf, type Expecting, type Token } from './tokens.ts';

export type Parsed = { ok: true; query: Query } | { ok: false; error: QueryError };

/** Reads and type-checks a query; the empty one is everyone. Never throws. */
export function parseQuery(source: string): Parsed {
  const attempt = tryParse(source);
  return attempt.ok ? { ok: true, query: attempt.query } : { ok: false, error: attempt.error };
}

/** The same, with what could have come next where it broke off. */
export function tryParse(
  source: string,
): { ok: true; query: Query } | { ok: false; error: QueryError; expecting: Expecting | null } {
  try {
    return { ok: true, query: new Parser(tokensOf(source)).whole() };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { ok: false, error: error.error, expecting: error.expecting };
  }
}

/** Parentheses and NOTs inside each other at most: beyond it nobody can read a query. */
const deepest = 50;
const joiners = ['AND', 'OR'] as const;

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  whole(): Query {
    if (this.here().kind === 'end') return { kind: 'all' };
    const query = this.either();
    if (this.here().kind !== 'end') throw this.unexpected('AND or OR', joiners);
    return query;
  }

  private either(): Query {
    return this.joined('or', () => this.both());
  }

  private both(): Query {
    return this.joined('and', () => this.one());
  }

  private joined(kind: 'and' | 'or', part: () => Query): Query {
    const first = part();
    const parts = [first];
    while (this.takeWord(kind)) parts.push(part());
    return parts.length === 1 ? first : { kind, parts };
  }

  private one(): Query {
    const opening = this.here();
    this.depth += 1;
    if (this.depth > deepest) {
      throw mistakeAt(
        opening,
        'tooDeep',
        'This query nests too deeply: take some parentheses out.',
      );
    }
    const query = this.nested();
    this.depth -= 1;
    return query;
  }

  private nested(): Query {
    if (this.takeWord('not')) return { kind: 'not', part: this.one() };
    if (!this.takeSymbol('(')) return this.condition();
    const inside = this.either();
    if (!this.takeSymbol(')')) throw this.unexpected('AND, OR or )', [...joiners, ')']);
    return inside;
  }

  private condition(): Query {
    const attribute = this.attribute();
    const { name } = attribute;
    const operator = this.here();
    if (this.takeWord('is')) {
      if (attribute.type === 'segment') throw wrongOperator(attribute, operator);
      const negated = this.takeWord('not');
      if (!this.takeWord('null')) {
        throw this.unexpected('NULL', negated ? ['NULL'] : ['NULL', 'NOT NULL']);
      }
      return negate(negated, { kind: 'isNull', attribute: name });
    }
    const negated = this.takeWord('not');
    if (this.takeWord('contains')) {
      if (!hasNames(attribute)) throw wrongOperator(attribute, operator);
      const { text } = this.value(attribute, 'text');
      return negate(negated, { kind: 'contains', attribute: name, text });
    }
    if (this.takeWord('in')) {
      if (hasNames(attribute)) throw wrongOperator(attribute, operator);
      return negate(negated, { kind: 'in', attribute: name, values: this.values(attribute) });
    }
    if (this.takeWord('between')) {
      if (!isOrdered(attribute)) throw wrongOperator(attribute, operator);
      return negate(negated, this.between(attribute));
    }
    if (negated) {
      const keywords = operatorsOf(attribute).flatMap((one) =>
        one.startsWith('NOT ') ? [one.slice(4)] : [],
      );
      throw this.unexpected(keywords.join(' or '), keywords);
    }
    return this.comparison(attribute);
  }

  private comparison(attribute: Attribute): Query {
    const token = this.here();
    const operator = comparisons.find((one) => token.kind === 'symbol' && one === token.text);
    if (operator === undefined) {
      const expecting = { what: 'operator', attribute: attribute.name } as const;
      const message = `After ${attribute.name} comes ${orList(operatorsOf(attribute))}.`;
      const about = { options: operatorsOf(attribute) };
      throw mistakeAt(token, 'unexpected', message, null, expecting, about);
    }
    if (!operatorsOf(attribute).includes(operator)) throw wrongOperator(attribute, token);
    this.at += 1;
    const { name } = attribute;
    return { kind: 'compare', attribute: name, operator, value: this.literal(attribute) };
  }

  private between(attribute: Attribute): Query {
    const { start } = this.here();
    const low = this.literal(attribute);
    if (!this.takeWord('and')) throw this.unexpected('AND', ['AND']);
    const { end } = this.here();
    const high = this.literal(attribute);
    if (isBackwards(low, high)) {
      const message = 'BETWEEN takes the smaller value first, and of days the earlier one.';
      const turned = `${printLiteral(high)} AND ${printLiteral(low)}`;
      throw mistakeAt({ start, end }, 'backwards', message, turned, null, {
        attribute: attribute.name,
      });
    }
    return { kind: 'between', attribute: attribute.name, low, high };
  }

  private values(attribute: Attribute): Literal[] {
    if (!this.takeSymbol('(')) throw this.unexpected('( and the values', ['(']);
    const values = [this.literal(attribute)];
    while (this.takeSymbol(',')) values.push(this.literal(attribute));
    if (!this.takeSymbol(')')) throw this.unexpected(', or )', [',', ')']);
    return values;
  }

  private attribute(): Attribute {
    const token = this.here();
    if (token.kind !== 'word') {
      const message = 'Here comes a condition, like orders >= 3.';
      throw mistakeAt(token, 'unexpected', message, null, { what: 'condition' });
    }
    const attribute = findAttribute(token.text);
    if (attribute === undefined) {
      const near = nearest(
        token.text,
        attributes.map((one) => one.name),
      );
      const meant = near === null ? '' : ` Did you mean ${near}?`;
      const message = `There is nothing called "${token.text}" to ask about.${meant}`;
      throw mistakeAt(token, 'unknownAttribute', message, near);
    }
    this.at += 1;
    return attribute;
  }

  private literal(attribute: Attribute): Literal {
    const literal = literalFor(attribute, this.here());
    this.at += 1;
    return literal;
  }

  private value<K extends Literal['kind']>(attribute: Attribute, kind: K): Literal & { kind: K } {
    const literal = this.literal(attribute);
    if (isOfKind(literal, kind)) return literal;
    throw new TypeError('a literal of another kind than its attribute');
  }

  private here(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', start: 0, end: 0 };
  }

  private takeWord(word: string): boolean {
    const taken = this.here().kind === 'word' && this.here().text.toLowerCase() === word;
    if (taken) this.at += 1;
    return taken;
  }

  private takeSymbol(symbol: string): boolean {
    const taken = this.here().kind === 'symbol' && this.here().text === symbol;
    if (taken) this.at += 1;
    return taken;
  }

  private unexpected(expected: string, keywords: readonly string[]): Mistake {
    const expecting = { what: 'keyword', keywords } as const;
    return mistakeAt(this.here(), 'unexpected', `Here comes ${expected}.`, null, expecting);
  }
}

/** Operators an attribute knows, as they are written. */
export function operatorsOf(attribute: Attribute): readonly string[] {
  const nulls = ['IS NULL', 'IS NOT NULL'];
  const sets = ['IN', 'NOT IN'];
  switch (attribute.type) {
    case 'number':
    case 'date':
      return [...comparisons, 'BETWEEN', 'NOT BETWEEN', ...sets, ...nulls];
    case 'choice':
    case 'name':
      return ['=', '!=', ...sets, ...nulls];
    case 'flag':
      return ['=', '!=', ...nulls];
    case 'list':
      return ['CONTAINS', 'NOT CONTAINS', ...nulls];
    case 'segment':
      return ['CONTAINS', 'NOT CONTAINS'];
  }
}

function hasNames(attribute: Attribute): boolean {
  return attribute.type === 'list' || attribute.type === 'segment';
}

/** A day by its date and one counted from today are left alone: which is earlier changes by itself. */
function isBackwards(low: Literal, high: Literal): boolean {
  if (low.kind === 'number' && high.kind === 'number') {
    return Number(low.digits) > Number(high.digits);
  }
  if (low.kind === 'date' && high.kind === 'date') return low.date > high.date;
  const [from, to] = [daysFromToday(low), daysFromToday(high)];
  return from !== null && to !== null && from > to;
}

/** About so many days after today; months and years are as long as they are on average. */
function daysFromToday(literal: Literal): number | null {
  if (literal.kind === 'today') return 0;
  if (literal.kind !== 'relative') return null;
  return literal.amount * { d: 1, w: 7, m: 30.436, y: 365.25 }[literal.unit];
}

function isOrdered(attribute: Attribute): boolean {
  return attribute.type === 'number' || attribute.type === 'date';
}

function isOfKind<K extends Literal['kind']>(
  literal: Literal,
  kind: K,
): literal is Literal & { kind: K } {
  return literal.kind === kind;
}

function negate(negated: boolean, part: Query): Query {
  return negated ? { kind: 'not', part } : part;
}

function wrongOperator(attribute: Attribute, token: Token): Mistake {
  const known = operatorsOf(attribute);
  const message = `${attribute.name} cannot be asked that way: use ${orList(known)}.`;
  const suggestion: Comparison | 'CONTAINS' = hasNames(attribute) ? 'CONTAINS' : '=';
  const about = { attribute: attribute.name, options: known };
  return mistakeAt(token, 'wrongOperator', message, suggestion, null, about);
}

function orList(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

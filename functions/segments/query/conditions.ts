import { dateOfDay } from '../../customers/calendar.ts';
import type { Columns } from '../columns.ts';
import type { Attribute, QueryContext } from './attribute.ts';
import { findAttribute } from './attributes.ts';
import { answerAt, select } from './evaluate.ts';
import { printQuery, printText } from './print.ts';
import type { Query } from './query.ts';

/** One condition of a query and how it stands with one customer. */
export interface ConditionHeld {
  /** As a query writes it, a NOT before it or around it included. */
  condition: string;
  holds: 'yes' | 'no' | 'unknown';
  /** The customer's own value, as a query writes it; null: unknown. */
  value: string | null;
}

/** Why these customers are found, or are not: each condition of the query by itself, for each of them. */
export function conditionsHeld(
  query: Query,
  columns: Columns,
  indexes: readonly number[],
  at: QueryContext,
): ConditionHeld[][] {
  const asked = conditionsOf(query).map((condition) => ({
    condition,
    printed: printQuery(condition),
    states: select(condition, columns, at).states,
  }));
  return indexes.map((index) =>
    asked.map(({ condition, printed, states }) => {
      const answer = answerAt(states, index);
      return {
        condition: printed,
        holds: answer === 'in' ? 'yes' : answer === 'out' ? 'no' : 'unknown',
        value: valueAt(condition, columns, index, at),
      };
    }),
  );
}

/** The conditions a query is made of, each with the NOTs around it. */
export function conditionsOf(query: Query, negated = false): Query[] {
  switch (query.kind) {
    case 'all':
      return [];
    case 'and':
    case 'or':
      return query.parts.flatMap((part) => conditionsOf(part, negated));
    case 'not':
      return conditionsOf(query.part, !negated);
    default:
      return [negated ? { kind: 'not', part: query } : query];
  }
}

function valueAt(query: Query, columns: Columns, index: number, at: QueryContext): string | null {
  if (query.kind === 'not') return valueAt(query.part, columns, index, at);
  const attribute = 'attribute' in query ? findAttribute(query.attribute) : undefined;
  if (attribute === undefined) return null;
  switch (attribute.type) {
    case 'segment':
      return null;
    case 'list': {
      const { offsets, codes, names } = attribute.read(columns);
      const own = Array.from(codes.subarray(offsets[index], offsets[index + 1]));
      return own.length === 0 ? null : own.map((one) => printText(names[one] ?? '')).join(', ');
    }
    default: {
      const { values, unknown, as } = attribute.read(columns, at);
      const value = values[index];
      if (value === undefined || value === unknown || Number.isNaN(value)) return null;
      return printed(attribute, as === 'seconds' ? at.dayOf(value) : value, columns, at);
    }
  }
}

function printed(
  attribute: Exclude<Attribute, { type: 'list' | 'segment' }>,
  value: number,
  columns: Columns,
  { exponent }: QueryContext,
): string | null {
  switch (attribute.type) {
    case 'choice':
      return quoted(attribute.choices[value]);
    case 'name':
      return quoted(attribute.names(columns)[value]);
    case 'flag':
      return value === 1 ? 'true' : 'false';
    case 'date':
      return dateOfDay(value);
    case 'number':
      return attribute.unit === 'money'
        ? (value / 10 ** exponent).toFixed(exponent)
        : String(Math.round(value * 1000) / 1000);
  }
}

function quoted(word: string | undefined): string | null {
  return word === undefined ? null : printText(word);
}

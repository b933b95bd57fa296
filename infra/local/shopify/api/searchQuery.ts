import { GraphQLError } from 'graphql';
import type { Where } from '../records/shelf.ts';

/** One term of Shopify's search syntax: `updated_at:>'2026-01-01'`, or bare text. */
export interface Term {
  field: string | null;
  comparator: '=' | '<' | '<=' | '>' | '>=';
  value: string;
  negated: boolean;
}

/** How a field becomes a condition; `text` is for terms without a field. */
export type TermReader = (term: Term) => Where | undefined;

const termForm = /(-|NOT\s+)?(?:([a-z_]+):(>=|<=|>|<|=)?)?(?:'([^']*)'|"([^"]*)"|([^\s()]+))/y;

/**
 * The part of the search syntax the stand-in knows: terms joined by spaces, AND or OR (AND binds
 * tighter), NOT or a minus before a term; no parentheses. Anything else is an error, since the real
 * one ignores what it does not know and answers too much.
 */
export function searchWhere(query: string | null, read: TermReader): Where {
  if (query === null || query.trim() === '') return { sql: '1', values: [] };
  const alternatives = splitTerms(query).map((terms) => {
    const conditions = terms.map((term) => {
      const where = read(term);
      if (where === undefined) {
        throw new GraphQLError(
          `the stand-in does not know the search field ${term.field ?? 'text'}`,
        );
      }
      return { sql: term.negated ? `NOT (${where.sql})` : `(${where.sql})`, values: where.values };
    });
    return {
      sql: `(${conditions.map(({ sql }) => sql).join(' AND ')})`,
      values: conditions.flatMap(({ values }) => values),
    };
  });
  return {
    sql: alternatives.map(({ sql }) => sql).join(' OR '),
    values: alternatives.flatMap(({ values }) => values),
  };
}

function splitTerms(query: string): Term[][] {
  const alternatives: Term[][] = [[]];
  let at = 0;
  while (at < query.length) {
    if (/\s/.test(query[at] ?? '')) {
      at += 1;
      continue;
    }
    const joint = /^(AND|OR)\s/.exec(query.slice(at));
    if (joint !== null) {
      if (joint[1] === 'OR') alternatives.push([]);
      at += joint[0].length;
      continue;
    }
    termForm.lastIndex = at;
    const match = termForm.exec(query);
    if (match === null) {
      throw new GraphQLError(`the stand-in cannot read the search from "${query.slice(at)}" on`);
    }
    alternatives.at(-1)?.push({
      negated: match[1] !== undefined,
      field: match[2] ?? null,
      comparator: comparatorOf(match[3]),
      value: match[4] ?? match[5] ?? match[6] ?? '',
    });
    at = termForm.lastIndex;
  }
  return alternatives.filter((terms) => terms.length > 0);
}

function comparatorOf(text: string | undefined): Term['comparator'] {
  switch (text) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return text;
    default:
      return '=';
  }
}

/** A condition on an instant, given as a date or a date and time. */
export function instantTerm(column: string, term: Term): Where {
  const ms = Date.parse(term.value);
  if (Number.isNaN(ms)) throw new GraphQLError(`"${term.value}" is no date`);
  return { sql: `${column} ${term.comparator} ?`, values: [Math.floor(ms / 1000)] };
}

export function idTerm(term: Term): Where {
  if (!/^\d{1,19}$/.test(term.value)) throw new GraphQLError(`"${term.value}" is no id`);
  return { sql: `id ${term.comparator} ?`, values: [BigInt(term.value)] };
}

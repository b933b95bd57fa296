import { findAttribute } from '../../functions/segments/query/attributes.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { printLiteral, printText } from '../../functions/segments/query/print.ts';
import type { Comparison, Literal, Query } from '../../functions/segments/query/query.ts';

/** One condition as a line of a form; values are what is typed or chosen, without quotes. */
export interface ConditionRow {
  attribute: string;
  /** As a query writes it, `NOT IN` and `IS NOT NULL` too. */
  operator: string;
  values: readonly string[];
}

/**
 * A query as lines: items joined by `joiner`, and the lines of one item by the other word.
 * Deeper than that it is text.
 */
export interface ConditionRows {
  joiner: 'and' | 'or';
  items: readonly (readonly ConditionRow[])[];
}

/** The lines of a query; null: it nests deeper than lines can show. */
export function rowsOf(query: Query): ConditionRows | null {
  if (query.kind === 'all') return { joiner: 'and', items: [] };
  if (query.kind !== 'and' && query.kind !== 'or') {
    const row = rowOf(query);
    return row === null ? null : { joiner: 'and', items: [[row]] };
  }
  const inner = query.kind === 'and' ? 'or' : 'and';
  const items = query.parts.map((part) =>
    part.kind === inner ? allOf(part.parts.map(rowOf)) : allOf([rowOf(part)]),
  );
  const known = allOf(items);
  return known === null ? null : { joiner: query.kind, items: known };
}

/** The query the lines stand for, as text; null: a line is not finished. */
export function textOf({ joiner, items }: ConditionRows): string | null {
  const inner = joiner === 'and' ? ' OR ' : ' AND ';
  const parts = items.map((rows) => {
    const texts = allOf(rows.map((row) => (isFinished(row) ? rowText(row) : null)));
    if (texts === null) return null;
    const text = texts.join(inner);
    return texts.length > 1 && items.length > 1 ? `(${text})` : text;
  });
  return allOf(parts)?.join(joiner === 'and' ? ' AND ' : ' OR ') ?? null;
}

/** Whether a line can be read as it stands. */
export function isFinished(row: ConditionRow): boolean {
  return row.values.every((value) => value.trim() !== '') && parseQuery(rowText(row)).ok;
}

/** How many values an operator takes; null: one or more. */
export function valuesOf(operator: string): 0 | 1 | 2 | null {
  if (operator.endsWith('NULL')) return 0;
  if (operator.endsWith('BETWEEN')) return 2;
  return operator.endsWith('IN') ? null : 1;
}

function rowText({ attribute, operator, values }: ConditionRow): string {
  const written = values.map((value) => writtenValue(attribute, value));
  const start = `${attribute} ${operator}`;
  switch (valuesOf(operator)) {
    case 0:
      return start;
    case 2:
      return `${start} ${written.join(' AND ')}`;
    case 1:
      return `${start} ${written.join(' ')}`;
    case null:
      return `${start} (${written.join(', ')})`;
  }
}

function writtenValue(name: string, value: string): string {
  switch (findAttribute(name)?.type) {
    case 'number':
    case 'date':
    case 'flag':
      return value.trim();
    default:
      return printText(value);
  }
}

/** Null where a line cannot say it: nested conditions, and text of nothing but spaces. */
function rowOf(query: Query): ConditionRow | null {
  const row = signedRow(query);
  return row?.values.every((value) => value.trim() !== '') === true ? row : null;
}

function signedRow(query: Query): ConditionRow | null {
  if (query.kind !== 'not') return plainRow(query);
  const row = plainRow(query.part);
  if (row === null) return null;
  if (query.part.kind === 'compare') {
    return { ...row, operator: opposites[query.part.operator] };
  }
  const operator = row.operator === 'IS NULL' ? 'IS NOT NULL' : `NOT ${row.operator}`;
  return { ...row, operator };
}

function plainRow(query: Query): ConditionRow | null {
  switch (query.kind) {
    case 'compare':
      return rowWith(query.attribute, query.operator, [query.value]);
    case 'between':
      return rowWith(query.attribute, 'BETWEEN', [query.low, query.high]);
    case 'in':
      return rowWith(query.attribute, 'IN', query.values);
    case 'contains':
      return { attribute: query.attribute, operator: 'CONTAINS', values: [query.text] };
    case 'isNull':
      return { attribute: query.attribute, operator: 'IS NULL', values: [] };
    default:
      return null;
  }
}

function rowWith(attribute: string, operator: string, values: readonly Literal[]): ConditionRow {
  const texts = values.map((value) => (value.kind === 'text' ? value.text : printLiteral(value)));
  return { attribute, operator, values: texts };
}

/** Of an unknown value neither is true, so that turning the operator means the same. */
const opposites: Record<Comparison, Comparison> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '<=': '>',
  '>': '<=',
};

function allOf<Part>(parts: readonly (Part | null)[]): Part[] | null {
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? known : null;
}

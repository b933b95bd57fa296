import type { Literal, Query } from './query.ts';

/** A query as text that reads back as the same query, keywords in capitals. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '';
    case 'and':
    case 'or':
      return query.parts.map(printPart).join(query.kind === 'and' ? ' AND ' : ' OR ');
    case 'not':
      return printNot(query.part);
    default:
      return printCondition(query, '');
  }
}

type Condition = Exclude<Query, { kind: 'all' | 'and' | 'or' | 'not' }>;

function printPart(query: Query): string {
  const printed = printQuery(query);
  return query.kind === 'and' || query.kind === 'or' ? `(${printed})` : printed;
}

function printNot(part: Query): string {
  switch (part.kind) {
    case 'between':
    case 'in':
    case 'contains':
    case 'isNull':
      return printCondition(part, 'NOT ');
    default:
      return `NOT ${printPart(part)}`;
  }
}

function printCondition(query: Condition, not: '' | 'NOT '): string {
  switch (query.kind) {
    case 'compare':
      return `${query.attribute} ${query.operator} ${printLiteral(query.value)}`;
    case 'between':
      return `${query.attribute} ${not}BETWEEN ${printLiteral(query.low)} AND ${printLiteral(query.high)}`;
    case 'in':
      return `${query.attribute} ${not}IN (${query.values.map(printLiteral).join(', ')})`;
    case 'contains':
      return `${query.attribute} ${not}CONTAINS ${printText(query.text)}`;
    case 'isNull':
      return `${query.attribute} IS ${not}NULL`;
  }
}

/** A value as a query writes it. */
export function printLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'number':
      return literal.digits;
    case 'text':
      return printText(literal.text);
    case 'flag':
      return literal.on ? 'true' : 'false';
    case 'date':
      return literal.date;
    case 'today':
      return 'today';
    case 'relative':
      return `${literal.amount < 0 ? '' : '+'}${String(literal.amount)}${literal.unit}`;
  }
}

/** Text between single quotes. */
export function printText(text: string): string {
  return `'${text.replaceAll(/['\\]/gu, (found) => `\\${found}`)}'`;
}

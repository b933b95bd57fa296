import type { Columns } from '../segments/columns.ts';
import type { Who } from './insights.schema.ts';

/** Whether customer i is one of those a page is about. */
export function isAmong(columns: Columns, customer: number, who: Who): boolean {
  return who === 'all' || (columns.wholesale[customer] === 1) === (who === 'wholesale');
}

/** What a shop's queries have to say to mean the same customers as a page does. */
export interface Scope {
  wholesale: number;
  incomplete: number;
  /** A query for some of them; `whole` leaves out those with older orders than we may see. */
  query: (condition: string, whole?: 'whole' | 'any') => string;
}

/** Conditions that hold for everybody in this shop are left out, so that queries stay readable. */
export function scopeOf(columns: Columns, who: Who): Scope {
  let wholesale = 0;
  let incomplete = 0;
  for (let i = 0; i < columns.count; i += 1) {
    wholesale += columns.wholesale[i] ?? 0;
    incomplete += columns.historyIncomplete[i] ?? 0;
  }
  const kind =
    who === 'all' || (who === 'retail' && wholesale === 0)
      ? []
      : [`wholesale = ${String(who === 'wholesale')}`];
  return {
    wholesale,
    incomplete,
    query: (condition, whole = 'whole') =>
      [
        condition,
        ...kind,
        ...(whole === 'whole' && incomplete > 0 ? ['history_incomplete = false'] : []),
      ].join(' AND '),
  };
}

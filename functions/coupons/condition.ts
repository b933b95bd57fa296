import { Refusal } from '../platform/refusal.ts';
import { parseQuery } from '../segments/query/parse.ts';
import type { Query } from '../segments/query/query.ts';

/**
 * A rule's own condition; empty is everyone.
 * @throws Refusal `invalid` that says what is wrong and where (character offsets, `end` exclusive)
 */
export function readCondition(who: string): Query {
  const parsed = parseQuery(who);
  if (parsed.ok) return parsed.query;
  const { message, start, end, suggestion } = parsed.error;
  const hint = suggestion === null ? {} : { suggestion };
  throw new Refusal('invalid', message, { field: 'who', start, end, ...hint });
}

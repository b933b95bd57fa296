import { Refusal } from '../platform/refusal.ts';
import { standardKeys } from './classes.schema.ts';
import { idAt, indexOfId, unknownInt, type Columns } from './columns.ts';
import { groupsAt } from './groups/groupsAt.ts';
import { fieldsAsked, refuseUnpicked } from './pickedFields.ts';
import type { StandardsOf } from './placeColumns.ts';
import type { QueryContext } from './query/attribute.ts';
import { findAttribute } from './query/attributes.ts';
import type { NamedField } from './query/complete.ts';
import { conditionsOf } from './query/conditions.ts';
import { select } from './query/evaluate.ts';
import { parseQuery } from './query/parse.ts';
import type { Query } from './query/query.ts';
import type { AskedStandard } from './standards.schema.ts';

/** Names of what a standard cannot ask about: it is known only once the run that asks has written. */
const circular: ReadonlySet<string> = new Set([
  'standard',
  'segments',
  'rising',
  'rfm_level_since',
  'lifecycle_since',
  'quadrant_since',
  'abc_since',
]);

/**
 * Asks the merchant's standards in their order: the first that matches is the customer's. A query
 * that cannot be read finds nobody. Made for one run, which asks of everybody first; asked of one
 * customer afterwards, what only a look at all goods tells is taken from there.
 */
export function standardsOver(standards: readonly AskedStandard[], at: QueryContext): StandardsOf {
  const asked = standards.flatMap(({ key, query }) => {
    const read = readable(query);
    return read === null ? [] : [{ code: standardKeys.indexOf(key), query: read }];
  });
  let everybody: Columns | null = null;
  return (columns) => {
    everybody ??= columns;
    const known = columns === everybody ? columns : withGroupsOf(columns, everybody);
    const codes = new Int8Array(columns.count).fill(unknownInt);
    for (const { code, query } of asked) {
      const { states } = select(query, known, at);
      for (let i = 0; i < codes.length; i += 1) {
        if (states[i] === 2 && codes[i] === unknownInt) codes[i] = code;
      }
    }
    return codes;
  };
}

/** @throws Refusal `invalid` that names the standard and the place in its query */
export function refuseStandards(
  standards: readonly AskedStandard[],
  pickedFields: readonly NamedField[],
): void {
  standards.forEach(({ key, query }, index) => {
    const field = `standards.${String(index)}.query`;
    if (standards.findIndex((one) => one.key === key) !== index) {
      throw new Refusal('invalid', `There are two queries for "${key}": join them with OR.`, {
        field: `standards.${String(index)}.key`,
        why: 'standardTwice',
      });
    }
    const parsed = parseQuery(query);
    if (!parsed.ok) {
      const { message, code, start, end, suggestion } = parsed.error;
      const hint = suggestion === null ? {} : { suggestion };
      throw new Refusal('invalid', message, {
        ...{ field, mistake: code, start, end, why: 'queryMistake' },
        ...hint,
      });
    }
    refuseUnpicked(fieldsAsked(parsed.query), pickedFields, { text: query, field });
    const named = namesIn(parsed.query).find((name) => circular.has(name));
    if (named !== undefined) {
      const start = Math.max(0, query.toLowerCase().indexOf(named));
      throw new Refusal(
        'invalid',
        `A standard cannot ask about ${named}: ask about what that stands for.`,
        {
          ...{ field, mistake: 'circular', start, end: start + named.length },
          ...{ why: 'standardAsks', name: named },
        },
      );
    }
  });
}

function readable(text: string): Query | null {
  const parsed = parseQuery(text);
  if (!parsed.ok || parsed.query.kind === 'all') return null;
  return namesIn(parsed.query).some((name) => circular.has(name)) ? null : parsed.query;
}

function namesIn(query: Query): string[] {
  return conditionsOf(query).flatMap((one) => {
    const condition = one.kind === 'not' ? one.part : one;
    const name = 'attribute' in condition ? condition.attribute : '';
    return findAttribute(name) === undefined ? [] : [name];
  });
}

function withGroupsOf(columns: Columns, everybody: Columns): Columns {
  const index = columns.count === 1 ? indexOfId(everybody, idAt(columns, 0)) : -1;
  return index < 0 ? columns : { ...columns, groups: groupsAt(everybody.groups, index) };
}

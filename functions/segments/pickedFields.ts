import { Refusal } from '../platform/refusal.ts';
import { fieldOfName, nameOfField } from './query/attributes/fields.ts';
import type { NamedField } from './query/complete.ts';
import { conditionsOf } from './query/conditions.ts';
import { nearest } from './query/nearest.ts';
import type { Query } from './query/query.ts';

/** The merchant's own fields a query asks about, each once, as "namespace.key". */
export function fieldsAsked(query: Query): string[] {
  const names = conditionsOf(query).flatMap((one) => {
    const condition = one.kind === 'not' ? one.part : one;
    const field = 'attribute' in condition ? fieldOfName(condition.attribute) : null;
    return field === null ? [] : [field];
  });
  return [...new Set(names)];
}

/** @throws Refusal `invalid` where a field is asked about that the merchant has not picked */
export function refuseUnpicked(
  asked: readonly string[],
  picked: readonly Pick<NamedField, 'field'>[],
  { text, field }: { text: string; field: string },
): void {
  const known = new Set(picked.map((one) => one.field.toLowerCase()));
  const unpicked = asked.find((one) => !known.has(one.toLowerCase()));
  if (unpicked === undefined) return;
  const name = nameOfField(unpicked);
  const start = Math.max(0, text.toLowerCase().indexOf(name.toLowerCase()));
  const near = nearest(
    name,
    picked.map((one) => nameOfField(one.field)),
  );
  const meant = near === null ? '' : ` Did you mean ${near}?`;
  throw new Refusal(
    'invalid',
    `The field ${unpicked} is not picked: pick it in Settings, Data.${meant}`,
    {
      field,
      mistake: 'unknownAttribute',
      why: 'fieldUnpicked',
      name: unpicked,
      start,
      end: start + name.length,
      ...(near === null ? {} : { suggestion: near }),
    },
  );
}

import fc from 'fast-check';
import type { Attribute } from '../../../functions/segments/query/attribute.ts';
import { attributes } from '../../../functions/segments/query/attributes.ts';
import {
  comparisons,
  dateUnits,
  type Literal,
  type Query,
} from '../../../functions/segments/query/query.ts';

const date = fc
  .integer({ min: 0, max: 30_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

export function literalOf(attribute: Attribute): fc.Arbitrary<Literal> {
  switch (attribute.type) {
    case 'number':
      return fc
        .oneof(
          fc.integer({ min: -50, max: 5_000 }),
          fc.integer({ min: 0, max: 999 }).map((n) => n / 4),
        )
        .map((value) => ({ kind: 'number', digits: String(value) }));
    case 'date':
      return fc.oneof(
        fc.constant<Literal>({ kind: 'today' }),
        date.map((one) => ({ kind: 'date' as const, date: one })),
        fc.record({
          kind: fc.constant('relative' as const),
          amount: fc.integer({ min: -500, max: 500 }),
          unit: fc.constantFrom(...dateUnits),
        }),
      );
    case 'choice':
      return fc.constantFrom(...attribute.choices).map((text) => ({ kind: 'text', text }));
    case 'flag':
      return fc.boolean().map((on) => ({ kind: 'flag', on }));
    case 'name':
    case 'list':
    case 'segment':
      return fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => ({ kind: 'text', text }));
  }
}

function conditionOf(attribute: Attribute): fc.Arbitrary<Query> {
  const name = fc.constant(attribute.name);
  const literal = literalOf(attribute);
  const isNull = fc.record({ kind: fc.constant('isNull' as const), attribute: name });
  if (attribute.type === 'list' || attribute.type === 'segment') {
    const text = fc.oneof(
      fc.constantFrom('vip', 'b2b'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    const contains = fc.record({ kind: fc.constant('contains' as const), attribute: name, text });
    return attribute.type === 'segment' ? contains : fc.oneof(isNull, contains);
  }
  const ordered = attribute.type === 'number' || attribute.type === 'date';
  const compare = fc.record({
    kind: fc.constant('compare' as const),
    attribute: name,
    operator: ordered
      ? fc.constantFrom(...comparisons)
      : fc.constantFrom('=' as const, '!=' as const),
    value: literal,
  });
  const values = fc.array(literal, { minLength: 1, maxLength: 3 });
  const within = fc.record({ kind: fc.constant('in' as const), attribute: name, values });
  const between = fc
    .record({ kind: fc.constant('between' as const), attribute: name, low: literal, high: literal })
    .filter(
      ({ low, high }) =>
        // The parser knows these to be backwards, and refuses them.
        !isBackwards(low, high),
    );
  if (attribute.type === 'flag') return fc.oneof(compare, isNull);
  return ordered ? fc.oneof(compare, within, between, isNull) : fc.oneof(compare, within, isNull);
}

/** Any query the parser could give. */
export const anyQuery = queriesOver(attributes);

/** The same, naming no other segment. */
export const anyQueryOfItsOwn = queriesOver(attributes.filter(({ type }) => type !== 'segment'));

function queriesOver(known: readonly Attribute[]): fc.Arbitrary<Query> {
  return fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(...known).chain(conditionOf),
      fc.record({ kind: fc.constant('not' as const), part: tie('query') }),
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        parts: fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  })).query;
}

const daysIn = { d: 1, w: 7, m: 30.436, y: 365.25 };

function isBackwards(low: Literal, high: Literal): boolean {
  const ranked = [low, high].map((one) => {
    if (one.kind === 'number') return Number(one.digits);
    if (one.kind === 'date') return Date.parse(one.date);
    if (one.kind === 'today') return 0;
    return one.kind === 'relative' ? one.amount * daysIn[one.unit] : NaN;
  });
  const mixed = (low.kind === 'date') !== (high.kind === 'date');
  return !mixed && ranked[0]! > ranked[1]!;
}

import { describe, expect, test } from 'vitest';
import { emptyColumns } from '../../functions/segments/columns.ts';
import { groupData, groupsFrom } from '../../functions/segments/groups/groupFile.ts';
import { noTraits } from '../../functions/segments/groups/traits.ts';
import { TraitColumns } from '../../functions/segments/groups/traitColumns.ts';
import { refuseUnpicked, fieldsAsked } from '../../functions/segments/pickedFields.ts';
import { pickColumns } from '../../functions/segments/pickColumns.ts';
import { select } from '../../functions/segments/query/evaluate.ts';
import { completeQuery } from '../../functions/segments/query/complete.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { printQuery } from '../../functions/segments/query/print.ts';
import type { Query } from '../../functions/segments/query/query.ts';

const at = { today: 20_000, exponent: 2, dayOf: () => 0 };
const skin = 'custom.skin-type';

/** One customer per list of words, null: not known of them; the shop was asked for the field. */
function shopOf(customers: readonly (readonly string[] | null)[]) {
  const columns = emptyColumns(customers.length);
  const traits = new TraitColumns();
  for (const words of customers) {
    traits.add({ ...noTraits, fields: words === null ? {} : { [skin]: words } }, undefined);
  }
  traits.write(columns.groups, Uint32Array.from(customers.keys()));
  return columns;
}

function read(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}

const found = (text: string, columns: ReturnType<typeof shopOf>) => {
  const { count, undecided } = select(read(text), columns, at);
  return { count, undecided };
};

describe('a field of the merchant’s own', () => {
  const columns = shopOf([['Dry', 'sensitive'], ['oily'], []]);
  test.each([
    [`metafields.${skin} CONTAINS 'dry'`, 1],
    [`METAFIELDS.Custom.Skin-Type NOT CONTAINS 'dry'`, 2],
    [`metafields.${skin} IS NULL`, 1],
    [`metafields.${skin} IS NOT NULL AND metafields.${skin} NOT CONTAINS 'oily'`, 1],
  ])('is asked for by Shopify’s own name: %s', (query, count) => {
    expect(found(query, columns)).toEqual({ count, undecided: 0 });
    const printed = printQuery(read(query));
    expect(printQuery(read(printed))).toBe(printed);
  });

  test('of which somebody was not asked is unknown of them alone, in the file too', () => {
    const some = shopOf([['dry'], null, []]);
    const data = new Map(groupData(some.groups));
    const names = [...data.keys()];
    const read = { ...some, groups: groupsFrom(3, (name) => data.get(name), names) };
    for (const one of [some, read, pickColumns(some, Int32Array.of(2, 1, 0))]) {
      expect(found(`metafields.${skin} CONTAINS 'dry'`, one)).toEqual({ count: 1, undecided: 1 });
      expect(found(`metafields.${skin} IS NULL`, one)).toEqual({ count: 1, undecided: 1 });
      expect(found(`metafields.${skin} CONTAINS 'oily'`, one)).toEqual({ count: 0, undecided: 1 });
    }
  });

  test('of which the shop was not asked yet is unknown of everybody, also by its absence', () => {
    const unread = emptyColumns(3);
    for (const query of ["CONTAINS 'dry'", "NOT CONTAINS 'dry'", 'IS NULL', 'IS NOT NULL']) {
      expect(found(`metafields.${skin} ${query}`, unread)).toEqual({ count: 0, undecided: 3 });
    }
  });

  test('is refused where it is not picked, with the one that was meant', () => {
    const text = "orders > 1 AND NOT (metafields.custom.skin_typ CONTAINS 'dry')";
    const query = read(text);
    expect(fieldsAsked(query)).toEqual(['custom.skin_typ']);
    const place = { text, field: 'who' };
    expect(() => {
      refuseUnpicked(fieldsAsked(query), [{ field: 'Custom.Skin_Typ' }], place);
    }).not.toThrow();
    expect(() => {
      refuseUnpicked(fieldsAsked(query), [{ field: 'custom.skin_type' }], place);
    }).toThrow(
      expect.objectContaining({
        code: 'invalid',
        details: {
          field: 'who',
          mistake: 'unknownAttribute',
          why: 'fieldUnpicked',
          name: 'custom.skin_typ',
          start: text.indexOf('metafields'),
          end: text.indexOf(' CONTAINS'),
          suggestion: 'metafields.custom.skin_type',
        },
      }),
    );
  });

  test('is offered while it is typed', () => {
    const fields = [{ field: 'custom.skin_type', name: 'Skin' }];
    const offered = (text: string) =>
      completeQuery(text, text.length, fields).options.map((option) => option.text);
    expect(offered('skin')).toEqual(['metafields.custom.skin_type']);
    expect(offered('orders > 1 AND metafields.cus')).toEqual(['metafields.custom.skin_type']);
    expect(offered('metafields.custom.skin_type ')).toContain('CONTAINS');
    expect(completeQuery('metafields.cus', 14, fields).from).toBe(0);
    expect(offered('')).toContain('orders');
  });
});

// @vitest-environment node
import { expect, test } from 'vitest';
import { draftOf, fieldsOf, isPath } from '../../../admin-ui/settings/fieldDraft.ts';
import {
  defaultMerchantFields,
  type MerchantFields,
} from '../../../functions/customers/merchantFields.schema.ts';

const kept: MerchantFields = {
  birthDate: 'facts.birth_date',
  picked: [{ field: 'custom.skin-type', name: 'Skin' }],
};

test('what is kept, left as it is, is what is kept; there is room for five', () => {
  expect(fieldsOf(draftOf(kept))).toEqual(kept);
  expect(fieldsOf(draftOf(defaultMerchantFields))).toEqual(defaultMerchantFields);
  expect(draftOf(kept).lines).toHaveLength(5);
});

test('an emptied line picks nothing, an emptied birth date reads none, a field without a name is called by its place', () => {
  const lines = [
    { field: ' ', name: '' },
    { field: ' custom.size ', name: '' },
  ];
  expect(fieldsOf({ birthDate: ' ', lines })).toEqual({
    birthDate: null,
    picked: [{ field: 'custom.size', name: 'custom.size' }],
  });
});

test.each([
  ['twice', [kept.picked[0]!, { ...kept.picked[0]!, name: 'Again' }]],
  ['as a group, which holds the birth dates', [{ field: 'facts.birth_date', name: 'Born' }]],
  ['with no place', [{ field: '', name: 'Skin' }]],
  ['at no such place', [{ field: 'skin', name: 'Skin' }]],
])('a field picked %s cannot be kept', (_, lines) => {
  expect(fieldsOf({ birthDate: 'facts.birth_date', lines })).toBeUndefined();
});

test('a place is a namespace and a key', () => {
  expect(['', 'custom.skin_type', ' custom.x-1 '].map(isPath)).toEqual([true, true, true]);
  expect(['custom', 'custom.', 'a b.c d', "custom.x' OR", '$app.x.y'].map(isPath)).toEqual(
    Array.from({ length: 5 }, () => false),
  );
});

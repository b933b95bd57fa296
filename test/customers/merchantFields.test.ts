import { expect, test } from 'vitest';
import { merchantFieldsSchema } from '../../functions/customers/merchantFields.schema.ts';

const picks = (birthDate: string | null, ...fields: string[]) =>
  merchantFieldsSchema.safeParse({
    birthDate,
    picked: fields.map((field) => ({ field, name: field })),
  }).success;

test('a field is picked once, and the one of birth dates is no group, whatever their case', () => {
  expect(picks('facts.birth_date', 'custom.skin', 'custom.skin_type')).toBe(true);
  expect(picks(null, 'custom.skin', 'Custom.Skin')).toBe(false);
  expect(picks('facts.birth_date', 'facts.birth_date')).toBe(false);
  expect(picks('facts.birth_date', 'Facts.Birth_Date')).toBe(false);
  expect(picks(null, 'facts.birth_date')).toBe(true);
});

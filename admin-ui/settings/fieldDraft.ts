import { z } from 'zod';
import {
  fieldPathSchema,
  merchantFieldsSchema,
  mostPicked,
  type MerchantFields,
} from '../../functions/customers/merchantFields.schema.ts';

/** The fields while they are typed: as many lines as may be picked, empty ones pick nothing. */
export interface FieldDraft {
  birthDate: string;
  lines: readonly { field: string; name: string }[];
}

const pathOrNothing = z.union([z.literal(''), fieldPathSchema]);

export function draftOf({ birthDate, picked }: MerchantFields): FieldDraft {
  const empty = Array.from({ length: mostPicked - picked.length }, () => ({ field: '', name: '' }));
  return { birthDate: birthDate ?? '', lines: [...picked, ...empty] };
}

/** What is wrong with what was typed as a field's place. */
export function isPath(typed: string): boolean {
  return pathOrNothing.safeParse(typed.trim()).success;
}

/** What the lines stand for; undefined: some cannot be kept like this. */
export function fieldsOf({ birthDate, lines }: FieldDraft): MerchantFields | undefined {
  const picked = lines
    .map(({ field, name }) => ({ field: field.trim(), name: name.trim() }))
    .filter(({ field, name }) => field !== '' || name !== '')
    .map(({ field, name }) => ({ field, name: name === '' ? field.slice(0, 40) : name }));
  const born = birthDate.trim();
  return merchantFieldsSchema.safeParse({ birthDate: born === '' ? null : born, picked }).data;
}

import { z } from 'zod';

/** Where a metafield is: its namespace and key, as Shopify's own queries write it. */
export const fieldPathSchema = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9_-]{2,255}\.[a-zA-Z0-9_-]{2,64}$/);

/** More would make every answer of the shop dearer, for groups nobody looks at. */
export const mostPicked = 5;

/** Queries ask for fields whatever their case: two that differ in it alone would be one. */
const keyOf = ({ field }: { field: string }) => field.toLowerCase();

/** Which metafields of customers a shop's merchant picked; they are read with the customers. */
export const merchantFieldsSchema = z
  .object({
    /** A date of birth, of which only the age band leaves the seal; null: none is read. */
    birthDate: fieldPathSchema.nullable().default('facts.birth_date'),
    /** Groups of the merchant's own; `name` is what staff read. */
    picked: z
      .array(z.object({ field: fieldPathSchema, name: z.string().trim().min(1).max(40) }))
      .max(mostPicked)
      .default([]),
  })
  .refine(
    ({ picked }) => new Set(picked.map(keyOf)).size === picked.length,
    'Pick each field once.',
  )
  .refine(
    ({ birthDate, picked }) => picked.every((one) => keyOf(one) !== birthDate?.toLowerCase()),
    'The field of birth dates is no group of its own: only age bands leave its seal.',
  );
export type MerchantFields = z.infer<typeof merchantFieldsSchema>;

export const defaultMerchantFields: MerchantFields = merchantFieldsSchema.parse({});

/** All that is to be read, each once. */
export function fieldsToRead({ birthDate, picked }: MerchantFields): string[] {
  const own = picked.map(({ field }) => field);
  return [...new Set(birthDate === null ? own : [birthDate, ...own])];
}

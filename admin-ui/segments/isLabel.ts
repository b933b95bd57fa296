import { labelSchema } from '../../functions/segments/segments.schema.ts';

/** Whether customers may be marked with these words at Shopify. */
export function isLabel(label: string): boolean {
  return labelSchema.safeParse(label).success;
}

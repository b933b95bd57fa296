import { z } from 'zod';
import { wellFormed } from './payloadFields.ts';

/** Shopify's products have three options at most; names are of 255 characters. */
const mostOptions = 3;
const longestName = 255;

/**
 * Names of a product's options, in the order in which a variant's title has their values: "M / Red"
 * of "Size" and "Color". Options that cannot be read are not known, and keep no product from being.
 */
export const productOptionsField = z
  .array(z.object({ name: wellFormed(longestName), position: z.number() }))
  .max(mostOptions)
  .nullish()
  .catch(null)
  .transform((told) =>
    (told ?? [])
      .toSorted((one, other) => one.position - other.position)
      .map(({ name }) => name.trim()),
  );

import { z } from 'zod';
import type { Product } from '../intake/told.ts';
import { gidField, instantField, textField } from './payloadFields.ts';
import { productOptionsField } from './productOptions.ts';
import { productTagsField } from './productTags.ts';

const bulkProductSchema = z.object({
  id: gidField,
  title: textField,
  productType: textField,
  vendor: textField,
  tags: productTagsField,
  options: productOptionsField,
  updatedAt: instantField,
});

/** One product of a bulk file. */
export function productOfBulk(root: unknown): Product {
  const { id, productType, ...product } = bulkProductSchema.parse(root);
  return { productId: id, type: productType, ...product };
}

import { z } from 'zod';
import { gidField, instantField, textField } from './payloadFields.ts';
import type { Product } from '../intake/told.ts';

const bulkProductSchema = z.object({
  id: gidField,
  title: textField,
  productType: textField,
  vendor: textField,
  updatedAt: instantField,
});

/** One product of a bulk file. */
export function productOfBulk(root: unknown): Product {
  const { id, productType, ...product } = bulkProductSchema.parse(root);
  return { productId: id, type: productType, ...product };
}

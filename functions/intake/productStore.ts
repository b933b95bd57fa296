import { z } from 'zod';
import { absent, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';

export const productSchema = z.object({
  productId: z.string(),
  title: z.string().nullable(),
  type: z.string().nullable(),
  vendor: z.string().nullable(),
  /** Epoch seconds. */
  updatedAt: z.number().int(),
});
export type Product = z.infer<typeof productSchema>;

/** Keeps a product's type and vendor; an older word than the one kept changes nothing. */
export async function keepProduct(
  table: Table,
  shop: string,
  product: Product,
): Promise<'applied' | 'stale'> {
  const { outcome } = await table.put(
    { ...product, ...keys.product(shop, product.productId) },
    {
      expression: `${absent.expression} OR updatedAt <= :at`,
      values: { ':at': product.updatedAt },
    },
  );
  return outcome === 'done' ? 'applied' : 'stale';
}

export async function readProduct(
  table: Table,
  shop: string,
  productId: string,
): Promise<Product | null> {
  const item = await table.get(keys.product(shop, productId));
  return item === undefined ? null : productSchema.parse(item);
}

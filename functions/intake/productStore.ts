import { z } from 'zod';
import { absent, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';

export const productSchema = z.object({
  productId: z.string(),
  title: z.string().nullable(),
  type: z.string().nullable(),
  vendor: z.string().nullable(),
  /** None of a product that was kept before tags were. */
  tags: z.array(z.string()).default([]),
  /** None, too, of a product that was kept before options were. */
  options: z.array(z.string()).default([]),
  /** Epoch seconds. */
  updatedAt: z.number().int(),
});
export type Product = z.infer<typeof productSchema>;

/** Keeps a product's type, vendor, tags and options; an older word than the one kept changes nothing. */
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

/** Every product of the shop, a page at a time. */
export async function* listProducts(
  table: Table,
  shop: string,
): AsyncGenerator<Product[], void, undefined> {
  const { pk, sk: prefix } = keys.product(shop, '');
  for await (const page of table.query({ pk, prefix })) {
    yield page.map((item) => productSchema.parse(item));
  }
}

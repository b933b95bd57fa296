import { decimal } from '../amount.ts';
import { gid } from '../gid.ts';
import { zoned } from '../instant.ts';
import type { ProductRecord, ShopRecord } from '../records/schema.ts';
import { onlyVariant, optionsOf, variantsOf } from '../records/variants.ts';
import type { Payload } from './encode.ts';

export function productPayload(product: ProductRecord, shop: ShopRecord): Payload {
  const createdAt = zoned(product.createdAt, shop.timeZone);
  const updatedAt = zoned(product.updatedAt, shop.timeZone);
  return {
    id: BigInt(product.id),
    admin_graphql_api_id: gid('Product', product.id),
    title: product.title,
    body_html: null,
    vendor: product.vendor,
    product_type: product.productType,
    handle: product.sku.toLowerCase(),
    created_at: createdAt,
    updated_at: updatedAt,
    published_at: createdAt,
    status: 'active',
    published_scope: 'web',
    tags: product.tags.join(', '),
    template_suffix: null,
    variants: variantsOf(product).map(({ id, title, position }) => ({
      id: BigInt(id),
      admin_graphql_api_id: gid('ProductVariant', id),
      product_id: BigInt(product.id),
      title: title ?? onlyVariant,
      price: decimal(product.priceMinor, shop.currency),
      sku: product.sku,
      position,
      created_at: createdAt,
      updated_at: updatedAt,
    })),
    options: optionsOf(product).map(({ name, values }, index) => ({
      id: BigInt(`${product.id}${String(index)}`),
      product_id: BigInt(product.id),
      name,
      position: index + 1,
      values,
    })),
    images: [],
    image: null,
  };
}

import { decimal } from '../../amount.ts';
import { gid } from '../../gid.ts';
import { utc } from '../../instant.ts';
import type { ProductRecord } from '../../records/schema.ts';
import { listConnection } from '../connection.ts';
import type { View } from '../fields.ts';
import type { World } from '../world.ts';
import { money } from './money.ts';

export function productView(product: ProductRecord, world: World): View {
  const { shop } = world;
  const price = () => money(product.priceMinor, shop.currency);
  return {
    __typename: 'Product',
    id: gid('Product', product.id),
    legacyResourceId: product.id,
    title: product.title,
    handle: product.sku.toLowerCase(),
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    status: 'ACTIVE',
    description: '',
    descriptionHtml: '',
    isGiftCard: false,
    hasOnlyDefaultVariant: true,
    createdAt: () => utc(product.createdAt),
    updatedAt: () => utc(product.updatedAt),
    publishedAt: () => utc(product.createdAt),
    priceRangeV2: () => ({ minVariantPrice: price(), maxVariantPrice: price() }),
    variants: (args: unknown) =>
      listConnection([product], args, world.whole, () => ({
        __typename: 'ProductVariant',
        id: gid('ProductVariant', product.variantId),
        legacyResourceId: product.variantId,
        title: 'Default Title',
        displayName: product.title,
        sku: product.sku,
        position: 1,
        price: decimal(product.priceMinor, shop.currency),
        createdAt: utc(product.createdAt),
        updatedAt: utc(product.updatedAt),
      })),
  };
}

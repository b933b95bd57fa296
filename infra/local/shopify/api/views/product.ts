import { decimal } from '../../amount.ts';
import { gid } from '../../gid.ts';
import { utc } from '../../instant.ts';
import type { ProductRecord } from '../../records/schema.ts';
import { onlyVariant, optionsOf, variantsOf } from '../../records/variants.ts';
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
    hasOnlyDefaultVariant: product.options === undefined,
    createdAt: () => utc(product.createdAt),
    updatedAt: () => utc(product.updatedAt),
    publishedAt: () => utc(product.createdAt),
    priceRangeV2: () => ({ minVariantPrice: price(), maxVariantPrice: price() }),
    options: () =>
      optionsOf(product).map(({ name, values }, index) => ({
        __typename: 'ProductOption',
        id: gid('ProductOption', `${product.id}${String(index)}`),
        name,
        position: index + 1,
        values,
      })),
    variants: (args: unknown) =>
      listConnection(variantsOf(product), args, world.whole, ({ id, title, position }) => ({
        __typename: 'ProductVariant',
        id: gid('ProductVariant', id),
        legacyResourceId: id,
        title: title ?? onlyVariant,
        displayName: title === null ? product.title : `${product.title} - ${title}`,
        sku: product.sku,
        position,
        price: decimal(product.priceMinor, shop.currency),
        createdAt: utc(product.createdAt),
        updatedAt: utc(product.updatedAt),
      })),
  };
}

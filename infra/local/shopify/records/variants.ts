import type { ProductRecord } from './schema.ts';

export interface Variant {
  id: string;
  /** Values of the product's options, such as "M / Red"; null: it is of one kind. */
  title: string | null;
  /** Among the product's variants, from 1. */
  position: number;
}

/** The first one has the id the product was made with, the others those after it. */
export function variantsOf({ variantId, options = [] }: ProductRecord): Variant[] {
  if (options.length === 0) return [{ id: variantId, title: null, position: 1 }];
  const titles = options
    .map(({ values }) => values)
    .reduce((starts, values) =>
      starts.flatMap((start) => values.map((value) => `${start} / ${value}`)),
    );
  return titles.map((title, index) => ({
    id: String(BigInt(variantId) + BigInt(index)),
    title,
    position: index + 1,
  }));
}

/** The variant of this title; of any other the first. */
export function variantOf(product: ProductRecord, title: string | null): Variant {
  const variants = variantsOf(product);
  const [first = { id: product.variantId, title: null, position: 1 }] = variants;
  return variants.find((variant) => variant.title === title) ?? first;
}

/** What the platform calls the variant of a product of one kind. */
export const onlyVariant = 'Default Title';

/** As the platform tells them: a product of one kind has an option, too, that says nothing. */
export function optionsOf({ options }: ProductRecord): { name: string; values: string[] }[] {
  return options ?? [{ name: 'Title', values: [onlyVariant] }];
}

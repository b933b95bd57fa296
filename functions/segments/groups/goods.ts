import { z } from 'zod';

/** What the shop says of one product; a product it says nothing of has only its id. */
export interface ShopProduct {
  productId: string;
  title: string | null;
  type: string | null;
  vendor: string | null;
  tags: readonly string[];
  /** Missing: not known. */
  size?: SizePlace | null;
}

/** Which part of a variant's title is its size, from 0, and of how many. */
const sizePlaceSchema = z.object({ at: z.number().int(), of: z.number().int() });
export type SizePlace = z.infer<typeof sizePlaceSchema>;

const text = z.string().nullable();

const goodSchema = z.object({
  productId: z.string(),
  title: text,
  type: text,
  vendor: text,
  tags: z.array(z.string()),
  /** Null: it has no sizes, or none that we know. */
  size: sizePlaceSchema.nullable().default(null),
  /**
   * Whoever first bought it up to this instant (epoch seconds; 0: nobody) or on a shop-calendar day
   * up to this one (−1: none) was early.
   */
  earlyAt: z.number().int(),
  earlyDay: z.number().int(),
});
export type Good = z.infer<typeof goodSchema>;

/** The products of a shop that were ever sold, as one run saw them. */
export const goodsSchema = z.object({
  format: z.literal(1),
  shop: z.string(),
  version: z.string(),
  goods: z.array(goodSchema),
});
export type Goods = z.infer<typeof goodsSchema>;

/** What is known of sold products, in the order of their ids in the run's orders. */
export function goodsOf(
  productIds: readonly string[],
  products: ReadonlyMap<string, ShopProduct>,
  early: { at: Uint32Array; day: Int32Array },
): Good[] {
  return productIds.map((productId, index) => {
    const known = products.get(productId);
    return {
      productId,
      title: wordOf(known?.title),
      type: wordOf(known?.type),
      vendor: wordOf(known?.vendor),
      tags: [...(known?.tags ?? [])],
      size: known?.size ?? null,
      earlyAt: early.at[index] ?? 0,
      earlyDay: early.day[index] ?? -1,
    };
  });
}

/** A product without a type has an empty one at the shop. */
function wordOf(told: string | null | undefined): string | null {
  const word = told?.trim() ?? '';
  return word === '' ? null : word;
}

import type { ProductRecord, LineRecord } from '../shopify/records/schema.ts';
import { variantOf } from '../shopify/records/variants.ts';
import type { Dice } from './dice.ts';
import { variantFor } from './fit.ts';

/** What one buys: places in the catalogue, how many of each. */
export interface Choice {
  product: ProductRecord;
  quantity: number;
}

/** The catalogue by product type, in the order of popularity. */
export type Shelves = readonly (readonly ProductRecord[])[];

export function shelvesOf(catalogue: readonly ProductRecord[]): Shelves {
  return [...Map.groupBy(catalogue, ({ productType }) => productType).values()];
}

/** Tries to find a product that is out already before going without this line. */
const looks = 20;

/** Mostly of one's favourite type, popular things more often, nothing that is not out yet. */
export function fillBasket(
  dice: Dice,
  shelves: Shelves,
  favouriteType: number,
  appetite: number,
  at: number,
): Choice[] {
  const wanted = 1 + Math.min(4, Math.floor(dice.exponential(0.75 * appetite)));
  const choices = new Map<string, Choice>();
  for (let line = 0; line < wanted; line += 1) {
    const type = dice.chance(0.6) ? favouriteType : dice.below(shelves.length);
    const product = takeFrom(dice, shelves[type % shelves.length] ?? [], at);
    if (product === undefined) continue;
    const quantity = 1 + dice.weighted([80, 14, 4, 2]);
    choices.set(product.id, { product, quantity });
  }
  return [...choices.values()];
}

function takeFrom(
  dice: Dice,
  shelf: readonly ProductRecord[],
  at: number,
): ProductRecord | undefined {
  for (let look = 0; look < looks; look += 1) {
    const rank = dice.below(shelf.length);
    const product = shelf[rank];
    if (product !== undefined && product.createdAt <= at && dice.chance(1 / (1 + rank))) {
      return product;
    }
  }
  return shelf[0];
}

/** The choices as lines of an order; `wearer`: who takes their own size of what comes in sizes. */
export function linesOf(
  choices: readonly Choice[],
  nextId: () => string,
  { wearer, purchase }: { wearer: string; purchase: number },
): LineRecord[] {
  return choices.map(({ product, quantity }) => {
    const { id: variantId, title } = variantOf(product, variantFor(product, wearer, purchase));
    return {
      id: nextId(),
      productId: product.id,
      variantId,
      title: product.title,
      ...(title === null ? {} : { variantTitle: title }),
      vendor: product.vendor,
      sku: product.sku,
      quantity,
      unitMinor: product.priceMinor,
      discountMinor: 0,
    };
  });
}

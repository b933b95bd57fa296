import type { ProductRecord } from '../shopify/records/schema.ts';
import { diceOf } from './dice.ts';
import { colourOption, goods, sizeOption, vendors } from './goods.ts';
import { marketOf } from './market.ts';
import type { NameKind } from './names.ts';

const daySeconds = 86_400;
/** Products that were not there from the start: somebody was first to buy them. */
const launchedShare = 0.3;

/** What the demo shop sells; some of it comes out during the years of its history. */
export function catalogueOf(seed: number, currency: string, startAt: number, endAt: number) {
  const market = marketOf(currency);
  const dice = diceOf(seed, 'catalogue');
  return goods.flatMap((type, typeAt) =>
    type.items.map((item, at): ProductRecord => {
      const place = typeAt * 100 + at;
      const launched = at > 1 && dice.chance(launchedShare);
      const createdAt = launched
        ? Math.floor(dice.between(startAt, endAt - 30 * daySeconds))
        : startAt - 30 * daySeconds;
      const steps = Math.round((item.dollars * market.minorPerDollar) / market.priceStepMinor);
      return {
        id: String(8_900_000_000_000 + place * 32_768),
        variantId: String(44_100_000_000_000 + place * 32_768),
        title: item[market.names],
        vendor: vendors[(typeAt + at * 3) % vendors.length] ?? 'Clientele',
        productType: type.name[market.names],
        tags: tagsOf(type.sku, item.dollars),
        sku: `${type.sku}-${String(at + 1).padStart(2, '0')}`,
        priceMinor: Math.max(1, steps) * market.priceStepMinor,
        ...optionsOf(item.sizes, market.names),
        createdAt,
        updatedAt: createdAt,
      };
    }),
  );
}

/** Sizes first, as shops put them. */
function optionsOf(sizes: readonly string[] | undefined, language: NameKind) {
  if (sizes === undefined) return {};
  const { name, values } = colourOption[language];
  const options = [
    { name: sizeOption[language], values: [...sizes] },
    { name, values: [...values] },
  ];
  return { options };
}

const handmade = new Set(['CER', 'TEX', 'CAN']);

function tagsOf(sku: string, dollars: number): string[] {
  return [
    ...(dollars <= 14 ? ['everyday'] : []),
    ...(sku === 'GFT' ? ['gift'] : []),
    ...(handmade.has(sku) ? ['handmade'] : []),
    ...(dollars >= 45 ? ['premium'] : []),
  ];
}

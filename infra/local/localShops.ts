import { z } from 'zod';
import { Refusal } from '../../functions/platform/refusal.ts';
import { readWhole, writeWhole } from './wholeFile.ts';

const localShopSchema = z.object({
  shop: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  /** What it was filled with: made-up buyers, a merchant's own file, or nothing. */
  filledWith: z.enum(['demo', 'import', 'nothing']),
  /** Whether its history has been loaded to the end. */
  loaded: z.boolean(),
});
export type LocalShop = z.infer<typeof localShopSchema>;

/** The shops of this data folder, the newest last. */
export interface LocalShops {
  all(): readonly LocalShop[];
  find(shop: string): LocalShop | undefined;
  keep(shop: LocalShop): void;
}

export function openLocalShops(path: string): LocalShops {
  let kept = readWhole(path, z.array(localShopSchema)) ?? [];
  const find = (shop: string) => kept.find((one) => one.shop === shop);
  return {
    all: () => kept,
    find,
    keep: (shop) => {
      kept = [...kept.filter((one) => one.shop !== shop.shop), shop];
      writeWhole(path, JSON.stringify(kept));
    },
  };
}

export interface WantedShop {
  shop: string | undefined;
  timeZone: string | undefined;
  currency: string | undefined;
  filledWith: LocalShop['filledWith'];
  /** Whether that was asked for, or is only what happens on a first start. */
  asked: boolean;
}

const usual = { shop: 'demo.myshopify.com', timeZone: 'UTC', currency: 'USD' } as const;

/**
 * The shop of this start: the one asked for, else the one of the last start, else the demo shop.
 * What it is can be chosen once; asking for something else of a shop that is here is refused.
 */
export function chooseShop(shops: LocalShops, wanted: WantedShop): LocalShop {
  const domain = wanted.shop ?? shops.all().at(-1)?.shop ?? usual.shop;
  const here = shops.find(domain);
  if (here === undefined) {
    return {
      shop: domain,
      timeZone: wanted.timeZone ?? usual.timeZone,
      currency: wanted.currency ?? usual.currency,
      filledWith: wanted.filledWith,
      loaded: false,
    };
  }
  const differs =
    (wanted.timeZone !== undefined && wanted.timeZone !== here.timeZone) ||
    (wanted.currency !== undefined && wanted.currency !== here.currency) ||
    (wanted.asked && wanted.filledWith !== here.filledWith);
  if (differs) {
    throw new Refusal(
      'conflict',
      `${domain} is in this data folder already (${describe(here)}). To start another shop name it with --shop, or another folder with DATA_DIR.`,
    );
  }
  return here;
}

function describe(shop: LocalShop): string {
  const filled = {
    demo: 'the demo shop',
    import: 'an imported shop',
    nothing: 'an empty shop',
  }[shop.filledWith];
  return `${filled}, ${shop.currency}, ${shop.timeZone}`;
}

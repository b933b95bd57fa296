import type { Objects } from '../../platform/objects.ts';
import { goodsKey, type Snapshots } from '../snapshot.ts';
import { goodsSchema, type Good, type Goods } from './goods.ts';

export async function writeGoods(
  objects: Objects,
  goods: readonly Good[],
  { shop, version }: Pick<Goods, 'shop' | 'version'>,
): Promise<void> {
  const file: Goods = { format: 1, shop, version, goods: [...goods] };
  const bytes = new TextEncoder().encode(JSON.stringify(file));
  await objects.put(goodsKey(shop, version), bytes, 'application/json');
}

/** The sold products of shops as their last runs saw them. */
export interface OpenGoods {
  /** Of the run whose snapshot is the newest; none before the first. */
  open(shop: string): Promise<readonly Good[]>;
}

/** Kept open at most; as many as snapshots are. */
const mostOpen = 8;

export function openGoods(objects: Objects, snapshots: Snapshots): OpenGoods {
  const open = new Map<string, { version: string; goods: readonly Good[] }>();
  return {
    async open(shop) {
      const version = (await snapshots.open(shop))?.meta.version;
      if (version === undefined) return [];
      const known = open.get(shop);
      if (known?.version === version) return known.goods;
      const bytes = await objects.get(goodsKey(shop, version));
      // The last run was by an earlier version of ours, or a newer one is just taking its place.
      if (bytes === undefined) return [];
      const { goods } = goodsSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
      open.delete(shop);
      open.set(shop, { version, goods });
      for (const oldest of open.keys()) {
        if (open.size <= mostOpen) break;
        open.delete(oldest);
      }
      return goods;
    },
  };
}

import { objectFolders, type Objects } from '../platform/objects.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import type { ShopStore } from '../shops/store.ts';
import { deleteBuckets, deleteShopItems, deleteShopRecord } from './forgetShopStore.ts';
import { dropCustomerRedactions, listRedaction } from './redactionList.ts';

export interface ForgetDeps {
  table: Table;
  objects: Objects;
  vault: Pick<Vault, 'forget'>;
  shops: Pick<ShopStore, 'read' | 'write'>;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

/** Items one step deletes at most: a step stays well within what one Lambda may take. */
const itemsAStep = 20_000;

/**
 * Deletes everything of a shop that is not installed any more: items, objects, and the key that
 * opens what backups still hold. Outside the table one line stays: that and when it was forgotten.
 * One step of it: 'more' asks to be called again. A shop that is installed again keeps everything;
 * while it is being forgotten it cannot be.
 */
export async function forgetShop(
  deps: ForgetDeps,
  shop: string,
  { requestId, listedAs }: { requestId: string; listedAs: string },
  most = itemsAStep,
): Promise<'forgotten' | 'more' | 'reinstalled'> {
  const { table, objects, vault, nowMs } = deps;
  if ((await beginForgetting(deps, shop)) === 'installed') return 'reinstalled';
  await listRedaction(objects, shop, listedAs, { kind: 'shop', atMs: nowMs() });
  if ((await deleteBuckets(table, shop, most)).more) return 'more';
  await deleteShopItems(table, shop, requestId);
  for (const folder of objectFolders) {
    if (folder === 'redactions') await dropCustomerRedactions(objects, shop);
    else for await (const key of objects.list(`${folder}/${shop}/`)) await objects.delete(key);
  }
  await vault.forget(shop);
  await deleteShopRecord(table, shop, requestId);
  return 'forgotten';
}

/** Closes the shop's record, so that nobody installs into what is being deleted. */
export async function beginForgetting(
  { shops, nowMs }: Pick<ForgetDeps, 'shops' | 'nowMs'>,
  shop: string,
  /** Whether a shop that is installed is forgotten all the same. */
  anyway: (record: ShopRecord) => boolean = () => false,
): Promise<'forgetting' | 'installed'> {
  while (true) {
    const record = await shops.read(shop);
    if (record === undefined || record.forgetting === true) return 'forgetting';
    if (record.uninstalledAtMs === null && !anyway(record)) return 'installed';
    const uninstalledAtMs = record.uninstalledAtMs ?? nowMs();
    const closed = { ...record, uninstalledAtMs, token: null, forgetting: true as const };
    if ((await shops.write(closed)) === 'kept') return 'forgetting';
  }
}

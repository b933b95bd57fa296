import { calendarOf, type Calendar } from '../customers/calendar.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import { readRun } from '../segments/store.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import type { ShopStore } from '../shops/store.ts';
import type { PlacingContext } from './classPlacing.ts';

/** A shop as one batch needs it, read once. */
export interface OpenShop {
  shop: string;
  /** Null: no shop of this name ever installed the app. */
  record: ShopRecord | null;
  basis: PlacingContext['basis'];
  calendar: Calendar;
  ours: PlacingContext['ours'];
}

export interface OpenShopDeps {
  table: Table;
  shops: ShopStore;
  vault: Pick<Vault, 'unlock'>;
  /** Whether a code is a coupon of ours. */
  isOurCode: (shop: string, code: string) => Promise<boolean>;
}

export async function openShop(deps: OpenShopDeps, shop: string): Promise<OpenShop> {
  const record = (await deps.shops.read(shop)) ?? null;
  // Not for a shop that is gone: its key may have been forgotten, and must not be made anew.
  if (record?.uninstalledAtMs === null) await deps.vault.unlock(shop);
  const run = record === null ? null : await readRun(deps.table, shop);
  return {
    shop,
    record,
    basis: run?.basis ?? null,
    calendar: calendarOf(record?.timeZone ?? 'UTC'),
    ours: codeFinder((code) => deps.isOurCode(shop, code)),
  };
}

/** Most codes are a campaign's, on many orders: each is looked up once. */
function codeFinder(isOurs: (code: string) => Promise<boolean>): PlacingContext['ours'] {
  const known = new Map<string, Promise<boolean>>();
  return async (codes) => {
    const found: string[] = [];
    for (const code of codes) {
      const asked = known.get(code) ?? isOurs(code);
      known.set(code, asked);
      if (await asked) found.push(code);
    }
    return found;
  };
}

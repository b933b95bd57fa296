import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import type { TokenGrants } from '../shopify/tokenGrants.ts';
import { openTokens, sealTokens } from './sealedTokens.ts';
import type { ShopRecord } from './shop.schema.ts';
import type { ShopStore } from './store.ts';

/** What a shop says of itself. */
export interface ShopProfile {
  name: string;
  currency: string;
  timeZone: string;
  locale: string;
}

export interface InstallDeps {
  store: ShopStore;
  vault: Vault;
  grants: TokenGrants;
  /** Asked with the token just granted. */
  readProfile: (shop: string, accessToken: string) => Promise<ShopProfile>;
  /** Called before the shop is kept, so that a crash in between cannot leave it without a history. */
  requestHistory: (shop: string) => Promise<void>;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

/**
 * Makes sure the shop that a verified session token names is installed with a token that can be
 * renewed; cheap (two reads) where it is. Installing sends nothing to anyone.
 */
export async function installShop(
  shop: string,
  sessionToken: string,
  deps: InstallDeps,
): Promise<'known' | 'installed'> {
  // Before its key is read: held here, a key about to be forgotten would seal for the next install.
  refuseForgetting(await deps.store.read(shop));
  await deps.vault.unlock(shop);
  const before = await deps.store.read(shop);
  if (before !== undefined && holds(before, deps)) return 'known';
  refuseForgetting(before);

  const { pair, scopes } = await deps.grants.exchange(shop, sessionToken);
  const profile = await deps.readProfile(shop, pair.accessToken);
  const token = sealTokens(deps.vault, shop, pair);
  const continues = before !== undefined && before.uninstalledAtMs === null;
  if (!continues) await deps.requestHistory(shop);

  const installedAtMs = continues ? before.installedAtMs : deps.nowMs();
  const kept = await deps.store.write({
    shop,
    ...profile,
    installedAtMs,
    uninstalledAtMs: null,
    scopes,
    token,
    rev: before?.rev ?? 0,
  });
  // Somebody else wrote first: look again at what they left.
  return kept === 'kept' ? 'installed' : installShop(shop, sessionToken, deps);
}

function holds(record: ShopRecord, deps: InstallDeps): boolean {
  if (record.uninstalledAtMs !== null || record.token === null) return false;
  try {
    return openTokens(deps.vault, record.shop, record.token).refreshExpiresAtMs > deps.nowMs();
  } catch {
    // Sealed under a key that is gone: another token is granted, or nobody could ever come in again.
    return false;
  }
}

function refuseForgetting(record: ShopRecord | undefined): void {
  if (record?.forgetting !== true) return;
  throw new Refusal(
    'unavailable',
    'What was kept of this shop is being deleted, as asked: open Clientele again in a few minutes.',
  );
}

/**
 * Notes that the shop removed the app at `atMs` (the shop's own word, epoch milliseconds) and
 * forgets its token. A notice that arrives late must not undo an install made after it.
 */
export async function markUninstalled(
  shop: string,
  atMs: number,
  store: ShopStore,
): Promise<'marked' | 'stale' | 'unknown'> {
  while (true) {
    const record = await store.read(shop);
    if (record === undefined) return 'unknown';
    if (record.installedAtMs >= atMs || record.uninstalledAtMs !== null) return 'stale';
    const gone = { ...record, uninstalledAtMs: atMs, token: null };
    if ((await store.write(gone)) === 'kept') return 'marked';
  }
}

import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import type { AccessTokens } from '../shopify/adminClient.ts';
import { usedUp, type TokenGrants, type TokenPair } from '../shopify/tokenGrants.ts';
import { openTokens, sealTokens } from './sealedTokens.ts';
import type { ShopRecord } from './shop.schema.ts';
import type { ShopStore } from './store.ts';

export interface TokenDeps {
  store: ShopStore;
  vault: Vault;
  grants: TokenGrants;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
  wait: (ms: number) => Promise<void>;
}

/** Renewed this long before it ends, so that no call starts with a token about to expire. */
const marginMs = 5 * 60_000;
/** Longer than the grant's own time-out: while it is held nobody else uses the refresh token. */
const leaseMs = 30_000;
const pollMs = 100;
const lease = 'token';

/**
 * The access token of each installed shop, renewed by one caller at a time: a refresh token can be
 * used once, so callers in this process share one renewal and other processes wait for its lease.
 */
export function openAccessTokens(deps: TokenDeps): AccessTokens {
  const known = new Map<string, TokenPair>();
  const renewals = new Map<string, Promise<TokenPair>>();

  async function kept(shop: string) {
    const record = await deps.store.read(shop);
    if (record === undefined || record.uninstalledAtMs !== null || record.token === null) {
      known.delete(shop);
      throw new Refusal('unauthenticated', 'Clientele is not installed in this shop any more.');
    }
    await deps.vault.unlock(shop);
    return { record, pair: openTokens(deps.vault, shop, record.token) };
  }

  function fresh(pair: TokenPair, refused: string | null): boolean {
    return pair.accessToken !== refused && pair.expiresAtMs - marginMs > deps.nowMs();
  }

  /** Somebody else may have renewed by now: the kept pair is looked at before and after the wait. */
  async function renewed(shop: string, refused: string | null): Promise<TokenPair> {
    const giveUpMs = deps.nowMs() + 2 * leaseMs;
    while (true) {
      const now = await kept(shop);
      if (fresh(now.pair, refused)) return now.pair;
      const untilMs = deps.nowMs() + leaseMs;
      if (await deps.store.lease(shop, lease, deps.nowMs(), untilMs)) {
        try {
          return await refreshed(shop, refused);
        } finally {
          await deps.store.release(shop, lease, untilMs);
        }
      }
      if (deps.nowMs() > giveUpMs) {
        throw new Refusal('unavailable', 'The access to this shop is being renewed: try again.');
      }
      await deps.wait(pollMs);
    }
  }

  async function refreshed(shop: string, refused: string | null): Promise<TokenPair> {
    const before = await kept(shop);
    if (fresh(before.pair, refused)) return before.pair;
    const pair = await deps.grants
      .refresh(shop, before.pair.refreshToken)
      .catch(async (error: unknown) => {
        if (isUsedUp(error)) await forget(shop, before.record);
        throw error;
      });
    while (true) {
      const { record } = await kept(shop);
      const token = sealTokens(deps.vault, shop, pair);
      if ((await deps.store.write({ ...record, token })) === 'kept') return pair;
    }
  }

  /**
   * A pair that cannot be renewed (its successor was lost on the way, or the shop revoked it) is
   * forgotten, so that the next call of the shop's admin is exchanged for a new one.
   */
  async function forget(shop: string, record: ShopRecord): Promise<void> {
    known.delete(shop);
    await deps.store.write({ ...record, token: null });
  }

  async function shared(shop: string, refused: string | null): Promise<string> {
    let renewal = renewals.get(shop);
    if (renewal === undefined) {
      renewal = renewed(shop, refused).finally(() => renewals.delete(shop));
      renewals.set(shop, renewal);
    }
    const pair = await renewal;
    known.set(shop, pair);
    return pair.accessToken;
  }

  return {
    current(shop) {
      const pair = known.get(shop);
      return pair !== undefined && fresh(pair, null)
        ? Promise.resolve(pair.accessToken)
        : shared(shop, null);
    },
    renew: (shop, refused) => shared(shop, refused),
  };
}

function isUsedUp(error: unknown): boolean {
  return error instanceof Refusal && error.details['error'] === usedUp;
}

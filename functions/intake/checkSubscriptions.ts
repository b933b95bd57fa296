import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { ShopifyAdmin } from '../shopify/adminClient.ts';
import { readScopes } from '../shopify/readScopes.ts';
import { ensureSubscribed } from '../shopify/webhookSubscriptions.ts';
import { missingScopes, setScopes } from '../shops/scopes.ts';
import type { ShopStore } from '../shops/store.ts';
import { attentionOf } from './reconcileAttention.ts';
import type { ReconcileStore } from './reconcileStore.ts';

export interface SubscriptionDeps {
  shops: ShopStore;
  admin: ShopifyAdmin;
  store: Pick<ReconcileStore, 'readState'>;
  /** Where webhooks go; null where the app's own file declares them. */
  webhookUri: string | null;
  clock: Clock;
  log: Log;
}

/** What a look at one shop found. */
export interface SubscriptionReport {
  /** Topics that had to be subscribed to again. */
  subscribed: string[];
  missingScopes: string[];
  /** See `attentionOf`: changed orders that no webhook told of, where those are most. */
  untold: number;
}

/**
 * Looks at what a shop tells us and lets us do: subscriptions made through the API are compared
 * and made again; those the app's own file declares are judged by what they bring; scopes are read
 * as they are, whatever webhook of theirs was lost. Null: the shop does not have the app.
 */
export async function checkSubscriptions(
  shop: string,
  deps: SubscriptionDeps,
): Promise<SubscriptionReport | null> {
  const record = await deps.shops.read(shop);
  if (record === undefined || record.uninstalledAtMs !== null) return null;
  const { webhookUri, admin, clock, log } = deps;
  const askedAtMs = clock.wallMs();
  const scopes = await readScopes(shop, admin);
  await setScopes(shop, scopes, askedAtMs, deps.shops);
  const subscribed = webhookUri === null ? [] : await ensureSubscribed(shop, webhookUri, admin);
  const { untold } = attentionOf((await deps.store.readState(shop))?.last ?? null);
  const missing = missingScopes(scopes);
  if (subscribed.length + missing.length + untold > 0) {
    log.warn('subscriptions.lacking', {
      shop,
      subscribed: subscribed.length,
      missingScopes: missing.join(' '),
      untold,
    });
  }
  return { subscribed, missingScopes: missing, untold };
}

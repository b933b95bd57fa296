import { setTimeout as wait } from 'node:timers/promises';
import type { Job } from '../intake/job.schema.ts';
import { createShopifyAdmin, type ShopifyAdmin } from '../shopify/adminClient.ts';
import { readShopProfile } from '../shopify/shopProfile.ts';
import { openTokenGrants } from '../shopify/tokenGrants.ts';
import { installShop } from '../shops/install.ts';
import { openShopStore, type ShopStore } from '../shops/store.ts';
import { openAccessTokens } from '../shops/tokens.ts';
import type { Parts } from './parts.ts';

/** The shop itself is kept right after this is asked for; the job must find it. */
const historyAfterSeconds = 1;

export interface ShopAccess {
  shops: ShopStore;
  admin: ShopifyAdmin;
  /** Makes sure the shop that a verified session token names is installed. */
  install: (shop: string, sessionToken: string) => Promise<void>;
}

/** The installed shops and the way to each of them. */
export function openShopAccess(parts: Parts): ShopAccess {
  const { vault, shopUrl } = parts;
  const nowMs = () => parts.clock.wallMs();
  const store = openShopStore(parts.table);
  const { fetch } = globalThis;
  const grants = openTokenGrants({ ...parts, fetch, nowMs });
  const tokens = openAccessTokens({ store, vault, grants, nowMs, wait });
  const reach = { shopUrl, fetch, nowMs, wait, random: Math.random };
  const installDeps = {
    store,
    vault,
    grants,
    nowMs,
    requestHistory: (shop: string) => {
      const job: Job = { job: 'backfill', shop };
      return parts.queues.jobs.send(JSON.stringify(job), {
        delaySeconds: historyAfterSeconds,
        group: shop,
      });
    },
    readProfile: (shop: string, accessToken: string) => {
      const only = () => Promise.resolve(accessToken);
      const tokensOfInstall = { current: only, renew: only };
      return readShopProfile(shop, createShopifyAdmin({ ...reach, tokens: tokensOfInstall }));
    },
  };
  return {
    shops: store,
    admin: createShopifyAdmin({ ...reach, tokens }),
    install: async (shop, sessionToken) => {
      await installShop(shop, sessionToken, installDeps);
    },
  };
}

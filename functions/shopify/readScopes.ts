import { z } from 'zod';
import type { ShopifyAdmin } from './adminClient.ts';
import { grantedScopes } from './apiVersion.ts';
import { grantedScopesQuery } from './operations/scopes.ts';

const installationSchema = z.object({
  currentAppInstallation: z.object({
    accessScopes: z.array(z.object({ handle: z.string() })),
  }),
});

/** What the shop lets the app do now, implied scopes included. */
export async function readScopes(shop: string, admin: ShopifyAdmin): Promise<string[]> {
  const found = await admin.graphql(shop, grantedScopesQuery, {}, installationSchema);
  return grantedScopes(
    found.currentAppInstallation.accessScopes.map(({ handle }) => handle).join(','),
  );
}

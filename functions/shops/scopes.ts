import type { ShopStore } from './store.ts';

/**
 * What the app asks a shop for, as `shopify.app.toml` declares it. Leave for all orders needs
 * Shopify's approval; without it the history is short, which the embed says where it matters.
 */
export const neededScopes = [
  'read_all_orders',
  'read_customers',
  'read_discounts',
  'read_orders',
  'read_products',
  'write_discounts',
] as const;
/** Asked for only when a merchant wants what takes it. */
export const optionalScopes = ['write_customers'] as const;

/** Whether the shop lets us mark its customers. */
export function mayWriteCustomers(granted: readonly string[]): boolean {
  return optionalScopes.every((scope) => granted.includes(scope));
}
export type NeededScope = (typeof neededScopes)[number];

/** What does not work for want of leave; leave to write includes leave to read. */
export function missingScopes(granted: readonly string[]): NeededScope[] {
  const have = new Set(granted);
  return neededScopes.filter(
    (scope) => !have.has(scope) && !have.has(scope.replace('read_', 'write_')),
  );
}

/** Those of the missing without which something stands still; a short history is none of them. */
export function blockingScopes(granted: readonly string[]): NeededScope[] {
  return missingScopes(granted).filter((scope) => scope !== 'read_all_orders');
}

/**
 * Notes what the shop lets the app do as of `atMs` (epoch milliseconds, the shop's own word). The
 * latest word stands, in whatever order they come.
 */
export async function setScopes(
  shop: string,
  scopes: readonly string[],
  atMs: number,
  store: ShopStore,
): Promise<'set' | 'stale' | 'unchanged'> {
  while (true) {
    const record = await store.read(shop);
    if (record === undefined || record.uninstalledAtMs !== null) return 'stale';
    // Older than the install itself is of the one before.
    if (atMs < (record.scopesAtMs ?? record.installedAtMs)) return 'stale';
    const sorted = [...scopes].sort();
    if (sorted.join() === [...record.scopes].sort().join()) return 'unchanged';
    const next = { ...record, scopes: sorted, scopesAtMs: atMs };
    if ((await store.write(next)) === 'kept') return 'set';
  }
}

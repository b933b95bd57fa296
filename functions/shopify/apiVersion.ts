import { ApiVersion, AuthScopes } from '@shopify/shopify-api';

/** Version of the Admin API every document is written for and validated against. */
export const apiVersion: string = ApiVersion.October26;

/** Orders older than 60 days can be read only with this scope; Shopify grants it on request. */
const wholeHistoryScope = 'read_all_orders';

/** Whether a shop that granted these scopes shows us its whole history. */
export function showsWholeHistory(scopes: readonly string[]): boolean {
  return new AuthScopes([...scopes]).has(wholeHistoryScope);
}

/** Scopes as granted, from the comma-separated form of a token answer. */
export function grantedScopes(scope: string): string[] {
  return new AuthScopes(scope).toArray(true);
}

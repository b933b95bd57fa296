import { ApiVersion, AuthScopes } from '@shopify/shopify-api';

/** Version of the Admin API every document is written for and validated against. */
export const apiVersion: string = ApiVersion.October26;

/** Scopes as granted, from the comma-separated form of a token answer. */
export function grantedScopes(scope: string): string[] {
  return new AuthScopes(scope).toArray(true);
}

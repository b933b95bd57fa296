export const grantedScopesQuery = `#graphql
query GrantedScopes {
  currentAppInstallation {
    accessScopes {
      handle
    }
  }
}`;

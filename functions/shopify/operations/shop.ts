export const shopProfileQuery = `#graphql
query ShopProfile {
  shop {
    name
    currencyCode
    ianaTimezone
  }
}`;

/** Apart from the profile, because it needs a scope of its own. */
export const shopLocalesQuery = `#graphql
query ShopLocales {
  shopLocales {
    locale
    primary
  }
}`;
